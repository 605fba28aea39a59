import { keepFollowers } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import 'reflect-metadata';
import { workerData } from 'node:worker_threads';
import type { Lines } from './lines.ts';

await keepFollowers(workerData as Omit<Lines, 'line'>, readConfiguration);
