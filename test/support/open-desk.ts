import {
  type AnyAggregate,
  aggregates,
  beneficiary,
  caseFile,
  custody,
  EventCodec,
  events as definitions,
} from '#libs/casework';
import { Claims, CommandDesk, FoldedAggregates } from '#libs/commanding';
import { SqliteEventStore } from '#libs/event-store';
import { SeededIds, SetClock } from '#libs/kernel';
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CACHE_BYTES = 16 * 1024 * 1024;

/** A command desk on an event file of its own; `stop` closes it and takes the file away. */
export async function openDesk({ clock = new SetClock('2026-03-02T09:00:00.000Z'), folder = '' } = {}) {
  const dataFolder = folder || (await mkdtemp(join(tmpdir(), 'idmaj-desk-')));
  const events = await SqliteEventStore.open(join(dataFolder, 'events.sqlite'), new SeededIds('log'));
  const codec = new EventCodec(definitions);
  const folded = new FoldedAggregates(events, codec, CACHE_BYTES);
  const hash = (...words: string[]) =>
    createHmac('sha256', 'a key of the tests').update(words.join('\n')).digest('hex');
  const byKind = new Map(aggregates.map((aggregate): [string, AnyAggregate] => [aggregate.kind, aggregate]));
  const desk = new CommandDesk({
    events,
    codec,
    folded,
    clock,
    claims: new Claims(events, codec, byKind, folded, clock, hash),
    people: { beneficiary, others: [custody, caseFile] },
    digest: (text) => hash('command', text),
  });
  return {
    dataFolder,
    events,
    codec,
    folded,
    clock,
    desk,
    async stop() {
      await events.close();
      if (!folder) await rm(dataFolder, { recursive: true });
    },
  };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;
