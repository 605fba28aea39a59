import type { Fact } from '#libs/kernel';
import {
  afterSending,
  type AnyProcess,
  dueTimers,
  type Occurred,
  type Send,
  type Standing,
  standingAfter,
} from '#libs/processes';
import { idOf } from './agreement-facts.ts';
import { happenedTo } from './given-projection.ts';

/** The fact, as it happened to someone or something, with the id of the event that states it. */
export function occurredTo<F extends Fact>(
  id: string,
  fact: F,
  { eventId = '', ...happening }: Parameters<typeof happenedTo>[2] & { readonly eventId?: string } = {},
): Occurred<F> {
  return { ...happenedTo(id, fact, happening), eventId };
}

function told({ declaration, id, fields }: Send) {
  return { command: declaration.name, id, fields: JSON.parse(JSON.stringify(fields)) as object };
}

/** `givenProcess(projectFunding, …events).when(event).then(send(…))`, or `.whenDue(today).then(send(…))`. */
export function givenProcess(process: AnyProcess, ...past: readonly Occurred[]) {
  const standings = new Map<string, Standing>();
  let count = 0;
  const take = (given: Occurred): Send[] => {
    count++;
    const event = { ...given, eventId: given.eventId || idOf(`e${count}`), position: String(count).padStart(16, '0') };
    if (!process.on.some(({ type }) => type === event.type)) return [];
    return process.keys(event).flatMap((key) => {
      const { standing, sends } = standingAfter(process, standings.get(key), event, key);
      if (standing) standings.set(key, JSON.parse(JSON.stringify(standing)) as Standing);
      else standings.delete(key);
      return [...sends];
    });
  };
  const expecting = (sends: readonly Send[]) => ({
    then: (...expected: readonly Send[]) => expect(sends.map(told)).toEqual(expected.map(told)),
    thenNothing: () => expect(sends.map(told)).toEqual([]),
    /** What follows where the rules refuse the only command, with that code. */
    refusedWith: (code: string) => expecting(sends.flatMap(({ refused }) => refused?.(code) ?? [])),
  });
  past.forEach(take);
  return {
    when: (event: Occurred) => expecting(take(event)),
    /** Everything that is due up to and including the day, once. */
    whenDue: (today: string) =>
      expecting(
        [...standings].flatMap(([key, standing]) => {
          const due = dueTimers(process, standing, today);
          standings.set(key, afterSending(standing, due));
          return due.flatMap(({ sends }) => sends);
        }),
      ),
  };
}
