import type { Envelope, RecordedEvent } from '#libs/event-store';
import { idFrom } from '#libs/kernel';
import type { Acknowledged } from './acknowledged.ts';

export function lostOf(events: readonly RecordedEvent[], promised: readonly Acknowledged[]): Acknowledged[] {
  const there = new Map(events.map((event) => [`${event.stream} ${event.revision}`, event]));
  return promised.filter(({ stream, revision, id, type }) => {
    const event = there.get(`${stream} ${revision}`);
    return event?.id !== id || event.type !== type;
  });
}

/** Events whose id, or whose command's reaction, is there once more than once. */
export function doubledOf(events: readonly RecordedEvent[]): number {
  const ids = new Set(events.map(({ id }) => id));
  const reactions = events
    .filter((event) => envelopeOf(event).channel === 'process' && !event.stream.startsWith('claim-'))
    .map((event) => `${event.stream} ${event.type} ${envelopeOf(event).causationId} ${envelopeOf(event).actor.id}`);
  return events.length - ids.size + reactions.length - new Set(reactions).size;
}

/** Sentences about what is not as promised in a log whose reactions have all been written. */
export function faultsOf(events: readonly RecordedEvent[]): string[] {
  return [...gapsOf(events), ...processFaults(events), ...peopleTwice(events)];
}

function gapsOf(events: readonly RecordedEvent[]): string[] {
  const next = new Map<string, number>();
  const faults: string[] = [];
  let last = '';
  for (const { stream, revision, position } of events) {
    const expected = next.get(stream) ?? 0;
    if (revision !== expected) faults.push(`${stream} goes from ${expected - 1} to ${revision}`);
    if (position <= last) faults.push(`position ${position} after ${last}`);
    next.set(stream, revision + 1);
    last = position;
  }
  return faults;
}

/** Commands that one process sends to one key after one event, at most. */
const MOST_SENDS = 4;

/** Each submitted project was reserved once, each release of a person with an open case handed over once. */
function processFaults(events: readonly RecordedEvent[]): string[] {
  const faults: string[] = [];
  const enrolled = new Set<string>();
  const reactions = new Map<string, string[]>();
  for (const event of events) {
    const { causationId, commandId } = envelopeOf(event);
    const name = `${event.type} ${causationId}`;
    reactions.set(name, [...(reactions.get(name) ?? []), commandId]);
  }
  const expectOnce = (event: RecordedEvent, process: string, type: string, id: string) => {
    const sent = reactions.get(`${type} ${event.id}`) ?? [];
    const ids = Array.from({ length: MOST_SENDS }, (_none, at) => idFrom(event.id, process, id, String(at)));
    if (sent.length !== 1 || !ids.includes(sent[0] ?? ''))
      faults.push(`${type} ${sent.length} times after ${event.type} of ${event.stream}`);
  };
  for (const event of events) {
    const id = event.stream.slice(-36);
    if (event.type === 'ProjectSubmitted') expectOnce(event, 'project-funding', 'FundsReserved', id);
    if (event.type === 'InmateEnrolled') {
      enrolled.add(id);
      expectOnce(event, 'diagnosis-due', 'DiagnosisDueSet', id);
    }
    if (event.type === 'ReleaseRecorded' && enrolled.has(id))
      expectOnce(event, 'release-hand-over', 'CaseHandedOver', id);
  }
  const count = (type: string) => events.filter((event) => event.type === type).length;
  if (count('FundsReserved') !== count('ProjectSubmitted')) faults.push('more was reserved than submitted');
  return faults;
}

function peopleTwice(events: readonly RecordedEvent[]): string[] {
  const numbers = events
    .filter(({ type }) => type === 'AdmissionRecorded')
    .map(({ data }) => JSON.stringify([data['establishment'], data['registerNumber']]));
  const twice = numbers.length - new Set(numbers).size;
  return twice > 0 ? [`${twice} register numbers were admitted twice`] : [];
}

function envelopeOf({ metadata }: RecordedEvent): Envelope {
  return { actor: { id: '', role: '', unit: '' }, ...metadata } as unknown as Envelope;
}
