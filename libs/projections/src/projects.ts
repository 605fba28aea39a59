import { project as projectAggregate } from '#libs/casework';
import { projection } from '#libs/read-models';

export interface ProjectDocument {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly trade: string;
  readonly title: string;
  readonly province: string;
  readonly status: 'draft' | 'submitted' | 'approved' | 'rejected' | 'withdrawn';
  readonly budgetCentimes: number;
  readonly funding: readonly { readonly source: string; readonly amountCentimes: number }[];
  readonly proposedBy: string;
  readonly proposedOn: string;
  readonly feasibility?: { readonly favourable: boolean; readonly concludedOn: string };
  readonly agreementId?: string;
  readonly submittedOn?: string;
  readonly steps: readonly { readonly step: string; readonly by: string; readonly decidedOn: string }[];
  /** Why it is a draft again: the code of a refusal, or the words of a request for revision. */
  readonly returnedBecause?: string;
  readonly approvedOn?: string;
  readonly endedBecause?: string;
  readonly _: { readonly reach: readonly string[]; readonly revision: number };
}

/** Each income-generating project: what it asks for and how far its approval has come. */
export const projects = projection('projects', {
  version: 1,
  on: projectAggregate.events,
  indexes: [
    { field: 'province' },
    { field: 'status' },
    { field: 'trade' },
    { field: 'agreementId' },
    { field: 'beneficiaryId' },
    { field: '_.reach', many: true },
  ],
  keys: (event) => [event.id],
  evolve(known: ProjectDocument | undefined, event): ProjectDocument | undefined {
    const project = known && { ...known, _: { ...known._, revision: event.revision } };
    if (event.type === 'ProjectProposed') {
      return {
        id: event.id,
        ...event.data,
        status: 'draft',
        proposedBy: event.actor.id,
        proposedOn: event.occurredOn,
        steps: [],
        _: { reach: [event.data.province], revision: event.revision },
      };
    }
    if (!project) return undefined;
    switch (event.type) {
      case 'ProjectRevised': {
        const { because: _because, ...revised } = event.data;
        return { ...project, ...revised };
      }
      case 'FeasibilityRecorded': {
        const { favourable, concludedOn } = event.data;
        return { ...project, feasibility: { favourable, concludedOn } };
      }
      case 'ProjectSubmitted': {
        const { returnedBecause: _answered, ...resubmitted } = project;
        const { agreementId } = event.data;
        return { ...resubmitted, status: 'submitted', agreementId, submittedOn: event.occurredOn, steps: [] };
      }
      case 'FundingRefused':
      case 'RevisionRequested':
        // What was approved counts no more: every step is taken anew.
        return { ...project, status: 'draft', steps: [], returnedBecause: event.data.because };
      case 'StepApproved': {
        const { step, decidedOn } = event.data;
        return { ...project, steps: [...project.steps, { step, by: event.actor.id, decidedOn }] };
      }
      case 'ProjectRejected':
        return { ...project, status: 'rejected', endedBecause: event.data.because };
      case 'ProjectWithdrawn':
        return { ...project, status: 'withdrawn', endedBecause: event.data.because };
      case 'ProjectApproved':
        return { ...project, status: 'approved', approvedOn: event.data.decidedOn };
    }
  },
});
