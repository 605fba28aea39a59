import { type CausedItem, exportOfPerson, History } from '#libs/history';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { IDMAJ, type Parts } from '../parts.ts';
import type { Answer } from '../questions/asked.ts';
import { cursorOf, pageEndOf } from '../questions/cursor.ts';
import { GetCorrelation, GetHistory, GetHistoryExport, GetHistoryState } from './asked-history.ts';
import { readHistoryQuestion, readNothing, readViewpoint } from './read-history-question.ts';
import { checkMayReadHistory, checkWithinReach } from './who-may-read-history.ts';

@QueryHandler(GetHistory)
export class GetHistoryHandler implements IQueryHandler<GetHistory> {
  constructor(
    @Inject(IDMAJ) private readonly parts: Parts,
    @Inject(History) private readonly history: History,
  ) {}

  async execute({ id, parameters, asker: { actor, language } }: GetHistory): Promise<Answer> {
    checkMayReadHistory(actor);
    const { asked, cursor, ...question } = readHistoryQuestion(parameters);
    const belongsTo = `history ${id} ${asked}`;
    const after = cursor === undefined ? '' : pageEndOf(belongsTo, cursor).id;
    await checkWithinReach(this.parts, actor, [id]);
    const { items, next } = await this.history.page(id, { ...question, after, language });
    const body = { items, ...(next !== undefined && { next: cursorOf(belongsTo, { value: null, id: next }) }) };
    return { body, what: 'history', people: [id] };
  }
}

@QueryHandler(GetHistoryState)
export class GetHistoryStateHandler implements IQueryHandler<GetHistoryState> {
  constructor(
    @Inject(IDMAJ) private readonly parts: Parts,
    @Inject(History) private readonly history: History,
  ) {}

  async execute({ id, parameters, asker: { actor } }: GetHistoryState): Promise<Answer> {
    checkMayReadHistory(actor);
    const viewpoint = readViewpoint(parameters);
    await checkWithinReach(this.parts, actor, [id]);
    return { body: await this.history.state(id, viewpoint), what: 'history/{id}/state', people: [id] };
  }
}

@QueryHandler(GetCorrelation)
export class GetCorrelationHandler implements IQueryHandler<GetCorrelation> {
  constructor(
    @Inject(IDMAJ) private readonly parts: Parts,
    @Inject(History) private readonly history: History,
  ) {}

  async execute({ id, parameters, asker: { actor, language } }: GetCorrelation): Promise<Answer> {
    checkMayReadHistory(actor);
    readNothing(parameters);
    const body = await this.history.correlation(id, language);
    const people = [...new Set(body.items.flatMap(peopleIn))];
    await checkWithinReach(this.parts, actor, people);
    return { body, what: 'history/correlations/{id}', people };
  }
}

@QueryHandler(GetHistoryExport)
export class GetHistoryExportHandler implements IQueryHandler<GetHistoryExport> {
  constructor(
    @Inject(IDMAJ) private readonly parts: Parts,
    @Inject(History) private readonly history: History,
  ) {}

  async execute({ id, parameters, asker: { actor, language } }: GetHistoryExport): Promise<Answer> {
    checkMayReadHistory(actor);
    readNothing(parameters);
    await checkWithinReach(this.parts, actor, [id]);
    const body = await exportOfPerson(this.history, id, language, this.parts.clock.now());
    return { body, what: 'history/{id}/export', people: [id] };
  }
}

export const historyHandlers = [
  { provide: History, useFactory: (parts: Parts) => new History(parts), inject: [IDMAJ] },
  GetHistoryHandler,
  GetHistoryStateHandler,
  GetCorrelationHandler,
  GetHistoryExportHandler,
];

function peopleIn({ subjects, caused }: CausedItem): readonly string[] {
  return [...subjects, ...caused.flatMap(peopleIn)];
}
