import {
  InstalmentReceived,
  ProjectApproved,
  ProjectSubmitted,
  ProjectWithdrawn,
  ReleaseCorrected,
  ReleaseVoided,
  RevisionRequested,
} from '#libs/casework';
import type { Desk } from '#libs/commanding';
import { type Fact, Problem } from '#libs/kernel';
import type { ReadModels } from '#libs/read-models';
import * as fc from 'fast-check';
import { AGREEMENT, idOf, proposed, signed } from '../support/agreement-facts.ts';
import { admitted, enrolled, registered, released } from '../support/person-facts.ts';
import { openProcessWorkplace, type ProcessWorkplace } from '../support/process-workplace.ts';

const ANOTHER = idOf('d');
const because = 'x';
const projects = [1, 2, 3].map(idOf);
const holderOf = (projectId: string) => projectId.replace(/^0/, 'a');

/** Something people did: to the project or the person of that number. */
const happening = fc.record({
  what: fc.constantFrom(
    'submit',
    'submit elsewhere',
    'approve',
    'revise',
    'withdraw',
    'instalment',
    'release',
    'correct',
    'void',
  ),
  who: fc.integer({ min: 0, max: 2 }),
});
/** Where the worker is killed: at its nth command or nth save, before or after that is done. */
const kill = fc.record({
  at: fc.constantFrom('command', 'save'),
  nth: fc.integer({ min: 1, max: 4 }),
  isDone: fc.boolean(),
});
const day = fc.record({ happenings: fc.array(happening, { maxLength: 8 }), kills: fc.array(kill, { maxLength: 3 }) });
const days = fc.array(day, { minLength: 1, maxLength: 4 });
type Day = typeof day extends fc.Arbitrary<infer D> ? D : never;
type Kill = Day['kills'][number];

/** Two submissions fill the envelope; a third is refused, then there is room again, and both are reacted to twice. */
const filled: Day = { happenings: [0, 1].map((who) => ({ what: 'submit', who })), kills: [] };
const refusedThenRoom: Day = {
  happenings: [
    { what: 'submit', who: 2 },
    { what: 'withdraw', who: 0 },
  ],
  kills: [{ at: 'save', nth: 1, isDone: false }],
};

/** Approved before it is submitted again, a withdrawn project has nothing to commit, also not to a worker that asks twice. */
const withdrawnApprovedSubmitted: Day[] = [
  { happenings: [{ what: 'submit', who: 0 }], kills: [] },
  { happenings: [{ what: 'withdraw', who: 0 }], kills: [] },
  {
    happenings: [
      { what: 'approve', who: 0 },
      { what: 'submit', who: 0 },
    ],
    kills: [{ at: 'command', nth: 1, isDone: true }],
  },
];

/** A release voided twice and then corrected: the second void is refused, and must be for a worker that asks twice. */
const voidedThenCorrected: Day[] = [
  {
    happenings: [
      { what: 'release', who: 2 },
      { what: 'void', who: 2 },
    ],
    kills: [],
  },
  {
    happenings: [
      { what: 'void', who: 2 },
      { what: 'correct', who: 2 },
    ],
    kills: [{ at: 'command', nth: 1, isDone: true }],
  },
];

it('a worker killed anywhere between its commands and its checkpoint leaves nothing out and does nothing twice', async () => {
  await fc.assert(
    fc.asyncProperty(days, fc.integer({ min: 1, max: 6 }), async (story, pageSize) => {
      const [killed, never] = [await openProcessWorkplace(), await openProcessWorkplace()];
      try {
        for (const [place, withKills] of [[killed, true] as const, [never, false] as const]) {
          await begin(place);
          for (const [n, day] of story.entries()) {
            await live(place, day, n);
            if (withKills) for (const each of day.kills) await runUntilKilled(place, each, pageSize);
            const runner = place.start({ pageSize, holder: 'worker' });
            await place.settled(runner);
            await runner.stop();
          }
        }
        expect(await told(killed)).toEqual(await told(never));
      } finally {
        await killed.close();
        await never.close();
      }
    }),
    {
      numRuns: 15,
      examples: [
        [[filled, refusedThenRoom], 6],
        [withdrawnApprovedSubmitted, 2],
        [voidedThenCorrected, 2],
      ],
    },
  );
}, 120_000);

/** What each process, and people, told each stream, in order; two processes may come one before the other or not. */
async function told({ events, codec }: ProcessWorkplace): Promise<Record<string, object[]>> {
  const facts: Record<string, object[]> = {};
  for (const event of await events.readAll('', 100_000)) {
    if (!/^(agreement|project|case|beneficiary)-/.test(event.stream)) continue;
    const { type, data, envelope } = codec.decode(event);
    (facts[`${event.stream} ${envelope.actor.id}`] ??= []).push({ type, data });
  }
  return facts;
}

