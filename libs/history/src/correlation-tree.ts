import type { EventStore, RecordedEvent } from '#libs/event-store';
import type { Language } from '#libs/language';
import { correlations, type CorrelationStretch, type RevisionRuns, withRevision } from '#libs/projections';
import type { PageEnd, Views } from '#libs/read-models';
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
const STRETCHES_AT_ONCE = 50;

/** All that one command set in motion, across people and processes; undefined where nothing carries that id. */
export async function correlationTree(
  sources: HistorySources & { readonly decode: Decode },
  correlationId: string,
  language: Language,
): Promise<CorrelationTree | undefined> {
  const head = await sources.events.head();
  await indexHolds(sources.views, correlations.name, head, sources.patienceMs);
  const found = await eventsOf(sources.views, correlationId, MOST_EVENTS + 1);
  if (found.length === 0) return undefined;
  const told: ToldEvent[] = [];
  for await (const event of inOrderGiven(sources.events, found.slice(0, MOST_EVENTS))) {
    told.push(toldEvent(sources.decode, event));
  }
  return { correlationId, events: told.length, more: found.length > MOST_EVENTS, items: treeOf(told, language) };
}

type Place = readonly [stream: string, revision: number];

/** Where the first events of a piece of work are, in commit order. */
async function eventsOf(views: Views, correlationId: string, most: number): Promise<readonly Place[]> {
  const where = [{ field: 'correlations', equals: correlationId }];
  const places: Place[] = [];
  let after: PageEnd | undefined;
  do {
    const page = await views.find(correlations.name, { where, limit: STRETCHES_AT_ONCE, ...(after ? { after } : {}) });
    for (const { correlations: ids, events } of page.items as unknown as readonly CorrelationStretch[]) {
      for (const [of, stream, revision] of events) if (ids[of] === correlationId) places.push([stream, revision]);
    }
    after = page.next;
  } while (after && places.length < most);
  return places.slice(0, most);
}

/** Several events of one stream are read together. */
async function* inOrderGiven(events: EventStore, places: readonly Place[]): AsyncGenerator<RecordedEvent> {
  const runs = new Map<string, RevisionRuns>();
  for (const [stream, revision] of places) runs.set(stream, withRevision(runs.get(stream) ?? [], revision));
  const readings = new Map([...runs].map(([stream, of]) => [stream, new StreamReading(events, stream, of, STRETCH)]));
  for (const [stream] of places) {
    const reading = readings.get(stream);
    const event = await reading?.peek();
    if (event) yield event;
    reading?.skip();
  }
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
