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
  type Subscription,
} from '#libs/casework';
import { type Clock, dayInMorocco, type LocalDate, Problem } from '#libs/kernel';
import { cloudEvent, withheld } from './cloud-event.ts';
import type { CurrentFacts } from './current-facts.ts';
import { subscriptionOf } from './feed-fold.ts';
import { type FeedItem, type NumberedEvent, SUBJECT_WITHDRAWN } from './feed-item.ts';

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

  /** The events of one partner as the texts that may leave now. Throws as `checkPartner` does. */
  async textsOf(partnerId: string, events: readonly NumberedEvent[]): Promise<readonly string[]> {
    const mayLeave = await this.judging(partnerId);
    const texts: string[] = [];
    for (const event of events) {
      const may = mayLeave(event);
      texts.push((typeof may === 'boolean' ? may : await may) ? cloudEvent(event) : withheld(event));
    }
    return texts;
  }

  /** Whether one item may still be told. Throws as `checkPartner` does. */
  async isTold(item: FeedItem): Promise<boolean> {
    return (await this.judging(item.partnerId))(item);
  }

  /** What holds for all of an answer is looked up once. */
  private async judging(partnerId: string): Promise<(event: NumberedEvent) => boolean | Promise<boolean>> {
    const state = await this.checkPartner(partnerId);
    const subscription = subscriptionOf(state);
    const kind = state.status === 'none' ? '' : state.kind;
    const hearing = subscription && { partnerId, kind, subscription, today: dayInMorocco(this.clock.now()) };
    return (event) => {
      // That somebody withdrew is what makes the partner delete what it holds.
      if (event.type === SUBJECT_WITHDRAWN) return true;
      if (!hearing) return false;
      const agreed = this.facts.of(consent, event.personId);
      const person = this.facts.of(beneficiary, event.personId);
      if (agreed instanceof Promise || person instanceof Promise) {
        return Promise.all([agreed, person]).then((read) => isTellable(hearing, event, ...read));
      }
      return isTellable(hearing, event, agreed, person);
    };
  }
}

interface Hearing {
  readonly partnerId: string;
  readonly kind: string;
  readonly subscription: Subscription;
  readonly today: LocalDate;
}

function isTellable(hearing: Hearing, event: NumberedEvent, agreed: Consent, person: Beneficiary): boolean {
  const { partnerId, kind, subscription, today } = hearing;
  const { type, purpose, ends } = event;
  if (!subscription.types.includes(type as OutgoingType)) return false;
  const hearer = { partnerId, kind, purpose: subscription.purpose };
  if (person.status === 'none' || !agreesTo(agreed, hearer, person, today)) return false;
  if (endsFor(agreed, purpose === hearer.purpose ? hearer : { ...hearer, purpose }) !== ends) return false;
  if (isInForce(person.restriction, today)) return false;
  const province = event.province ?? person.residence?.province;
  return province !== undefined && subscription.provinces.includes(province);
}
