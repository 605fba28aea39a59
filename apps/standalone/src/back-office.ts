import { followBeside, keepBackOffice } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import 'reflect-metadata';
import { workerData } from 'node:worker_threads';
import type { Lines } from './lines.ts';

const { line, ...toFollow } = workerData as Lines;
await keepBackOffice(line, readConfiguration, { follow: followBeside(toFollow) });
