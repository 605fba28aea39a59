import { type LocalDate, Problem } from '#libs/kernel';
import type { Language } from '#libs/language';
import { AgreementChanges } from './agreement-changes.ts';
import { type Viewpoint, wasKnown } from './as-known.ts';
import { ChangesOfPerson } from './changes-of-person.ts';
import { type CorrelationTree, correlationTree } from './correlation-tree.ts';
import { eventsOfPerson } from './events-of-person.ts';
import type { HistorySources } from './history-sources.ts';
import { type HistoryItem, historyItem } from './history-item.ts';
import { kindOf } from './history-kinds.ts';
import { LastReleases } from './last-releases.ts';
import { PersonIndex } from './person-index.ts';
import { stateAt, type StateOfPerson } from './state-replay.ts';
import { type Decode, type ToldEvent, toldEvent } from './told-event.ts';

export interface HistoryParts extends HistorySources {
  readonly decode: Decode;
}

export interface HistoryQuestion extends Viewpoint {
  /** Only events of streams of these kinds; default all. */
  readonly kinds?: readonly string[];
  /** Events in the answer, 1 or more; default all. */
  readonly limit?: number;
  /** Position where the page before ended. */
  readonly after?: string;
  readonly language: Language;
  /** Each item brings the event's own data along. */
  readonly withData?: boolean;
}

export interface HistoryPage {
  readonly items: readonly HistoryItem[];
  /** Where the next page begins; absent on the last. */
  readonly next?: string;
}

/**
 * What the event store itself says about one person. Errors: `request.not-found` for somebody of whom nothing is
 * recorded, `query.not-caught-up`.
 */
export class History {
  private readonly agreements: AgreementChanges;
  private readonly index: PersonIndex;

  constructor(private readonly parts: HistoryParts) {
    this.agreements = new AgreementChanges(parts.events, parts.decode);
    this.index = new PersonIndex(parts);
  }

  /** Events in commit order. */
  async page(id: string, question: HistoryQuestion): Promise<HistoryPage> {
    const { limit = Infinity, after = '', language, withData } = question;
    const items: HistoryItem[] = [];
    const expected = Number.isFinite(limit) && after === '' ? limit + 1 : undefined;
    const changes = new ChangesOfPerson(this.agreements);
    const releases = new LastReleases();
    let next: string | undefined;
    for await (const event of this.told(id, expected)) {
      const { seen } = event;
      const changed = changes.after(seen);
      const corrects = releases.correctedBy(seen);
      if (seen.position <= after || !isAsked(event, question)) continue;
      if (items.length === limit) {
        next = items.at(-1)?.position;
        break;
      }
      items.push(historyItem(event, await changed(), corrects, language, withData));
    }
    return next === undefined ? { items } : { items, next };
  }

  /** What the read models would show, as it was known at an instant, as of a day. */
  async state(id: string, viewpoint: Viewpoint): Promise<StateOfPerson> {
    return stateAt(await this.everything(id), viewpoint);
  }

  /** Every event about the person, in commit order. */
  async everything(id: string): Promise<ToldEvent[]> {
    const events: ToldEvent[] = [];
    for await (const event of this.told(id)) events.push(event);
    return events;
  }

  /** All that one command set in motion. Throws `request.not-found`. */
  async correlation(correlationId: string, language: Language): Promise<CorrelationTree> {
    const tree = await correlationTree(this.parts, correlationId, language);
    if (!tree) throw new Problem('request.not-found');
    return tree;
  }

  private async *told(id: string, expected?: number): AsyncGenerator<ToldEvent, void, undefined> {
    let isKnown = false;
    for await (const event of eventsOfPerson(this.parts, this.index, id, expected)) {
      isKnown = true;
      yield toldEvent(this.parts.decode, event);
    }
    if (!isKnown) throw new Problem('request.not-found');
  }
}

function isAsked({ seen }: ToldEvent, { kinds, asOf, knownAt }: HistoryQuestion): boolean {
  if (kinds && !kinds.includes(kindOf(seen.stream) ?? '')) return false;
  return hadHappened(seen.occurredOn, asOf) && wasKnown(seen, knownAt);
}

function hadHappened(occurredOn: LocalDate, asOf: LocalDate | undefined): boolean {
  return asOf === undefined || occurredOn <= asOf;
}
