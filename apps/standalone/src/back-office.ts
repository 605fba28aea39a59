import { followBeside, type FollowersLines, keepBackOffice, type Line } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import 'reflect-metadata';
import { workerData } from 'node:worker_threads';

const { line, ...toFollow } = workerData as FollowersLines & { readonly line: Line };
await keepBackOffice(line, readConfiguration, { follow: followBeside(toFollow) });
