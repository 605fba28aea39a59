import type { Language } from '#libs/language';
import type { CorrelationDocument } from '#libs/projections';
import { correlationPrefix, correlations } from '#libs/projections';
import { inCommitOrder } from './events-of-person.ts';
import type { HistorySources } from './history-sources.ts';
import { type HistoryItem, historyItem } from './history-item.ts';
import { indexHolds } from './index-holds.ts';
import { StreamReading } from './stream-reading.ts';
import { type Decode, type ToldEvent, toldEvent } from './told-event.ts';

/** An event with what it caused. */
export interface CausedItem extends Omit<HistoryItem, 'changes'> {
  readonly subjects: readonly string[];
  readonly caused: CausedItem[];
}

export interface CorrelationTree {
  readonly correlationId: string;
  readonly events: number;
  /** There is more than is told: only the first events in commit order are. */
  readonly more: boolean;
  /** What no other event told here caused: what a person sent. */
  readonly items: readonly CausedItem[];
}

/** Events told of one piece of work: a list of twenty thousand people has more. */
const MOST_EVENTS = 1_000;
const STRETCH = 64;

/** All that one command set in motion, across people and processes; undefined where nothing carries that id. */
export async function correlationTree(
  sources: HistorySources & { readonly decode: Decode },
  correlationId: string,
  language: Language,
): Promise<CorrelationTree | undefined> {
  const head = await sources.events.head();
  await indexHolds(sources.views, correlations.name, head, sources.patienceMs);
  const where = [{ field: 'id', prefix: correlationPrefix(correlationId) }];
  const page = await sources.views.find(correlations.name, { where, limit: MOST_EVENTS });
  const streams = page.items as unknown as readonly CorrelationDocument[];
  if (streams.length === 0) return undefined;
  const readings = streams.map(({ stream, runs }) => new StreamReading(sources.events, stream, runs, STRETCH));
  const told: ToldEvent[] = [];
  let more = page.next !== undefined;
  for await (const event of inCommitOrder(readings, head)) {
    more ||= told.length === MOST_EVENTS;
    if (told.length === MOST_EVENTS) break;
    told.push(toldEvent(sources.decode, event));
  }
  return { correlationId, events: told.length, more, items: treeOf(told, language) };
}

function treeOf(told: readonly ToldEvent[], language: Language): CausedItem[] {
  const items = told.map((event): CausedItem => {
    const { changes: _changes, ...item } = historyItem(event, [], undefined, language);
    return { ...item, subjects: event.seen.envelope.subjects, caused: [] };
  });
  const byId = new Map(items.map((item) => [item.id, item]));
  for (const item of items) byId.get(item.causationId)?.caused.push(item);
  return items.filter(({ causationId, id }) => causationId === id || !byId.has(causationId));
}
