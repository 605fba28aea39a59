import { followBeside, type FollowersLines, keepBackOffice } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import 'reflect-metadata';
import { type MessagePort, workerData } from 'node:worker_threads';

/** The back office of a server that is measured. */
const { line, folder, ...toFollow } = workerData as FollowersLines & {
  readonly line: MessagePort;
  readonly folder: string;
};

await keepBackOffice(line, () => readConfiguration({ IDMAJ_DATA: folder, DEMO: 'off' }), {
  follow: followBeside(toFollow),
});
