import type { LocalDate } from '#libs/kernel';
import type { Seen } from '#libs/read-models';
import { kindOf } from './history-kinds.ts';
import type { ToldEvent } from './told-event.ts';

/** An event with every correction applied, and the day from which it holds. */
export interface EffectiveEvent {
  readonly seen: Seen;
  readonly on: LocalDate;
}

interface Entry {
  seen: Seen;
  on: LocalDate;
  never?: boolean;
}

/** What begins a chapter of a record: nothing of the chapter takes effect before it does. A project is all chapters. */
const CHAPTERS: readonly string[] = [
  'BeneficiaryRegistered',
  'AdmissionRecorded',
  'InmateEnrolled',
  'ClosureRequested',
  'CaseClosed',
  'CaseReopened',
];

/**
 * The events as they happened by what is known, in the order in which they took effect: a corrected release counts on
 * the corrected day and for the corrected reason, a voided one never was, a hand-over follows its release, a corrected
 * identity was always so. Given in commit order; of one day, commit order decides.
 */
export function correctedEvents(events: readonly ToldEvent[]): EffectiveEvent[] {
  const known = new Corrections();
  for (const event of events) known.add(event);
  return known.entries
    .filter(({ never }) => never !== true)
    .toSorted((one, other) => compare(one.on, other.on) || compare(one.seen.position, other.seen.position));
}

class Corrections {
  readonly entries: Entry[] = [];
  private readonly chapters = new Map<string, LocalDate>();
  private readonly lastRelease = new Map<string, Entry>();
  /** By the release that made them. */
  private readonly handOvers = new Map<string, Entry>();

  add({ eventId, seen }: ToldEvent): void {
    switch (seen.type) {
      case 'ReleaseRecorded':
        this.lastRelease.set(seen.stream, this.keep(seen));
        return;
      case 'ReleaseCorrected':
        return this.correctRelease(seen);
      case 'ReleaseVoided':
        return this.undo(this.lastRelease, seen.stream);
      case 'CaseHandedOver':
        this.handOvers.set(textOf(seen, 'releaseId') ?? eventId, this.keep(seen));
        return;
      case 'HandOverRedated':
        return this.redateHandOver(seen);
      case 'HandOverUndone':
        this.undo(this.handOvers, textOf(seen, 'releaseId') ?? '');
        this.keep(seen);
        return;
      case 'IdentityCorrected':
        // What was always so holds since the person was registered.
        this.entries.push({ seen, on: this.chapters.get(seen.stream) ?? seen.occurredOn });
        return;
      default:
        this.keep(seen);
    }
  }

  private keep(seen: Seen): Entry {
    const chapter = this.chapters.get(seen.stream) ?? seen.occurredOn;
    const entry = { seen, on: seen.occurredOn < chapter ? chapter : seen.occurredOn };
    if (CHAPTERS.includes(seen.type) || kindOf(seen.stream) === 'project') this.chapters.set(seen.stream, entry.on);
    this.entries.push(entry);
    return entry;
  }

  private correctRelease(correction: Seen): void {
    const release = this.lastRelease.get(correction.stream);
    if (!release) return;
    const releasedOn = textOf(correction, 'releasedOn') ?? release.on;
    const reason = textOf(correction, 'reason') ?? textOf(release.seen, 'reason');
    redate(release, releasedOn, { reason });
  }

  private redateHandOver(redated: Seen): void {
    const handOver = this.handOvers.get(textOf(redated, 'releaseId') ?? '');
    if (!handOver) return;
    const chapter = this.chapters.get(redated.stream) ?? redated.occurredOn;
    redate(handOver, redated.occurredOn < chapter ? chapter : redated.occurredOn, redated.data);
  }

  private undo(of: Map<string, Entry>, key: string): void {
    const entry = of.get(key);
    if (entry) entry.never = true;
    of.delete(key);
  }
}

function redate(entry: Entry, on: LocalDate, corrected: object): void {
  const releasedOn = 'releasedOn' in corrected ? corrected.releasedOn : on;
  entry.on = on;
  entry.seen = { ...entry.seen, occurredOn: on, data: { ...entry.seen.data, ...corrected, releasedOn } };
}

function textOf({ data }: Seen, field: string): string | undefined {
  const value = (data as Readonly<Record<string, unknown>>)[field];
  return typeof value === 'string' ? value : undefined;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
