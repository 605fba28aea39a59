import type { LocalDate } from '#libs/kernel';
import Type from 'typebox';
import { Code, Day, Text } from '../fields/event-fields.ts';
import { aggregate } from '../shapes/aggregate.ts';
import { defineEvent } from '../shapes/define-event.ts';

/** Of one purpose and one recipient: the id of a partner, or a kind of partners. */
const About = { purpose: Text(100), recipient: Code, byGuardian: Type.Optional(Type.Boolean()) };

/** `until` is the last day. */
export const ConsentGiven = defineEvent('ConsentGiven', { ...About, until: Type.Optional(Day) });
export const ConsentRefused = defineEvent('ConsentRefused', About);
export const ConsentWithdrawn = defineEvent('ConsentWithdrawn', About);

interface Decision {
  readonly isGiven: boolean;
  /** The last day. */
  readonly until?: LocalDate;
  /** How often it was refused or withdrawn: what was told before an end never leaves again after a new consent. */
  readonly ends: number;
}

/** What a person decided about who may hear of them, by recipient and then by purpose. */
export interface Consent {
  readonly decisions: Readonly<Record<string, Readonly<Record<string, Decision>>>>;
}

/** Who would hear of a person, and what for. */
export interface Hearer {
  readonly partnerId: string;
  readonly kind: string;
  readonly purpose: string;
}

const NOTHING_DECIDED: Consent = { decisions: {} };

export const consent = aggregate({
  kind: 'consent',
  plural: 'consents',
  events: [ConsentGiven, ConsentRefused, ConsentWithdrawn],
  initial: NOTHING_DECIDED,
  evolve({ decisions }, event): Consent {
    const { recipient, purpose } = event.data;
    const before = decisions[recipient];
    const ends = decisionOn({ decisions }, recipient, purpose)?.ends ?? 0;
    const decision =
      event.type === 'ConsentGiven'
        ? { isGiven: true, until: event.data.until, ends }
        : { isGiven: false, ends: ends + 1 };
    return { decisions: { ...decisions, [recipient]: { ...before, [purpose]: decision } } };
  },
});

export function decisionOn({ decisions }: Consent, recipient: string, purpose: string): Decision | undefined {
  const ofRecipient = Object.hasOwn(decisions, recipient) ? decisions[recipient] : undefined;
  return ofRecipient && Object.hasOwn(ofRecipient, purpose) ? ofRecipient[purpose] : undefined;
}

/** Whether a decision lets things be told on that day. */
export function isGivenOn(decision: Decision | undefined, day: LocalDate): boolean {
  return decision !== undefined && decision.isGiven && day <= (decision.until ?? day);
}

/** Silence is no; what was decided about the partner itself goes before what was decided about its kind. */
export function agreesTo(consent: Consent, { partnerId, kind, purpose }: Hearer, day: LocalDate): boolean {
  return isGivenOn(decisionOn(consent, partnerId, purpose) ?? decisionOn(consent, kind, purpose), day);
}

/** Grows whenever the person refuses or withdraws what concerns the hearer. */
export function endsFor(consent: Consent, { partnerId, kind, purpose }: Hearer): number {
  return (decisionOn(consent, partnerId, purpose)?.ends ?? 0) + (decisionOn(consent, kind, purpose)?.ends ?? 0);
}
