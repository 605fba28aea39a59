import type { Position } from '#libs/event-store';
import type { JsonObject, LocalDate } from '#libs/kernel';
import type { FeedItem, NumberedEvent } from './feed-item.ts';

/** A change of it needs another name for the items. */
export const PAGE_SIZE = 100;
const DIGITS = 10;

type Sort = Pick<NumberedEvent, 'type' | 'purpose' | 'ends' | 'province'>;

/** Columns: what is the same in many items is there once, and there is little to take apart. */
interface PageBody {
  readonly people: string[];
  /** In the order of `people`. */
  readonly subjects: string[];
  readonly sorts: Sort[];
  /** Of each item its person and its sort, as indexes, its id and its day. */
  readonly personOf: number[];
  readonly sortOf: number[];
  readonly ids: string[];
  readonly days: LocalDate[];
}

/** A document that is written once and never changed. */
export interface StoredOnce {
  readonly partnerId: string;
  readonly id: string;
  readonly position: Position;
  readonly body: JsonObject;
}

/** Where the page is that a number of a partner's belongs to: outside of the range of the partner's items. */
export function pageId(partnerId: string, sequence: number): string {
  return `page/${partnerId}/${String(Math.floor((sequence - 1) / PAGE_SIZE)).padStart(DIGITS, '0')}`;
}

/** Gathers the items of all partners, in the order of their numbers, into pages of a hundred. */
export class PageGathering {
  private readonly open = new Map<string, OpenPage>();

  /** Answers the page that the item is the last of. */
  add(item: FeedItem): StoredOnce | undefined {
    const page = this.open.get(item.partnerId) ?? new OpenPage();
    page.add(item);
    if (item.sequence % PAGE_SIZE > 0) {
      this.open.set(item.partnerId, page);
      return undefined;
    }
    this.open.delete(item.partnerId);
    const { partnerId, sequence, position } = item;
    return { partnerId, id: pageId(partnerId, sequence), position, body: page.body as unknown as JsonObject };
  }
}

class OpenPage {
  readonly body: PageBody = { people: [], subjects: [], sorts: [], personOf: [], sortOf: [], ids: [], days: [] };
  private readonly people = new Map<string, number>();
  private readonly sorts = new Map<string, number>();

  add({ personId, subject, type, purpose, ends, province, id, day }: FeedItem): void {
    const { people, subjects, sorts, personOf, sortOf, ids, days } = this.body;
    const person = indexIn(this.people, personId);
    if (person === people.length) {
      people.push(personId);
      subjects.push(subject);
    }
    const sort = indexIn(this.sorts, JSON.stringify([type, purpose, ends, province]));
    if (sort === sorts.length) sorts.push({ type, purpose, ends, ...(province !== undefined && { province }) });
    personOf.push(person);
    sortOf.push(sort);
    ids.push(id);
    days.push(day);
  }
}

function indexIn(known: Map<string, number>, key: string): number {
  const index = known.get(key) ?? known.size;
  known.set(key, index);
  return index;
}

/** The items of a stored page after a number. */
export function eventsOf(body: JsonObject, after: number, limit: number): NumberedEvent[] {
  const { people, subjects, sorts, personOf, sortOf, ids, days } = body as unknown as PageBody;
  const events: NumberedEvent[] = [];
  const from = after % PAGE_SIZE;
  for (let index = from; index < ids.length && index < from + limit; index++) {
    const person = personOf[index] ?? 0;
    const sort = sorts[sortOf[index] ?? 0];
    if (!sort) break;
    const { type, purpose, ends, province } = sort;
    const personId = people[person] ?? '';
    const [id = '', day = '', subject = ''] = [ids[index], days[index], subjects[person]];
    events.push({ sequence: after + 1 + index - from, id, type, personId, purpose, ends, province, subject, day });
  }
  return events;
}
