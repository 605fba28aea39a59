import { aggregate } from '../shapes/aggregate.ts';
import { defineEvent, personal } from '../shapes/define-event.ts';
import { Centimes, Code, Day, Id, OneOf, Text } from '../fields/event-fields.ts';
import Type, { type Static } from 'typebox';

/** The five steps of approval in their order; the general coordinator's approval is the last. */
export const STEPS = ['centre', 'region', 'committee-review', 'committee-session'] as const;
export type Step = (typeof STEPS)[number];

export const FUNDING_SOURCES = ['agreement', 'own', 'in-kind', 'other'] as const;
const Funding = Type.Array(Type.Object({ source: OneOf(FUNDING_SOURCES), amountCentimes: Centimes }));
const Minutes = Type.Object({ reference: Text(100), present: Type.Integer(), quorum: Type.Integer() });

export const ProjectProposed = defineEvent('ProjectProposed', {
  beneficiaryId: Id,
  trade: Code,
  title: personal(Text(120)),
  province: Code,
  budgetCentimes: Centimes,
  funding: Funding,
});
export const ProjectRevised = defineEvent('ProjectRevised', {
  title: Type.Optional(personal(Text(120))),
  budgetCentimes: Type.Optional(Centimes),
  funding: Type.Optional(Funding),
  because: personal(Text(2000)),
});
export const FeasibilityRecorded = defineEvent('FeasibilityRecorded', {
  favourable: Type.Boolean(),
  concludedOn: Day,
  summary: personal(Text(4000)),
});
export const ProjectSubmitted = defineEvent('ProjectSubmitted', { agreementId: Id });
export const FundingRefused = defineEvent('FundingRefused', { agreementId: Id, because: Text(2000) });
export const StepApproved = defineEvent('StepApproved', {
  step: OneOf(STEPS),
  decidedOn: Day,
  minutes: Type.Optional(Minutes),
});
export const RevisionRequested = defineEvent('RevisionRequested', { because: personal(Text(2000)) });
export const ProjectRejected = defineEvent('ProjectRejected', { because: personal(Text(2000)) });
export const ProjectWithdrawn = defineEvent('ProjectWithdrawn', { because: personal(Text(2000)) });
export const ProjectApproved = defineEvent('ProjectApproved', {
  decidedOn: Day,
  remarks: Type.Optional(personal(Text(2000))),
});

export interface Proposal {
  readonly beneficiaryId: string;
  readonly proposedBy: string;
  readonly trade: string;
  readonly province: string;
  readonly budgetCentimes: number;
  readonly funding: Static<typeof Funding>;
  readonly feasibility?: { readonly favourable: boolean; readonly concludedOn: string };
}

export interface Submission extends Proposal {
  readonly agreementId: string;
  readonly submittedOn: string;
  readonly steps: readonly { readonly step: Step; readonly by: string; readonly decidedOn: string }[];
}

export type Project =
  | { readonly status: 'none' }
  | ({ readonly status: 'draft' } & Proposal)
  | ({ readonly status: 'submitted' } & Submission)
  | ({ readonly status: 'approved' } & Submission)
  | ({ readonly status: 'rejected' | 'withdrawn' } & Proposal);

export const project = aggregate({
  kind: 'project',
  plural: 'projects',
  events: [
    ProjectProposed,
    ProjectRevised,
    FeasibilityRecorded,
    ProjectSubmitted,
    FundingRefused,
    StepApproved,
    RevisionRequested,
    ProjectRejected,
    ProjectWithdrawn,
    ProjectApproved,
  ],
  initial: { status: 'none' },
  evolve(state, event): Project {
    if (event.type === 'ProjectProposed') return { status: 'draft', proposedBy: event.actor.id, ...event.data };
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'ProjectRevised': {
        const { budgetCentimes = state.budgetCentimes, funding = state.funding } = event.data;
        return { ...state, budgetCentimes, funding };
      }
      case 'FeasibilityRecorded':
        return { ...state, feasibility: event.data };
      case 'ProjectSubmitted':
        return { ...state, status: 'submitted', ...event.data, submittedOn: event.occurredOn, steps: [] };
      case 'FundingRefused':
      case 'RevisionRequested':
        return { ...state, status: 'draft' };
      case 'StepApproved':
        return state.status === 'submitted' ? { ...state, steps: [...state.steps, stepOf(event)] } : state;
      case 'ProjectRejected':
        return { ...state, status: 'rejected' };
      case 'ProjectWithdrawn':
        return { ...state, status: 'withdrawn' };
      case 'ProjectApproved':
        return state.status === 'submitted' ? { ...state, status: 'approved' } : state;
    }
  },
  person: (state) => (state.status === 'none' ? undefined : state.beneficiaryId),
  places: (state) => ({ provinces: state.status === 'none' ? [] : [state.province] }),
  claims: (state) =>
    state.status === 'draft' || state.status === 'submitted' || state.status === 'approved'
      ? [{ kind: 'active-project', value: state.beneficiaryId, refusal: 'project.active-elsewhere' }]
      : [],
});

function stepOf({ data, actor }: { data: { step: Step; decidedOn: string }; actor: { id: string } }) {
  return { step: data.step, by: actor.id, decidedOn: data.decidedOn };
}
