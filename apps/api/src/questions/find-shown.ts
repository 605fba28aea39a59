import type { Actor } from '#libs/event-store';
import type { JsonObject } from '#libs/kernel';
import type { Condition, PageEnd } from '#libs/read-models';
import { shownTo } from '../access/who-sees-restricted.ts';
import type { Parts } from '../parts.ts';
import { questions } from './questions.ts';
import type { Documents } from './who-may-ask.ts';

interface Wanted {
  readonly where: readonly Condition[];
  readonly limit: number;
  readonly after: PageEnd | undefined;
}

/**
 * A full page, in the order of ids, of the documents that may be shown to the asker. Those of restricted people leave
 * no trace: the page is as long as without them, and there is a next one only if it shows something.
 */
export async function findShown(
  parts: Parts,
  actor: Actor,
  of: Documents,
  { where, limit, after }: Wanted,
): Promise<{ readonly items: readonly JsonObject[]; readonly next: PageEnd | undefined }> {
  const question = questions[of];
  const found: JsonObject[] = [];
  let next = after;
  do {
    const from = next && { after: next };
    const page = await parts.views.find(question.from, { where, limit: limit + 1 - found.length, ...from });
    found.push(...(await shownTo(parts, actor, question, page.items)));
    next = page.next;
  } while (next && found.length <= limit);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? endingWith(last, question.part) : undefined };
}

function endingWith(document: JsonObject, part: string | undefined): PageEnd {
  const { id } = (part === undefined ? document : document[part]) as { readonly id: string };
  return { value: null, id };
}
