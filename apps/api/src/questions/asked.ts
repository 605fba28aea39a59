import type { Actor } from '#libs/event-store';
import { Query } from '@nestjs/cqrs';
import type { Parameters } from './read-question.ts';
import type { Documents } from './who-may-ask.ts';

/** What a question is answered with, and whom the answer tells about. */
export interface Answer {
  readonly body: object;
  /** Read-model name, with `/{id}` for one document. */
  readonly what: string;
  readonly people: readonly string[];
  /** The stored document's own revision, where it tells one. */
  readonly revision?: number;
}

/** Documents that match, a page at a time: `{items, next?}`. */
export class FindDocuments extends Query<Answer> {
  constructor(
    readonly of: Documents,
    readonly parameters: Parameters,
    readonly actor: Actor,
  ) {
    super();
  }
}

/** One document. */
export class GetDocument extends Query<Answer> {
  constructor(
    readonly of: Documents,
    readonly id: string,
    readonly parameters: Parameters,
    readonly actor: Actor,
  ) {
    super();
  }
}

/** A year's indicators: `{items, totals}`. */
export class GetIndicators extends Query<Answer> {
  constructor(
    readonly parameters: Parameters,
    readonly actor: Actor,
  ) {
    super();
  }
}
