import { type LocalDate, Refused } from '#libs/kernel';
import { centre } from '#libs/reference';
import { aggregate } from '../shapes/aggregate.ts';
import {
  CaseClosed,
  CaseHandedOver,
  CaseReopened,
  ClosureRequested,
  DiagnosisDueSet,
  DiagnosisSubmitted,
  HandOverRedated,
  HandOverUndone,
  InmateEnrolled,
  InquiryConcluded,
  LifePlanAgreed,
  NoteWritten,
  ObstacleRecorded,
  type Outcome,
  type Phase,
  PreparationBegun,
  PreparationEnded,
  ProjectMoneyNoted,
  ReturnRecorded,
  SkillRecorded,
  type SkillLevel,
  WishRecorded,
  WorkerAssigned,
} from './case-events.ts';

interface HandOver {
  readonly releaseId: string;
  readonly releasedOn: LocalDate;
  readonly contactDueOn: LocalDate;
  readonly followUps: readonly LocalDate[];
  /** Where the case stood before, should the release turn out never to have been. */
  readonly from: { readonly centre: string; readonly phase: Phase };
}

interface ProjectMoney {
  readonly projectId: string;
  readonly agreementId: string;
}

interface Accompaniment {
  readonly phase: Phase;
  readonly centre: string;
  readonly enrolledOn: LocalDate;
  readonly workerId?: string;
  /** Level by trade, as last recorded. */
  readonly skills: Readonly<Record<string, SkillLevel>>;
  /** Rank 1 to 3 by trade, as last recorded. */
  readonly wishes: Readonly<Record<string, number>>;
  readonly diagnosis: { readonly isSubmitted: boolean; readonly dueOn?: LocalDate };
  /** The social inquiry concluded last. */
  readonly inquiry?: { readonly favourable: boolean; readonly concludedOn: LocalDate };
  readonly handOver?: HandOver;
  /** Money that agreements hold for projects of the person and that is not committed yet. */
  readonly openMoney: readonly ProjectMoney[];
}

interface RequestedClosure {
  readonly outcome: Outcome;
  readonly requestedBy: string;
}

export type CaseFile =
  | { readonly status: 'none' }
  | ({ readonly status: 'open'; readonly closure?: RequestedClosure } & Accompaniment)
  | ({ readonly status: 'closed'; readonly outcome: Outcome } & Accompaniment);

const NOTHING_YET = { skills: {}, wishes: {}, diagnosis: { isSubmitted: false }, openMoney: [] };

export type OpenCase = Extract<CaseFile, { status: 'open' }>;

/** The case while it is worked on. Refuses someone never enrolled, and a closed case. */
export function openCase(caseFile: CaseFile): OpenCase {
  if (caseFile.status === 'none') throw new Refused('case.not-enrolled');
  if (caseFile.status === 'closed') throw new Refused('case.not-open');
  return caseFile;
}

export function isSameMoney(one: ProjectMoney, other: ProjectMoney): boolean {
  return one.projectId === other.projectId && one.agreementId === other.agreementId;
}

export const caseFile = aggregate({
  kind: 'case',
  plural: 'cases',
  events: [
    InmateEnrolled,
    WorkerAssigned,
    SkillRecorded,
    WishRecorded,
    ObstacleRecorded,
    DiagnosisDueSet,
    DiagnosisSubmitted,
    InquiryConcluded,
    LifePlanAgreed,
    NoteWritten,
    ClosureRequested,
    CaseClosed,
    CaseReopened,
    PreparationBegun,
    PreparationEnded,
    CaseHandedOver,
    HandOverRedated,
    HandOverUndone,
    ReturnRecorded,
    ProjectMoneyNoted,
  ],
  initial: { status: 'none' },
  evolve(state, event): CaseFile {
    if (event.type === 'InmateEnrolled') {
      const { centre, enrolledOn, phase } = event.data;
      return { status: 'open', phase, centre, enrolledOn, ...NOTHING_YET };
    }
    if (state.status === 'none') return state;
    if (event.type === 'CaseReopened') return reopened(state, event.data.phase);
    if (state.status === 'closed') return state;
    switch (event.type) {
      case 'WorkerAssigned':
        return { ...state, workerId: event.data.workerId };
      case 'SkillRecorded':
        return { ...state, skills: { ...state.skills, [event.data.trade]: event.data.level } };
      case 'WishRecorded':
        return { ...state, wishes: { ...state.wishes, [event.data.trade]: event.data.rank } };
      case 'DiagnosisDueSet':
        return { ...state, diagnosis: { ...state.diagnosis, dueOn: event.data.dueOn } };
      case 'DiagnosisSubmitted':
        return { ...state, diagnosis: { isSubmitted: true } };
      case 'InquiryConcluded': {
        const { favourable, concludedOn } = event.data;
        const isLatest = concludedOn >= (state.inquiry?.concludedOn ?? concludedOn);
        return isLatest ? { ...state, inquiry: { favourable, concludedOn } } : state;
      }
      case 'ObstacleRecorded':
      case 'LifePlanAgreed':
      case 'NoteWritten':
        return state;
      case 'ClosureRequested':
        return { ...state, closure: { outcome: event.data.outcome, requestedBy: event.actor.id } };
      case 'CaseClosed':
        return closed(state, event.data.outcome);
      case 'PreparationBegun':
        return { ...state, phase: 'pre-release' };
      case 'PreparationEnded':
        return { ...state, phase: 'detention' };
      case 'CaseHandedOver': {
        const { centre, ...dates } = event.data;
        const from = { centre: state.centre, phase: state.phase };
        return { ...state, centre, phase: 'released', handOver: { ...dates, from } };
      }
      case 'HandOverRedated':
        return { ...state, handOver: state.handOver && { ...state.handOver, ...event.data } };
      case 'HandOverUndone': {
        const { centre, phase } = event.data;
        return { ...state, centre, phase, handOver: undefined };
      }
      case 'ReturnRecorded':
        return { ...state, phase: event.data.phase, handOver: undefined };
      case 'ProjectMoneyNoted': {
        const { isOpen, ...money } = event.data;
        const others = state.openMoney.filter((each) => !isSameMoney(each, money));
        return { ...state, openMoney: isOpen ? [...others, money] : others };
      }
    }
  },
  places: (state) => {
    if (state.status === 'none') return { provinces: [] };
    const standsIn = centre(state.centre)?.province;
    return { provinces: standsIn === undefined ? [] : [standsIn], centres: [state.centre] };
  },
});

function closed({ closure: _settled, ...rest }: OpenCase, outcome: Outcome): CaseFile {
  return { ...rest, status: 'closed', outcome };
}

function reopened({ outcome: _past, ...rest }: Accompaniment & { readonly outcome?: Outcome }, phase: Phase): CaseFile {
  return { ...rest, status: 'open', phase };
}
