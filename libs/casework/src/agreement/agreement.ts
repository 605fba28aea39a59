import { Refused } from '#libs/kernel';
import Type from 'typebox';
import { Centimes, Code, Day, Id, Text } from '../fields/event-fields.ts';
import { aggregate } from '../shapes/aggregate.ts';
import { defineEvent } from '../shapes/define-event.ts';

const Share = Type.Object({ party: Text(200), percent: Type.Number({ minimum: 0, maximum: 100 }) });

export const AgreementSigned = defineEvent('AgreementSigned', {
  reference: Text(100),
  programme: Text(100),
  partner: Text(200),
  provinces: Type.Array(Code),
  signedOn: Day,
  validFrom: Day,
  validUntil: Day,
  envelopeCentimes: Centimes,
  perProjectCapCentimes: Type.Optional(Centimes),
  shares: Type.Array(Share),
  parentId: Type.Optional(Id),
});
export const InstalmentReceived = defineEvent('InstalmentReceived', {
  number: Type.Integer({ minimum: 1 }),
  receivedOn: Day,
  amountCentimes: Centimes,
  reference: Text(100),
});
export const FundsReserved = defineEvent('FundsReserved', { projectId: Id, amountCentimes: Centimes, province: Code });
/** What is committed now, and what of the reservation still waits for an instalment. */
export const FundsCommitted = defineEvent('FundsCommitted', {
  projectId: Id,
  amountCentimes: Centimes,
  shortCentimes: Centimes,
});
/** The reserved, not yet committed part that is free again. */
export const FundsReleased = defineEvent('FundsReleased', {
  projectId: Id,
  amountCentimes: Centimes,
  because: Text(2000),
});
export const AgreementClosed = defineEvent('AgreementClosed', { closedOn: Day, because: Text(2000) });

/** What an agreement holds for one project. */
interface Held {
  /** Reserved, not yet committed. */
  readonly reservedCentimes: number;
  readonly committedCentimes: number;
}

interface Signed {
  readonly provinces: readonly string[];
  readonly validFrom: string;
  readonly validUntil: string;
  readonly envelopeCentimes: number;
  readonly perProjectCapCentimes?: number;
  readonly instalments: readonly { readonly number: number; readonly reference: string }[];
  readonly receivedCentimes: number;
  /** Reserved, not yet committed, for all projects. */
  readonly reservedCentimes: number;
  readonly committedCentimes: number;
  readonly projects: Readonly<Record<string, Held>>;
  /** Projects whose commitment is short of instalments, the first approved first. */
  readonly waiting: readonly string[];
}

export type Agreement = { readonly status: 'none' } | ({ readonly status: 'signed' | 'closed' } & Signed);

const NOTHING: Held = { reservedCentimes: 0, committedCentimes: 0 };
const NO_MONEY = {
  instalments: [],
  receivedCentimes: 0,
  reservedCentimes: 0,
  committedCentimes: 0,
  projects: {},
  waiting: [],
};

/** The agreement while it takes entries. Refuses one that was never signed or is closed. */
export function signedAgreement(agreement: Agreement): Signed {
  if (agreement.status === 'none') throw new Refused('agreement.not-signed');
  if (agreement.status === 'closed') throw new Refused('agreement.closed');
  return agreement;
}

export function heldFor(agreement: Signed, projectId: string): Held {
  return agreement.projects[projectId] ?? NOTHING;
}

/** Whether just that much is set aside for a project. */
export function isReservedFor(agreement: Agreement, projectId: string, amountCentimes: number): boolean {
  return (
    agreement.status === 'signed' && heldFor(agreement, projectId.toLowerCase()).reservedCentimes === amountCentimes
  );
}

/** Whether anything of a project's part is set aside and not committed yet. */
export function holdsMoneyFor(agreement: Agreement, projectId: string): boolean {
  return agreement.status !== 'none' && heldFor(agreement, projectId.toLowerCase()).reservedCentimes > 0;
}

/** Received money that a project may commit now: what is received and not committed, less what others wait for before it. */
export function receivedFor(agreement: Signed, projectId: string): number {
  const turn = agreement.waiting.indexOf(projectId);
  const before = turn < 0 ? agreement.waiting : agreement.waiting.slice(0, turn);
  const promised = before.reduce((sum, id) => sum + heldFor(agreement, id).reservedCentimes, 0);
  return Math.max(0, agreement.receivedCentimes - agreement.committedCentimes - promised);
}

export const agreement = aggregate({
  kind: 'agreement',
  plural: 'agreements',
  events: [AgreementSigned, InstalmentReceived, FundsReserved, FundsCommitted, FundsReleased, AgreementClosed],
  initial: { status: 'none' },
  evolve(state, event): Agreement {
    if (event.type === 'AgreementSigned') return { ...event.data, ...NO_MONEY, status: 'signed' };
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'InstalmentReceived': {
        const receivedCentimes = state.receivedCentimes + event.data.amountCentimes;
        return { ...state, receivedCentimes, instalments: [...state.instalments, event.data] };
      }
      case 'FundsReserved':
        return move(state, event.data.projectId, event.data.amountCentimes, 0);
      case 'FundsCommitted': {
        const { projectId, amountCentimes, shortCentimes } = event.data;
        const moved = move(state, projectId, -amountCentimes, amountCentimes);
        return { ...moved, waiting: waitingAfter(state.waiting, projectId, shortCentimes) };
      }
      case 'FundsReleased': {
        const moved = move(state, event.data.projectId, -event.data.amountCentimes, 0);
        return { ...moved, waiting: waitingAfter(state.waiting, event.data.projectId, 0) };
      }
      case 'AgreementClosed':
        return { ...state, status: 'closed' };
    }
  },
  person: () => undefined,
  places: (state) => ({ provinces: state.status === 'none' ? [] : state.provinces }),
});

function move<S extends Signed>(state: S, projectId: string, reserved: number, committed: number): S {
  const held = heldFor(state, projectId);
  return {
    ...state,
    reservedCentimes: state.reservedCentimes + reserved,
    committedCentimes: state.committedCentimes + committed,
    projects: {
      ...state.projects,
      [projectId]: {
        reservedCentimes: held.reservedCentimes + reserved,
        committedCentimes: held.committedCentimes + committed,
      },
    },
  };
}

function waitingAfter(waiting: readonly string[], projectId: string, shortCentimes: number): readonly string[] {
  if (shortCentimes === 0) return waiting.filter((id) => id !== projectId);
  return waiting.includes(projectId) ? waiting : [...waiting, projectId];
}
