import type { LocalDate } from '#libs/kernel';
import Type from 'typebox';
import { type Birth, isMinor } from '../beneficiary/birth.ts';
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
  readonly byGuardian?: boolean;
  /**
   * How often it was refused or withdrawn, or the person's own consent came after a guardian's: what was told before an
   * end never leaves again after a new consent.
   */
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
    const known = decisionOn({ decisions }, recipient, purpose);
    const decision = event.type === 'ConsentGiven' ? givenAfter(known, event.data) : endedAfter(known);
    return { decisions: { ...decisions, [recipient]: { ...before, [purpose]: decision } } };
  },
});

function givenAfter(
  known: Decision | undefined,
  { until, byGuardian }: Pick<Decision, 'until' | 'byGuardian'>,
): Decision {
  const { ends = 0, isGiven = false } = known ?? {};
  const isOwnNow = isGiven && known?.byGuardian === true && byGuardian !== true;
  return { isGiven: true, until, byGuardian, ends: isOwnNow ? ends + 1 : ends };
}

function endedAfter(known: Decision | undefined): Decision {
  return { isGiven: false, ends: (known?.ends ?? 0) + 1 };
}

export function decisionOn({ decisions }: Consent, recipient: string, purpose: string): Decision | undefined {
  const ofRecipient = Object.hasOwn(decisions, recipient) ? decisions[recipient] : undefined;
  return ofRecipient && Object.hasOwn(ofRecipient, purpose) ? ofRecipient[purpose] : undefined;
}

/**
 * Whether a decision lets things be told on that day. A guardian speaks for a minor: on the day the person is of age the
 * guardian's consent carries no more, and they are asked themselves. A no stays until they say otherwise.
 */
export function isGivenOn(decision: Decision | undefined, person: Birth, day: LocalDate): boolean {
  if (!decision?.isGiven || day > (decision.until ?? day)) return false;
  return decision.byGuardian !== true || isMinor(person, day);
}

/** Silence is no; what was decided about the partner itself goes before what was decided about its kind. */
export function agreesTo(consent: Consent, hearer: Hearer, person: Birth, day: LocalDate): boolean {
  const { partnerId, kind, purpose } = hearer;
  return isGivenOn(decisionOn(consent, partnerId, purpose) ?? decisionOn(consent, kind, purpose), person, day);
}

/** Grows with every end of what concerns the hearer. */
export function endsFor(consent: Consent, { partnerId, kind, purpose }: Hearer): number {
  return (decisionOn(consent, partnerId, purpose)?.ends ?? 0) + (decisionOn(consent, kind, purpose)?.ends ?? 0);
}
