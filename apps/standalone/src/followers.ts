import { type FollowersLines, keepFollowers } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import 'reflect-metadata';
import { workerData } from 'node:worker_threads';

await keepFollowers(workerData as FollowersLines, readConfiguration);
