import type { JsonObject, LocalDate } from '#libs/kernel';
import type { AnyProcess, Occurred, Send, Timer } from './process.ts';

interface SetTimer {
  readonly name: string;
  readonly dueOn: LocalDate;
  /** Id of the event that set it: the same day set anew is another timer. */
  readonly setBy: string;
  readonly isSent: boolean;
}

/** Where a process stands with one key, as it is stored. */
export interface Standing {
  readonly id: string;
  readonly state: object;
  readonly timers: readonly SetTimer[];
  /** The next day something is to be sent; absent when nothing is. */
  readonly nextDue?: LocalDate;
}

export interface DueTimer extends SetTimer {
  readonly sends: readonly Send[];
}

export const TIMER_INDEXES = [{ field: 'nextDue' }] as const;

/** The standing after an event, and what the process wants sent. */
export function standingAfter(
  process: AnyProcess,
  before: Standing | undefined,
  event: Occurred,
  id: string,
): { readonly standing: Standing | undefined; readonly sends: readonly Send[] } {
  const evolved = process.evolve(before?.state as never, event, id);
  const state = evolved === null ? undefined : (evolved ?? before?.state);
  const sends = process.react(state as never, event, id);
  if (state === undefined) return { standing: undefined, sends };
  if (state === before?.state) return { standing: before, sends };
  return { standing: withTimers(id, state, setTimers(process, state, before, event.eventId)), sends };
}

/** The timers of a standing that are due and were not sent yet. */
export function dueTimers(process: AnyProcess, standing: Standing, today: LocalDate): readonly DueTimer[] {
  const wanted = new Map(timersOf(process, standing.state).map((timer) => [keyOf(timer), timer]));
  return standing.timers
    .filter(({ isSent, dueOn }) => !isSent && dueOn <= today)
    .map((timer) => ({ ...timer, sends: wanted.get(keyOf(timer))?.sends ?? [] }));
}

export function afterSending(standing: Standing, sent: readonly DueTimer[]): Standing {
  const done = new Set(sent.map(keyOf));
  const timers = standing.timers.map((timer) => (done.has(keyOf(timer)) ? { ...timer, isSent: true } : timer));
  return withTimers(standing.id, standing.state, timers);
}

export function storable(standing: Standing | undefined): JsonObject | null {
  return (standing ?? null) as unknown as JsonObject | null;
}

export function fromStored(body: JsonObject | null | undefined): Standing | undefined {
  return (body ?? undefined) as unknown as Standing | undefined;
}

function setTimers(process: AnyProcess, state: object, before: Standing | undefined, setBy: string): SetTimer[] {
  const earlier = new Map(before?.timers.map((timer) => [keyOf(timer), timer]));
  return timersOf(process, state).map(
    (timer) => earlier.get(keyOf(timer)) ?? { name: timer.name, dueOn: timer.dueOn, setBy, isSent: false },
  );
}

function withTimers(id: string, state: object, timers: readonly SetTimer[]): Standing {
  const days = timers.filter(({ isSent }) => !isSent).map(({ dueOn }) => dueOn);
  const [nextDue] = days.sort();
  return { id, state, timers, ...(nextDue === undefined ? {} : { nextDue }) };
}

function timersOf(process: AnyProcess, state: object): readonly Timer[] {
  return process.timers(state as never);
}

function keyOf({ name, dueOn }: { readonly name: string; readonly dueOn: LocalDate }): string {
  return `${name} ${dueOn}`;
}
