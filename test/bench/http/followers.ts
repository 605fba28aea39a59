import { followHere, type FollowersLines, keepFollowers } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import 'reflect-metadata';
import { workerData } from 'node:worker_threads';
import { followWithProjections } from '../../support/follow-with-projections.ts';
import type { Behind } from './http-server.ts';

const { behind, folder, ...lines } = workerData as FollowersLines & {
  readonly behind: Behind;
  readonly folder: string;
};

await keepFollowers(lines, () => readConfiguration({ IDMAJ_DATA: folder, DEMO: 'off' }), {
  follow: behind === 'standalone' ? followHere : followWithProjections,
});
