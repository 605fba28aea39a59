export { appendSurely } from './append-surely.ts';
export { Claims } from './claims.ts';
export { CommandDesk } from './command-desk.ts';
export { type DeskParts } from './desk-parts.ts';
export { type Folded, FoldedAggregates, streamOf } from './folded-aggregates.ts';
export { covers, type PersonAggregates, placesOfPerson } from './reach.ts';
export { type CommandReceipt, type Desk, type SentCommand } from './sent-command.ts';
