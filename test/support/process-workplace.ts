import type { AnyCommandDeclaration } from '#libs/casework';
import type { Envelope, RecordedEvent } from '#libs/event-store';
import { type Fact, idFrom, SetClock } from '#libs/kernel';
import {
  type AnyProcess,
  type ProcessAlarm,
  ProcessRunner,
  type ProcessRunnerOptions,
  processes,
} from '#libs/processes';
import { type ReadModels, type Seen, SqliteReadModels } from '#libs/read-models';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDesk } from './open-desk.ts';

const SOMEONE = { id: 'someone', role: 'data-steward', unit: '*' };

/** A desk, read models and process runners on files of their own. */
export async function openProcessWorkplace({ clock = new SetClock('2026-06-01T09:00:00.000Z') } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'idmaj-processes-'));
  const desk = await openDesk({ clock, folder });
  const readModels = await SqliteReadModels.open(join(folder, 'read-models.sqlite'));
  const alarms: ProcessAlarm[] = [];
  const runners: ProcessRunner[] = [];
  let told = 0;

  const decode = (event: RecordedEvent): Seen => {
    const { stream, revision, position } = event;
    return { ...desk.codec.decode(event), id: stream.slice(-36), stream, revision, position };
  };

  function start(options: Partial<ProcessRunnerOptions> & { readonly processes?: readonly AnyProcess[] } = {}) {
    const runner = new ProcessRunner({
      events: desk.events,
      readModels,
      desk: desk.desk,
      processes,
      decode,
      clock,
      holder: `worker ${runners.length}`,
      onAlarm: (alarm) => alarms.push(alarm),
      ...options,
    });
    runners.push(runner);
    runner.start();
    return runner;
  }

  return {
    ...desk,
    clock,
    alarms,
    readModels: readModels as ReadModels,
    start,
    /** Puts facts into the log as if people's commands had stated them. */
    async tell(kind: string, id: string, facts: readonly Fact[], { person = '', by = 'someone' } = {}) {
      const stream = `${kind}-${id}`;
      const [last] = await desk.events.readStream(stream, { direction: 'backwards', limit: 1 });
      const commandId = idFrom('told', stream, String(told++));
      const cause: Omit<Envelope, 'schemaVersion'> = {
        commandId,
        commandDigest: '',
        command: 'told',
        correlationId: commandId,
        causationId: commandId,
        actor: { ...SOMEONE, id: by },
        occurredOn: clock.now().slice(0, 10),
        recordedAt: clock.now(),
        subjects: person ? [person] : [],
        channel: 'http',
      };
      const encoded = facts.map((fact, index) => desk.codec.encode(idFrom(commandId, String(index)), fact, cause));
      await desk.events.append(stream, last?.revision ?? 'no-stream', encoded);
    },
    send(declaration: AnyCommandDeclaration, id: string, fields: object, actor: Partial<Envelope['actor']> = {}) {
      return desk.desk.send({
        declaration,
        id,
        fields: Object.assign(new declaration.command(), fields),
        commandId: idFrom('sent', declaration.name, id, JSON.stringify(fields), String(told++)),
        actor: { id: 'someone', role: declaration.sentBy[0] ?? '', unit: '*', ...actor },
        channel: 'http',
      });
    },
    /** Resolves when the runner has reacted to everything, also to what its own commands caused. */
    async settled(runner: ProcessRunner) {
      for (let head = ''; ;) {
        const next = await desk.events.head();
        if (next === head) return;
        await runner.caughtUpTo(next);
        head = next;
      }
    },
    /** What the streams of a kind tell: `{ [id]: [{ type, data }, …] }`. */
    async facts(kind: string): Promise<Record<string, { type: string; data: object }[]>> {
      const told: Record<string, { type: string; data: object }[]> = {};
      for (const { stream, type, data } of await desk.events.readAll('', 100_000)) {
        if (stream.startsWith(`${kind}-`)) (told[stream.slice(kind.length + 1)] ??= []).push({ type, data });
      }
      return told;
    },
    async close() {
      await Promise.all(runners.map((runner) => runner.stop()));
      await readModels.close();
      await desk.stop();
      await rm(folder, { recursive: true });
    },
  };
}

export type ProcessWorkplace = Awaited<ReturnType<typeof openProcessWorkplace>>;
