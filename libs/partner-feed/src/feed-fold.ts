import { agreesTo, type Consent, consent, endsFor, type Partner, partner, type Subscription } from '#libs/casework';
import { dayInMorocco, type JsonObject } from '#libs/kernel';
import type { Seen } from '#libs/read-models';
import { type KeyedHash, PairwiseNames } from './cloud-event.ts';
import { type FeedItem, type SentType, SUBJECT_WITHDRAWN } from './feed-item.ts';
import { FoldedMatters } from './folded-matters.ts';
import { type Outgoing, outgoingByEvent } from './outgoing.ts';

interface Numbered {
  readonly id: string;
  state: Partner;
  /** The last number given. */
  last: number;
}

interface Told {
  readonly event: Seen;
  readonly type: SentType;
  readonly personId: string;
  readonly purpose: string;
  readonly ends: number;
  readonly province?: string;
  readonly data?: JsonObject;
}

const partnerEvents = new Set<string>(partner.events.map(({ type }) => type));
const consentEvents = new Set<string>(consent.events.map(({ type }) => type));

/**
 * Gives every partner's events their numbers. Whether an event counts for a partner is judged by what the log said
 * before it, so folding the log once more gives the same numbers.
 */
export class FeedFold {
  private readonly partners = new Map<string, Numbered>();
  private readonly consents = new Map<string, Consent>();
  /** Who was told of a person, and what for: they hear when the person withdraws. */
  private readonly told = new Map<string, Set<string>>();
  private readonly matters = new FoldedMatters();
  private readonly names: PairwiseNames;

  constructor(hash: KeyedHash) {
    this.names = new PairwiseNames(hash);
  }

  /** The stored types that change anything here. */
  static concerns(type: string): boolean {
    return (
      partnerEvents.has(type) || consentEvents.has(type) || FoldedMatters.concerns(type) || outgoingByEvent.has(type)
    );
  }

  /** The last number of every partner. */
  get lasts(): ReadonlyMap<string, number> {
    return new Map([...this.partners].map(([id, { last }]) => [id, last]));
  }

  /** The items an event gives, in no partner more than one. */
  apply(event: Seen): readonly FeedItem[] {
    if (partnerEvents.has(event.type)) return this.ofPartner(event);
    if (consentEvents.has(event.type)) return this.ofConsent(event);
    this.matters.apply(event);
    const outgoing = outgoingByEvent.get(event.type);
    return outgoing ? this.toldOf(event, outgoing) : [];
  }

  private ofPartner(event: Seen): readonly FeedItem[] {
    const known = this.partners.get(event.id) ?? { id: event.id, state: partner.initial, last: 0 };
    known.state = partner.evolve(known.state, event as never);
    this.partners.set(event.id, known);
    return [];
  }

  private ofConsent(event: Seen): readonly FeedItem[] {
    const personId = event.id;
    const after = consent.evolve(this.consents.get(personId) ?? consent.initial, event as never);
    this.consents.set(personId, after);
    if (event.type === 'ConsentGiven') return [];
    const { purpose, recipient } = event.data as { readonly purpose: string; readonly recipient: string };
    const told = this.told.get(personId);
    const items: FeedItem[] = [];
    for (const one of this.partners.values()) {
      if (one.state.status === 'none' || one.state.status === 'revoked') continue;
      if (recipient !== one.id && recipient !== one.state.kind) continue;
      if (!told?.delete(toldKey(one.id, purpose))) continue;
      const ends = endsFor(after, { partnerId: one.id, kind: one.state.kind, purpose });
      items.push(this.number(one, { event, type: SUBJECT_WITHDRAWN, personId, purpose, ends }));
    }
    return items;
  }

  private toldOf(event: Seen, outgoing: Outgoing): readonly FeedItem[] {
    const matter = this.matters.of(event);
    const agreed = matter && this.consents.get(matter.personId);
    if (!matter || !agreed) return [];
    const day = dayInMorocco(event.envelope.recordedAt);
    const { personId, birth, province, isOfProject } = matter;
    const items: FeedItem[] = [];
    for (const one of this.partners.values()) {
      const hearer = hearerOf(one, outgoing, province);
      if (!hearer || !agreesTo(agreed, hearer, birth, day)) continue;
      const { purpose } = hearer;
      const data = outgoing.tell(event.data, matter, (id) => this.names.project(one.id, id));
      const about = { event, type: outgoing.type, personId, purpose, ends: endsFor(agreed, hearer), data };
      items.push(this.number(one, isOfProject ? { ...about, province } : about));
      this.remember(personId, toldKey(one.id, purpose));
    }
    return items;
  }

  private number(one: Numbered, { event, ...about }: Told): FeedItem {
    const sequence = ++one.last;
    const id = this.names.event(one.id, `${event.stream}/${event.revision}`);
    const subject = this.names.subject(one.id, about.personId);
    const { position, occurredOn: day } = event;
    return { partnerId: one.id, sequence, position, id, subject, day, ...about };
  }

  private remember(personId: string, key: string): void {
    const told = this.told.get(personId) ?? new Set();
    told.add(key);
    this.told.set(personId, told);
  }
}

function hearerOf({ id, state }: Numbered, { type }: Outgoing, province: string) {
  const subscription = subscriptionOf(state);
  if (!subscription?.types.includes(type) || !subscription.provinces.includes(province)) return undefined;
  return { partnerId: id, kind: state.status === 'none' ? '' : state.kind, purpose: subscription.purpose };
}

/** What a partner is sent, if anything: a suspended one goes on being numbered. */
export function subscriptionOf(state: Partner): Subscription | undefined {
  return state.status === 'none' || state.status === 'revoked' ? undefined : state.subscription;
}

function toldKey(partnerId: string, purpose: string): string {
  return `${partnerId} ${purpose}`;
}
