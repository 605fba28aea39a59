import { dayInMorocco, type JsonObject, Problem } from '#libs/kernel';
import { indicatorsOf } from '#libs/projections';
import { isProvince } from '#libs/reference';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { IDMAJ, type Parts } from '../parts.ts';
import { type Answer, FindDocuments, GetDocument, GetIndicators, publicDocument } from './asked.ts';
import { caughtUp } from './caught-up.ts';
import { cursorOf, pageEndOf } from './cursor.ts';
import { questions } from './questions.ts';
import { readPosition, readQuestion, readYear } from './read-question.ts';
import { type Documents, mayAsk, seesSmallNumbers, withinReach } from './who-may-ask.ts';

@QueryHandler(FindDocuments)
export class FindDocumentsHandler implements IQueryHandler<FindDocuments> {
  constructor(@Inject(IDMAJ) private readonly parts: Parts) {}

  async execute({ of, parameters, actor }: FindDocuments): Promise<Answer> {
    if (!mayAsk(actor, of)) throw new Problem('auth.forbidden');
    const { where, limit, asked, cursor, position } = readQuestion(questions[of], parameters);
    const question = `${of} ${asked}`;
    const after = cursor === undefined ? undefined : pageEndOf(question, cursor);
    await caughtUp(this.parts, of, position);
    const page = await this.parts.views.find(of, {
      where: [...where, ...withinReach(actor, of)],
      limit,
      ...(after && { after }),
    });
    const items = page.items.map(publicDocument);
    const body = { items, ...(page.next && { next: cursorOf(question, page.next) }) };
    return { body, what: of, people: peopleIn(of, items) };
  }
}

@QueryHandler(GetDocument)
export class GetDocumentHandler implements IQueryHandler<GetDocument> {
  constructor(@Inject(IDMAJ) private readonly parts: Parts) {}

  async execute({ of, id, parameters, actor }: GetDocument): Promise<Answer> {
    if (!mayAsk(actor, of)) throw new Problem('auth.forbidden');
    await caughtUp(this.parts, of, readPosition(parameters));
    const where = [{ field: 'id', equals: id }, ...withinReach(actor, of)];
    const [document] = (await this.parts.views.find(of, { where, limit: 1 })).items;
    if (!document) throw new Problem('request.not-found');
    const { revision } = (document._ ?? {}) as JsonObject;
    const body = publicDocument(document);
    const answer = { body, what: `${of}/{id}`, people: peopleIn(of, [body]) };
    return typeof revision === 'number' ? { ...answer, revision } : answer;
  }
}

@QueryHandler(GetIndicators)
export class GetIndicatorsHandler implements IQueryHandler<GetIndicators> {
  constructor(@Inject(IDMAJ) private readonly parts: Parts) {}

  async execute({ parameters, actor }: GetIndicators): Promise<Answer> {
    if (!mayAsk(actor, 'indicators')) throw new Problem('auth.forbidden');
    const today = dayInMorocco(this.parts.clock.now());
    const { position, ...asked } = readYear(parameters, today.slice(0, 4), isProvince);
    await caughtUp(this.parts, 'indicators', position);
    const suppressed = !seesSmallNumbers(actor, asked.province);
    const body = await indicatorsOf(this.parts.views, { ...asked, today }, { suppressed });
    return { body, what: 'indicators', people: [] };
  }
}

export const questionHandlers = [FindDocumentsHandler, GetDocumentHandler, GetIndicatorsHandler];

function peopleIn(of: Documents, items: readonly JsonObject[]): readonly string[] {
  const people = items.flatMap((item) => questions[of].people(item)).filter((id) => typeof id === 'string');
  return [...new Set(people)];
}