async function begin(place: ProcessWorkplace): Promise<void> {
  for (const agreement of [AGREEMENT, ANOTHER]) {
    await place.tell('agreement', agreement, [signed({ envelopeCentimes: 7_000_000 })]);
  }
  for (const id of projects) {
    const person = holderOf(id);
    await place.tell('beneficiary', person, [registered()], { person });
    await place.tell('custody', person, [admitted()], { person });
    await place.tell('case', person, [enrolled()], { person });
    await place.tell('project', id, [proposed(3_500_000, person)], { person });
  }
}

async function live(place: ProcessWorkplace, { happenings }: Day, day: number): Promise<void> {
  for (const [n, { what, who }] of happenings.entries()) {
    const id = projects[who] ?? '';
    const person = holderOf(id);
    const ofProject = (fact: Fact) => place.tell('project', id, [fact], { person });
    const ofCustody = (fact: Fact) => place.tell('custody', person, [fact], { person });
    const number = 1 + day * 100 + n;
    const instalment = { number, receivedOn: '2026-05-01', amountCentimes: 1_500_000, reference: `VIR-${number}` };
    await {
      submit: () => ofProject(ProjectSubmitted({ agreementId: AGREEMENT })),
      'submit elsewhere': () => ofProject(ProjectSubmitted({ agreementId: ANOTHER })),
      approve: () => ofProject(ProjectApproved({ decidedOn: '2026-05-01' })),
      revise: () => ofProject(RevisionRequested({ because })),
      withdraw: () => ofProject(ProjectWithdrawn({ because })),
      instalment: () => place.tell('agreement', AGREEMENT, [InstalmentReceived(instalment)]),
      release: () => ofCustody(released({ residence: { province: 'MA-OUD' } })),
      correct: () => ofCustody(ReleaseCorrected({ releasedOn: `2026-03-0${1 + (n % 9)}`, because })),
      void: () => ofCustody(ReleaseVoided({ because })),
    }[what]();
  }
}

/** Runs a worker that dies at that point, or that settles when it never comes there. */
async function runUntilKilled(
  place: ProcessWorkplace,
  { at, nth, isDone }: Kill,
  pageSize: number,
  to: Desk = place.desk,
): Promise<void> {
  let count = 0;
  const dyingAt = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    if (what !== at || ++count < nth) return work();
    if (isDone) await work();
    void runner.stop();
    throw new Problem('service.outcome-unknown');
  };
  const desk: Desk = { send: (command) => dyingAt('command', () => to.send(command)) };
  const readModels = new Proxy(place.readModels, {
    get(store, name) {
      const found: unknown = Reflect.get(store, name);
      if (typeof found !== 'function') return found;
      const method = found.bind(store) as (...args: unknown[]) => Promise<unknown>;
      return name === 'save' ? (...args: unknown[]) => dyingAt('save', () => method(...args)) : method;
    },
  }) satisfies ReadModels;
  const runner = place.start({ desk, readModels, pageSize, holder: 'worker' });
  await place.settled(runner);
  await runner.stop();
}

it('what a killed worker had sent is sent again under the same ids', async () => {
  const place = await openProcessWorkplace();
  const sent: { command: string; id: string; commandId: string }[] = [];
  const desk: Desk = {
    send: ({ declaration, id, commandId, ...rest }) => {
      sent.push({ command: declaration.name, id, commandId });
      return place.desk.send({ declaration, id, commandId, ...rest });
    },
  };
  try {
    await begin(place);
    await live(place, filled, 0);
    const early = place.start({ holder: 'worker' });
    await place.settled(early);
    await early.stop();
    await live(place, refusedThenRoom, 1);
    await runUntilKilled(place, { at: 'save', nth: 1, isDone: false }, 500, desk);
    const first = sent.splice(0);
    const runner = place.start({ desk, holder: 'worker' });
    await place.settled(runner);
    const again = sent.filter(({ commandId }) => first.some((each) => each.commandId === commandId));
    expect(first.map(({ command }) => command)).toEqual(['reserve-funds', 'refuse-funding', 'release-funds']);
    // All but the refusal's consequence: the refused project is a draft by then, and asks for nothing.
    expect(again.map(({ commandId }) => commandId).sort()).toEqual(
      first
        .filter(({ command }) => command !== 'refuse-funding')
        .map(({ commandId }) => commandId)
        .sort(),
    );
  } finally {
    await place.close();
  }
});
