import {
  type Aggregate,
  type CaseworkCommand,
  type Circumstances,
  type CommandDeclaration,
  fold,
  type Happened,
} from '#libs/casework';
import { type Fact, Refused } from '#libs/kernel';

const SOMEONE = { id: 'someone', role: 'data-steward', unit: '*' };

interface When {
  readonly id?: string;
  readonly actor?: Partial<Circumstances['actor']> & { readonly id: string };
  readonly today?: string;
  readonly now?: string;
  /** States of the other aggregates the rule reads. */
  readonly [read: string]: unknown;
}

/** The same fact, stated by someone in particular or on a particular day. */
export function by<F extends Fact>(actorId: string, fact: F, occurredOn = '2026-01-05'): Happened<F> {
  return { ...fact, actor: { ...SOMEONE, id: actorId }, occurredOn };
}

function happened(fact: Fact | Happened): Happened {
  return 'actor' in fact ? fact : by(SOMEONE.id, fact);
}

/** What an aggregate looks like after these facts: for rules that read another aggregate. */
export function after<S>(aggregate: Aggregate<S>, ...facts: readonly (Fact | Happened)[]): S {
  return fold(aggregate, facts.map(happened));
}

/** `given(project, …facts).when(approveProject, {…}, {…}).then(ProjectApproved({…}))`, or `.thenRefused('code')`. */
export function given<S>(aggregate: Aggregate<S>, ...facts: readonly (Fact | Happened)[]) {
  return {
    when<C extends CaseworkCommand>(declaration: CommandDeclaration<S, C>, fields: Partial<C>, when: When = {}) {
      const decide = () => {
        const { actor, ...rest } = when;
        const context = {
          id: '00000000-0000-4000-8000-000000000001',
          today: '2026-06-01',
          now: '2026-06-01T09:00:00.000Z',
          ...rest,
          actor: { ...SOMEONE, role: declaration.sentBy[0] ?? SOMEONE.role, ...actor },
        };
        const command = Object.assign(new declaration.command(), fields);
        const decided = declaration.decide(fold(aggregate, facts.map(happened)), command, context);
        return Array.isArray(decided) ? (decided as Fact[]) : [decided as Fact];
      };
      return {
        then: (...expected: Fact[]) => expect(decide()).toEqual(expected),
        thenNothing: () => expect(decide()).toEqual([]),
        thenRefused(code: string, params?: object) {
          let refusal: unknown;
          try {
            decide();
          } catch (error) {
            refusal = error;
          }
          expect(refusal).toBeInstanceOf(Refused);
          expect(refusal).toMatchObject(params ? { code, params } : { code });
        },
      };
    },
  };
}
