import 'reflect-metadata';
import { openIdmaj } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import { randomUUID } from 'node:crypto';

/** A process of its own: eight readers read one file after another until it is killed, telling of each that they may show. */
const { readings } = await openIdmaj(readConfiguration({ IDMAJ_DATA: process.argv[2] ?? '' }));
await Promise.all(Array.from({ length: 8 }, read));

async function read(): Promise<void> {
  for (;;) {
    const person = randomUUID();
    const actor = { id: 'amina', role: 'social-worker', unit: 'MA-LAA' };
    await readings.record({ actor, what: 'cases/{id}', people: [person], correlationId: randomUUID() });
    process.send?.(person);
  }
}
