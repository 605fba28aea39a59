import { ReadingRecorder, type Readings } from '#libs/access';
import { type AnyAggregate, aggregates, beneficiary, caseFile, custody, EventCodec, events } from '#libs/casework';
import { Claims, CommandDesk, type Desk, FoldedAggregates } from '#libs/commanding';
import { type EventStore, EventStoreDbEventStore, type RecordedEvent, SqliteEventStore } from '#libs/event-store';
import { type Identity, openIdentity } from '#libs/identity';
import { boundHeaps, type Clock, type Configuration, type Ids, RandomIds, SystemClock } from '#libs/kernel';
import { FeedTail } from '#libs/partner-feed';
import { projections, seenBy } from '#libs/projections';
import { MongoReadModels, Progress, type ReadModels, type Seen, SqliteReadModels, Views } from '#libs/read-models';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackOffice } from './back-office/back-office.ts';
import { EventsWrittenThere } from './back-office/events-written-there.ts';

/** What the HTTP door stands on, and what follows the log. */
export interface DoorParts {
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly events: EventStore;
  readonly readModels: ReadModels;
  readonly codec: EventCodec;
  readonly decode: (event: RecordedEvent) => Seen;
  readonly folded: FoldedAggregates;
  readonly desk: Desk;
  readonly views: Views;
  readonly identity: Identity;
  /** Told of everything that is shown about people, before it is shown. */
  readonly readings: Readings;
  close(): Promise<void>;
}

/** The parts every program is made of, open and wired. */
export interface Idmaj extends DoorParts {
  readonly desk: CommandDesk;
}

/** What a caller brings instead of the parts that the configuration names. */
export interface OwnParts {
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** Keeps little in memory: for a program that meets everybody once. */
  readonly frugal?: boolean;
}

const SMALL_CACHE_BYTES = 2 * 1024 * 1024;

/** Opens the engines that the configuration names, and everything that stands on them. */
export async function openIdmaj(configuration: Configuration, own: OwnParts = {}): Promise<Idmaj> {
  boundHeaps();
  const { log, ...engines } = await openEngines(configuration, own);
  const { clock, codec, identity } = engines;
  const folded = new FoldedAggregates(log, codec, own.frugal ? SMALL_CACHE_BYTES : configuration.cacheBytes);
  const byKind = new Map(aggregates.map((aggregate): [string, AnyAggregate] => [aggregate.kind, aggregate]));
  const hash = (kind: string, value: string) => identity.keys.keyedHash(`claim ${kind}`, value);
  const desk = new CommandDesk({
    events: log,
    codec,
    folded,
    clock,
    claims: new Claims(log, codec, byKind, folded, clock, hash),
    people: { beneficiary, others: [custody, caseFile] },
    digest: (text) => identity.keys.keyedHash('command', text),
  });
  return { ...partsOver(engines, log, folded), desk };
}

/**
 * For a thread beside the back office, which is open: what it reads itself; commands and everything else that is written
 * to the log go there.
 */
export async function openBesideOffice(
  configuration: Configuration,
  office: BackOffice,
  own: Pick<OwnParts, 'clock'> = {},
): Promise<DoorParts> {
  const { log, ...engines } = await openEngines(configuration, own);
  office.onNews((news) => {
    if ('passed' in news) Progress.of(engines.readModels).advance(news.passed, news.position);
    else if ('feedGrew' in news) FeedTail.of(engines.readModels).lookNow();
    else if ('logGrew' in news) log.lookNow?.();
  });
  const events = new EventsWrittenThere(log, office);
  const folded = new FoldedAggregates(events, engines.codec, SMALL_CACHE_BYTES);
  return { ...partsOver(engines, events, folded), desk: office };
}

interface Engines extends Pick<DoorParts, 'configuration' | 'clock' | 'ids' | 'identity' | 'readModels' | 'codec'> {
  readonly log: EventStore;
}

async function openEngines(
  configuration: Configuration,
  { clock = new SystemClock(), ids = new RandomIds() }: OwnParts,
): Promise<Engines> {
  await mkdir(configuration.dataFolder, { recursive: true, mode: 0o700 });
  const identity = await openIdentity(
    {
      dataDir: configuration.dataFolder,
      oidcIssuer: configuration.oidc?.issuer,
      oidcAudience: configuration.oidc?.audience,
      secret: configuration.secret,
      create: !configuration.production,
      isInUse: configuration.eventStoreDbUrl === undefined && existsSync(eventFileOf(configuration)),
    },
    clock,
  );
  const log = await openEventStore(configuration, ids);
  const readModels = await openReadModels(configuration);
  return { configuration, clock, ids, identity, readModels, codec: new EventCodec(events), log };
}

function partsOver(
  engines: Omit<Engines, 'log'>,
  recorded: EventStore,
  folded: FoldedAggregates,
): Omit<DoorParts, 'desk'> {
  const { readModels, codec, clock, ids } = engines;
  const readings = new ReadingRecorder({ events: recorded, codec, clock, ids });
  return {
    ...engines,
    events: recorded,
    folded,
    decode: seenBy(codec),
    views: new Views({ readModels, events: recorded, projections }),
    readings,
    async close() {
      await readings.close();
      await recorded.close();
      await readModels.close();
    },
  };
}

async function openEventStore(configuration: Configuration, ids: Ids): Promise<EventStore> {
  const { eventStoreDbUrl } = configuration;
  if (eventStoreDbUrl !== undefined) return new EventStoreDbEventStore(eventStoreDbUrl, { ids });
  return SqliteEventStore.open(eventFileOf(configuration), ids);
}

function eventFileOf({ dataFolder }: Configuration): string {
  return join(dataFolder, 'events.sqlite');
}

async function openReadModels({ mongoDbUrl, dataFolder }: Configuration): Promise<ReadModels> {
  if (mongoDbUrl !== undefined) return MongoReadModels.open(mongoDbUrl);
  return SqliteReadModels.open(join(dataFolder, 'read-models.sqlite'));
}
