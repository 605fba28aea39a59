import type { Actor } from '#libs/event-store';
import type { Language } from '#libs/language';
import { Query } from '@nestjs/cqrs';
import type { Answer } from '../questions/asked.ts';
import type { Parameters } from '../questions/read-question.ts';

/** Who asks, in which language the answer's sentences are. */
export interface Asker {
  readonly actor: Actor;
  readonly language: Language;
}

/** Events of one person, a page at a time: `{items, next?}`. */
export class GetHistory extends Query<Answer> {
  constructor(
    readonly id: string,
    readonly parameters: Parameters,
    readonly asker: Asker,
  ) {
    super();
  }
}

/** What the read models would show as of a day, as known at an instant. */
export class GetHistoryState extends Query<Answer> {
  constructor(
    readonly id: string,
    readonly parameters: Parameters,
    readonly asker: Asker,
  ) {
    super();
  }
}

/** All that one command set in motion, as a tree. */
export class GetCorrelation extends Query<Answer> {
  constructor(
    readonly id: string,
    readonly parameters: Parameters,
    readonly asker: Asker,
  ) {
    super();
  }
}

/** Everything held on one person, as a ZIP file. */
export class GetHistoryExport extends Query<Answer> {
  constructor(
    readonly id: string,
    readonly parameters: Parameters,
    readonly asker: Asker,
  ) {
    super();
  }
}
