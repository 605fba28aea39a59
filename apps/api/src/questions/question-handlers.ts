import type { Actor } from '#libs/event-store';
import { dayInMorocco, type JsonObject, Problem } from '#libs/kernel';
import { indicatorsOf } from '#libs/projections';
import type { Condition } from '#libs/read-models';
import { isProvince } from '#libs/reference';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { shownTo } from '../access/who-sees-restricted.ts';
import { IDMAJ, type Parts } from '../parts.ts';
import { type Answer, FindDocuments, GetDocument, GetIndicators } from './asked.ts';
import { caughtUp } from './caught-up.ts';
import { cursorOf, pageEndOf } from './cursor.ts';
import { findShown } from './find-shown.ts';
import { questions } from './questions.ts';
import { readPosition, readQuestion, readYear } from './read-question.ts';
import { atTheirStage, type Documents, mayAsk, seesSmallNumbers, withinReach } from './who-may-ask.ts';

@QueryHandler(FindDocuments)
export class FindDocumentsHandler implements IQueryHandler<FindDocuments> {
  constructor(@Inject(IDMAJ) private readonly parts: Parts) {}

  async execute({ of, parameters, actor }: FindDocuments): Promise<Answer> {
    if (!mayAsk(actor, of)) throw new Problem('auth.forbidden');
    const { where, limit, asked, cursor, position } = readQuestion(questions[of], parameters);
    const question = `${of} ${asked}`;
    const after = cursor === undefined ? undefined : pageEndOf(question, cursor);
    const { from, part } = questions[of];
    await caughtUp(this.parts, from, position);
    const wanted = { where: [...havingPart(part), ...where, ...withinReach(actor, of)], limit, after };
    const page = await findShown(this.parts, actor, of, wanted);
    const items = page.items.map((document) => told(document, part));
    const body = { items, ...(page.next && { next: cursorOf(question, page.next) }) };
    return { body, what: of, people: peopleIn(of, items) };
  }
}

@QueryHandler(GetDocument)
export class GetDocumentHandler implements IQueryHandler<GetDocument> {
  constructor(@Inject(IDMAJ) private readonly parts: Parts) {}

  async execute({ of, id, parameters, actor }: GetDocument): Promise<Answer> {
    if (!mayAsk(actor, of)) throw new Problem('auth.forbidden');
    const { from, part } = questions[of];
    await caughtUp(this.parts, from, readPosition(parameters));
    const named = [{ field: 'id', equals: id }, ...havingPart(part)];
    const found = await this.parts.views.find(from, { where: [...named, ...withinReach(actor, of)], limit: 1 });
    const reached = found.items.length > 0 ? found.items : await this.throughPerson(of, named, actor);
    const [document] = await shownTo(this.parts, actor, questions[of], reached);
    if (!document) throw new Problem('request.not-found');
    const body = told(document, part);
    const revision = revisionOf(document, part);
    return { body, what: `${of}/{id}`, people: peopleIn(of, [body]), ...(revision !== undefined && { revision }) };
  }

  /** What lies elsewhere is in reach all the same where its person is. */
  private async throughPerson(
    of: Documents,
    named: readonly Condition[],
    actor: Actor,
  ): Promise<readonly JsonObject[]> {
    const { from } = questions[of];
    if (from === 'people') return [];
    const { items } = await this.parts.views.find(from, { where: [...named, ...atTheirStage(actor, of)], limit: 1 });
    const ids = peopleIn(of, items);
    if (ids.length === 0) return [];
    const where = [{ field: 'id', in: ids }, ...withinReach(actor, 'beneficiaries')];
    return (await this.parts.views.count('people', where)) > 0 ? items : [];
  }
}

@QueryHandler(GetIndicators)
export class GetIndicatorsHandler implements IQueryHandler<GetIndicators> {
  constructor(@Inject(IDMAJ) private readonly parts: Parts) {}

  async execute({ parameters, actor }: GetIndicators): Promise<Answer> {
    if (!mayAsk(actor, 'indicators')) throw new Problem('auth.forbidden');
    const today = dayInMorocco(this.parts.clock.now());
    const { position, year, province } = readYear(parameters, today.slice(0, 4), isProvince);
    await caughtUp(this.parts, 'indicators', position);
    const asked = province === undefined ? { year } : { year, provinces: [province] };
    const body = await indicatorsOf(this.parts.views, asked, { suppressed: !seesSmallNumbers(actor, province) });
    return { body, what: 'indicators', people: [] };
  }
}

export const questionHandlers = [FindDocumentsHandler, GetDocumentHandler, GetIndicatorsHandler];

/** What leaves of a stored document: the part asked for, without what the projection keeps for finding it. */
function told(document: JsonObject, part: string | undefined): JsonObject {
  if (part !== undefined) return document[part] as JsonObject;
  return Object.fromEntries(Object.entries(document).filter(([name]) => name !== '_'));
}

/** The revision of the aggregate behind the document, where the projection keeps it. */
function revisionOf({ _: forFinding }: JsonObject, part: string | undefined): number | undefined {
  const { revision, revisions } = (forFinding ?? {}) as { revision?: unknown; revisions?: Record<string, unknown> };
  const known = part === undefined ? revision : revisions?.[part];
  return typeof known === 'number' ? known : undefined;
}

function peopleIn(of: Documents, items: readonly JsonObject[]): readonly string[] {
  const people = items.flatMap((item) => questions[of].people(item)).filter((id) => typeof id === 'string');
  return [...new Set(people)];
}

/** Of people's documents those that have the part a question is about. */
function havingPart(part: string | undefined): readonly Condition[] {
  return part === undefined ? [] : [{ field: `${part}.id`, exists: true }];
}
