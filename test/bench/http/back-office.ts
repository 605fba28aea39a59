import { keepBackOffice, startWorker } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import 'reflect-metadata';
import { type MessagePort, workerData } from 'node:worker_threads';
import { followWithProjections } from '../../support/follow-with-projections.ts';
import type { Behind } from './http-server.ts';

/** The back office of a server that is measured: what follows the log there depends on what is behind its door. */
const { line, behind, folder } = workerData as { line: MessagePort; behind: Behind; folder: string };
const nothing = { settled: () => Promise.resolve(), stop: () => Promise.resolve() };

await keepBackOffice(line, () => readConfiguration({ IDMAJ_DATA: folder, DEMO: 'off' }), {
  follow(idmaj, onAlarm) {
    if (behind === 'standalone') return startWorker(idmaj, onAlarm);
    return behind === 'projections' ? followWithProjections(idmaj) : nothing;
  },
});
