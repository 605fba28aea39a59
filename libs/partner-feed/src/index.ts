export { asyncApi, publishedSchema, sentSchemas } from './asyncapi.ts';
export { cloudEvent, type KeyedHash } from './cloud-event.ts';
export { FeedFold } from './feed-fold.ts';
export { type FeedItem, ITEMS, type SentType, SUBJECT_WITHDRAWN, WITHHELD } from './feed-item.ts';
export { FeedTail, type Watch } from './feed-tail.ts';
export { FeedDiverged } from './item-saving.ts';
export { NumberingRunner, type NumberingRunnerOptions } from './numbering-runner.ts';
export { type Outgoing, outgoingTypes } from './outgoing.ts';
export { type FeedPage, type FeedParts, PartnerFeed } from './partner-feed.ts';
