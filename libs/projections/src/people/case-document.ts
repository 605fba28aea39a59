import type { PersonEvent } from './person-event.ts';

export interface CaseDocument {
  /** The person's. */
  readonly id: string;
  readonly open: boolean;
  readonly phase: string;
  readonly centre: string;
  /** The province of residence. */
  readonly province?: string;
  readonly workerId?: string;
  readonly enrolledOn: string;
  readonly referredBy?: string;
  readonly skills: readonly { readonly trade: string; readonly level: string }[];
  readonly wishes: readonly { readonly trade: string; readonly rank: number }[];
  readonly obstacles: readonly string[];
  readonly diagnosis: { readonly submittedOn?: string; readonly dueOn?: string };
  readonly inquiry?: { readonly favourable: boolean; readonly concludedOn: string };
  readonly lifePlanAgreedOn?: string;
  /** What the release made due: the first contact, then the follow-ups. */
  readonly afterRelease?: {
    readonly releasedOn: string;
    readonly contactDueOn: string;
    readonly followUps: readonly string[];
  };
  readonly closure?: { readonly outcome: string; readonly requestedBy: string; readonly closedOn?: string };
}

/** `province` is where the person lives when the case opens; moves are told by the caller. */
export function caseAfter(
  known: CaseDocument | undefined,
  event: PersonEvent,
  province: string | undefined,
): CaseDocument | undefined {
  if (event.type === 'InmateEnrolled') {
    const { centre, enrolledOn, referredBy, phase } = event.data;
    const nothingYet = { skills: [], wishes: [], obstacles: [], diagnosis: {} };
    return { id: event.id, open: true, phase, centre, province, enrolledOn, referredBy, ...nothingYet };
  }
  if (!known) return undefined;
  switch (event.type) {
    case 'ResidenceChanged':
      return { ...known, province: event.data.province };
    case 'DeathRecorded':
      return { ...known, afterRelease: undefined };
    case 'WorkerAssigned':
      return { ...known, workerId: event.data.workerId };
    case 'SkillRecorded':
      return { ...known, skills: [...known.skills.filter(otherTrade(event.data.trade)), event.data] };
    case 'WishRecorded':
      return { ...known, wishes: [...known.wishes.filter(otherTrade(event.data.trade)), event.data] };
    case 'ObstacleRecorded':
      return { ...known, obstacles: [...new Set([...known.obstacles, event.data.kind])] };
    case 'DiagnosisDueSet':
      return { ...known, diagnosis: { ...known.diagnosis, dueOn: event.data.dueOn } };
    case 'DiagnosisSubmitted':
      return { ...known, diagnosis: { submittedOn: event.occurredOn } };
    case 'InquiryConcluded': {
      const { favourable, concludedOn } = event.data;
      const isLatest = concludedOn >= (known.inquiry?.concludedOn ?? concludedOn);
      return isLatest ? { ...known, inquiry: { favourable, concludedOn } } : known;
    }
    case 'LifePlanAgreed':
      return { ...known, lifePlanAgreedOn: event.data.agreedOn };
    case 'PreparationBegun':
      return { ...known, phase: 'pre-release' };
    case 'PreparationEnded':
      return { ...known, phase: 'detention' };
    case 'CaseHandedOver': {
      const { centre, releasedOn, contactDueOn, followUps } = event.data;
      return { ...known, centre, phase: 'released', afterRelease: { releasedOn, contactDueOn, followUps } };
    }
    case 'HandOverRedated': {
      const { releasedOn, contactDueOn, followUps } = event.data;
      return { ...known, afterRelease: { releasedOn, contactDueOn, followUps } };
    }
    case 'HandOverUndone':
      return { ...known, centre: event.data.centre, phase: event.data.phase, afterRelease: undefined };
    case 'ReturnRecorded':
      return { ...known, phase: event.data.phase, afterRelease: undefined };
    case 'ClosureRequested':
      return { ...known, closure: { outcome: event.data.outcome, requestedBy: event.actor.id } };
    case 'CaseClosed':
      return closed(known, event.data);
    case 'CaseReopened':
      return { ...known, open: true, phase: event.data.phase, closure: undefined };
    default:
      return known;
  }
}

function closed(known: CaseDocument, { outcome, closedOn }: { outcome: string; closedOn: string }): CaseDocument {
  const requestedBy = known.closure?.requestedBy ?? '';
  return { ...known, open: false, phase: 'closed', closure: { outcome, requestedBy, closedOn } };
}

function otherTrade(trade: string): (listed: { readonly trade: string }) => boolean {
  return (listed) => listed.trade !== trade;
}
