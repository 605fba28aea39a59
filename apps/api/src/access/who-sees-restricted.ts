import { isKeptFrom } from '#libs/casework';
import type { Actor } from '#libs/event-store';
import { dayInMorocco, type JsonObject } from '#libs/kernel';
import type { PersonDocument } from '#libs/projections';
import type { Parts } from '../parts.ts';
import type { Question } from '../questions/questions.ts';

/** The documents without those of people who are kept from the asker: as if these did not exist. */
export async function shownTo(
  { views, clock }: Parts,
  actor: Actor,
  question: Question,
  documents: readonly JsonObject[],
): Promise<readonly JsonObject[]> {
  const now = clock.now();
  if (question.from === 'people') return documents.filter((document) => !isPersonKeptFrom(document, actor, now));
  const told = [...new Set(documents.flatMap((document) => question.people(document)))].filter(
    (id) => typeof id === 'string',
  );
  if (told.length === 0) return documents;
  const restricted = [
    { field: 'id', in: told },
    { field: 'beneficiary.restriction.until', from: dayInMorocco(now) },
  ];
  const { items } = await views.find('people', { where: restricted, limit: told.length });
  const kept = items.filter((person) => isPersonKeptFrom(person, actor, now)).map(idOf);
  if (kept.length === 0) return documents;
  return documents.filter((document) => !question.people(document).some((id) => kept.includes(id as string)));
}

/** Whether a restriction keeps the person of this document from the asker now. */
export function isPersonKeptFrom(document: JsonObject, actor: Actor, now: string): boolean {
  const { beneficiary, _: forFinding } = document as unknown as PersonDocument;
  const restriction = beneficiary?.restriction;
  if (!restriction) return false;
  return isKeptFrom({ ...restriction, openings: forFinding.openings ?? [] }, actor, dayInMorocco(now), now);
}

function idOf(document: JsonObject): string | undefined {
  return (document as unknown as PersonDocument).beneficiary?.id;
}
