import {
  agreesTo,
  type Beneficiary,
  beneficiary,
  type Consent,
  consent,
  endsFor,
  isInForce,
  type OutgoingType,
  type Partner,
  partner,
} from '#libs/casework';
import { type Clock, dayInMorocco, type LocalDate, Problem } from '#libs/kernel';
import { cloudEvent, withheld } from './cloud-event.ts';
import type { CurrentFacts } from './current-facts.ts';
import { subscriptionOf } from './feed-fold.ts';
import { type FeedItem, SUBJECT_WITHDRAWN } from './feed-item.ts';

/** What may leave is decided when it leaves, by what the event store says then. */
export class Leaving {
  constructor(
    private readonly facts: CurrentFacts,
    private readonly clock: Clock,
  ) {}

  /** Throws `feed.unknown-partner`, `feed.suspended` or `feed.revoked`. */
  async checkPartner(partnerId: string): Promise<Partner> {
    await this.facts.upToNow();
    const state = await this.facts.of(partner, partnerId);
    if (state.status === 'none') throw new Problem('feed.unknown-partner');
    if (state.status === 'suspended') throw new Problem('feed.suspended');
    if (state.status === 'revoked') throw new Problem('feed.revoked');
    return state;
  }

  /** The items of one partner as the texts that may leave now. Throws as `checkPartner` does. */
  async textsOf(partnerId: string, items: readonly FeedItem[]): Promise<readonly string[]> {
    const state = await this.checkPartner(partnerId);
    const today = dayInMorocco(this.clock.now());
    const texts: string[] = [];
    for (const item of items) {
      const may = this.mayLeave(state, item, today);
      texts.push((typeof may === 'boolean' ? may : await may) ? cloudEvent(item) : withheld(item));
    }
    return texts;
  }

  /** Whether one item may still be told. Throws as `checkPartner` does. */
  async isTold(item: FeedItem): Promise<boolean> {
    return this.mayLeave(await this.checkPartner(item.partnerId), item, dayInMorocco(this.clock.now()));
  }

  private mayLeave(state: Partner, item: FeedItem, today: LocalDate): boolean | Promise<boolean> {
    // That somebody withdrew is what makes the partner delete what it holds.
    if (item.type === SUBJECT_WITHDRAWN) return true;
    const agreed = this.facts.of(consent, item.personId);
    const person = this.facts.of(beneficiary, item.personId);
    if (agreed instanceof Promise || person instanceof Promise) {
      return Promise.all([agreed, person]).then((read) => isTellable(state, item, today, ...read));
    }
    return isTellable(state, item, today, agreed, person);
  }
}

function isTellable(state: Partner, item: FeedItem, today: LocalDate, agreed: Consent, person: Beneficiary): boolean {
  const { partnerId, type, purpose, ends } = item;
  const subscription = subscriptionOf(state);
  if (state.status === 'none' || !subscription?.types.includes(type as OutgoingType)) return false;
  const hearer = { partnerId, kind: state.kind, purpose: subscription.purpose };
  if (!agreesTo(agreed, hearer, today)) return false;
  if (endsFor(agreed, purpose === hearer.purpose ? hearer : { ...hearer, purpose }) !== ends) return false;
  if (person.status === 'none' || isInForce(person.restriction, today)) return false;
  const province = item.province ?? person.residence?.province;
  return province !== undefined && subscription.provinces.includes(province);
}
