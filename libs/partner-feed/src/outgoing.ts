import {
  CaseClosed,
  FundsCommitted,
  LifePlanAgreed,
  OUTCOMES,
  OUTGOING_TYPES,
  type OutgoingType,
  ProjectApproved,
  ProjectProposed,
  ProjectRejected,
  ProjectSubmitted,
  ProjectWithdrawn,
} from '#libs/casework';
import type { AnyEventDefinition, FactOf, JsonObject } from '#libs/kernel';
import { provinces, trades } from '#libs/reference';
import Type, { type Static, type TProperties } from 'typebox';

/** What an event is about, as far as partners may know of it. */
export interface Matter {
  readonly province: string;
  readonly project?: { readonly id: string; readonly trade: string; readonly budgetCentimes: number };
}

/** One type that leaves: the event it tells of, and every field of its data. */
export interface Outgoing {
  readonly type: OutgoingType;
  readonly on: AnyEventDefinition;
  /** JSON Schema of the data, without room for anything else. */
  readonly schema: JsonObject;
  tell(data: object, matter: Matter, pairwise: (id: string) => string): JsonObject;
}

const oneOf = (codes: readonly string[], description: string) =>
  Type.Unsafe<string>({ type: 'string', enum: [...codes], description });
const Amount = (description: string) =>
  Type.Integer({
    minimum: 0,
    multipleOf: 100_000,
    description: `${description}, in centimes, to the nearest 1,000 MAD`,
  });

const Province = oneOf(
  provinces.map(({ code }) => code),
  'ISO 3166-2:MA',
);
const ProjectRef = Type.String({
  minLength: 43,
  maxLength: 43,
  description: 'The project, under a name that is this partner’s own',
});
const PROJECT = {
  project: ProjectRef,
  province: Province,
  trade: oneOf(
    trades.map(({ code }) => code),
    'Trade',
  ),
  budgetCentimes: Amount('Budget'),
};

const declared: readonly Outgoing[] = [
  outgoing(
    'ma.idmaj.case.life-plan-agreed.v1',
    LifePlanAgreed,
    { province: Province, goals: Type.Integer({ minimum: 0, description: 'How many goals' }) },
    ({ goals }, { province }) => ({ province, goals: goals.length }),
  ),
  outgoing(
    'ma.idmaj.case.case-closed.v1',
    CaseClosed,
    { province: Province, outcome: oneOf(OUTCOMES, 'How the accompaniment ended') },
    ({ outcome }, { province }) => ({ province, outcome }),
  ),
  outgoing('ma.idmaj.project.project-proposed.v1', ProjectProposed, PROJECT, tellProject),
  outgoing('ma.idmaj.project.project-submitted.v1', ProjectSubmitted, PROJECT, tellProject),
  outgoing('ma.idmaj.project.project-approved.v1', ProjectApproved, PROJECT, tellProject),
  outgoing('ma.idmaj.project.project-rejected.v1', ProjectRejected, PROJECT, tellProject),
  outgoing('ma.idmaj.project.project-withdrawn.v1', ProjectWithdrawn, PROJECT, tellProject),
  outgoing(
    'ma.idmaj.agreement.funds-committed.v1',
    FundsCommitted,
    { project: ProjectRef, province: Province, amountCentimes: Amount('Committed now') },
    ({ amountCentimes }, { province, project }, pairwise) => ({
      project: pairwise(project?.id ?? ''),
      province,
      amountCentimes: coarse(amountCentimes),
    }),
  ),
];

/** Every type that leaves, by the stored type of the event it tells of. */
export const outgoingByEvent: ReadonlyMap<string, Outgoing> = new Map(declared.map((one) => [one.on.type, one]));
/** Every type that leaves, in the order partners know them. */
export const outgoingTypes: readonly Outgoing[] = OUTGOING_TYPES.map((type) => {
  const found = declared.find((one) => one.type === type);
  if (!found) throw new Error(`${type} is declared nowhere.`);
  return found;
});

function outgoing<D extends AnyEventDefinition, P extends TProperties>(
  type: OutgoingType,
  on: D,
  fields: P,
  tell: (data: FactOf<D>['data'], matter: Matter, pairwise: (id: string) => string) => Static<Type.TObject<P>>,
): Outgoing {
  const schema = Type.Object(fields, { additionalProperties: false, title: type });
  return { type, on, schema: schema as unknown as JsonObject, tell: tell as unknown as Outgoing['tell'] };
}

function tellProject(_data: object, { province, project }: Matter, pairwise: (id: string) => string) {
  const { id, trade, budgetCentimes } = project ?? { id: '', trade: '', budgetCentimes: 0 };
  return { project: pairwise(id), province, trade, budgetCentimes: coarse(budgetCentimes) };
}

/** To the dirham an amount would name the project to two partners that compare. */
function coarse(centimes: number): number {
  return Math.round(centimes / 100_000) * 100_000;
}
