import type { Actor } from '#libs/event-store';
import { type JsonObject, Problem } from '#libs/kernel';
import { readingsAbout, readingsBy } from '#libs/projections';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { IDMAJ, type Parts } from '../parts.ts';
import type { Answer } from '../questions/asked.ts';
import { caughtUp } from '../questions/caught-up.ts';
import { cursorOf, pageEndOf } from '../questions/cursor.ts';
import { someText } from '../questions/filters.ts';
import { readPage } from '../questions/read-question.ts';
import { FindAccessAlerts, FindAccessesBy, GetAccessesAbout } from './asked-access.ts';

/** They watch over who looks, for the whole foundation whatever their unit; nobody else learns of it. */
const MAY_ASK = ['auditor', 'data-protection-officer', 'general-coordinator'];

@QueryHandler(GetAccessesAbout)
export class GetAccessesAboutHandler implements IQueryHandler<GetAccessesAbout> {
  constructor(@Inject(IDMAJ) private readonly parts: Parts) {}

  async execute({ id, parameters, actor }: GetAccessesAbout): Promise<Answer> {
    checkMayAsk(actor);
    const asked = readPage(parameters, {});
    if ((await this.parts.views.get('people', id)) === undefined) throw new Problem('request.not-found');
    const { body } = await newestFirst(this.parts, 'accesses', readingsAbout(id), asked);
    return { body, what: 'access/{id}', people: [id] };
  }
}

@QueryHandler(FindAccessesBy)
export class FindAccessesByHandler implements IQueryHandler<FindAccessesBy> {
  constructor(@Inject(IDMAJ) private readonly parts: Parts) {}

  async execute({ parameters, actor }: FindAccessesBy): Promise<Answer> {
    checkMayAsk(actor);
    const { given, ...asked } = readPage(parameters, { actor: someText });
    if (given.actor === undefined) {
      throw new Problem('query.bad-parameter', {}, [{ field: 'actor', code: 'isNotEmpty' }]);
    }
    const { body, items } = await newestFirst(this.parts, 'accesses', readingsBy(given.actor), asked);
    return { body, what: 'access', people: items.flatMap(({ people }) => people as string[]) };
  }
}

@QueryHandler(FindAccessAlerts)
export class FindAccessAlertsHandler implements IQueryHandler<FindAccessAlerts> {
  constructor(@Inject(IDMAJ) private readonly parts: Parts) {}

  async execute({ parameters, actor }: FindAccessAlerts): Promise<Answer> {
    checkMayAsk(actor);
    const { body, items } = await newestFirst(this.parts, 'access-alerts', '', readPage(parameters, {}));
    return { body, what: 'access/alerts', people: items.map(({ beneficiaryId }) => beneficiaryId as string) };
  }
}

export const accessHandlers = [GetAccessesAboutHandler, FindAccessesByHandler, FindAccessAlertsHandler];

function checkMayAsk({ role }: Actor): void {
  if (!MAY_ASK.includes(role)) throw new Problem('auth.forbidden');
}

/** A page of the documents whose ids begin so. What was recorded before the question is in the answer. */
async function newestFirst(
  parts: Parts,
  name: string,
  prefix: string,
  { limit, cursor, position }: { readonly limit: number; readonly cursor?: string; readonly position?: string },
): Promise<{ readonly body: object; readonly items: readonly JsonObject[] }> {
  const question = `${name} ${prefix}`;
  const after = cursor === undefined ? undefined : pageEndOf(question, cursor);
  await caughtUp(parts, name, position);
  await caughtUp(parts, name, await parts.events.head());
  const page = await parts.views.find(name, {
    where: [{ field: 'id', prefix }],
    sort: { field: 'id', descending: true },
    limit,
    ...(after && { after }),
  });
  const items = page.items.map(({ id: _id, ...item }) => item);
  return { items, body: { items, ...(page.next && { next: cursorOf(question, page.next) }) } };
}
