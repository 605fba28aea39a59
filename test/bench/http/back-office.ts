import { followBeside, type FollowersLines, keepBackOffice } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import 'reflect-metadata';
import { type MessagePort, workerData } from 'node:worker_threads';
import type { Behind } from './http-server.ts';

/** The back office of a server that is measured: what follows the log there depends on what is behind its door. */
const { line, behind, folder, ...toFollow } = workerData as FollowersLines & {
  readonly line: MessagePort;
  readonly behind: Behind;
  readonly folder: string;
};
const nothing = { settled: () => Promise.resolve(), stop: () => Promise.resolve() };
const isFollowed = behind === 'projections' || behind === 'standalone';

await keepBackOffice(line, () => readConfiguration({ IDMAJ_DATA: folder, DEMO: 'off' }), {
  follow: isFollowed ? followBeside(toFollow) : () => nothing,
});
