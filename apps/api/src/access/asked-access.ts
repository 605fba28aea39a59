import type { Actor } from '#libs/event-store';
import { Query } from '@nestjs/cqrs';
import type { Answer } from '../questions/asked.ts';
import type { Parameters } from '../questions/read-question.ts';

/** Who saw a person's file, newest first, a page at a time: `{items, next?}`. */
export class GetAccessesAbout extends Query<Answer> {
  constructor(
    readonly id: string,
    readonly parameters: Parameters,
    readonly actor: Actor,
  ) {
    super();
  }
}

/** What someone (`actor=`) was shown, newest first, a page at a time: `{items, next?}`. */
export class FindAccessesBy extends Query<Answer> {
  constructor(
    readonly parameters: Parameters,
    readonly actor: Actor,
  ) {
    super();
  }
}

/** Restricted files that were opened by exception, newest first, a page at a time: `{items, next?}`. */
export class FindAccessAlerts extends Query<Answer> {
  constructor(
    readonly parameters: Parameters,
    readonly actor: Actor,
  ) {
    super();
  }
}
