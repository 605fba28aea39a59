export { appendSurely } from './append-surely.ts';
export { Claims } from './claims.ts';
export { CommandDesk, type CommandReceipt, type DeskParts, type SentCommand } from './command-desk.ts';
export { type Folded, FoldedAggregates, streamOf } from './folded-aggregates.ts';
export { covers, type PersonAggregates, placesOfPerson } from './reach.ts';
