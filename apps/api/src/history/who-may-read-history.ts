import type { Actor } from '#libs/event-store';
import { Problem } from '#libs/kernel';
import type { Parts } from '../parts.ts';
import { withinReach } from '../questions/who-may-ask.ts';

/** A whole life is for those who control the work and answer for the data, not for those who do the work. */
const READERS: readonly string[] = ['auditor', 'general-coordinator', 'data-protection-officer'];

/** Throws `auth.forbidden`. */
export function checkMayReadHistory({ role }: Actor): void {
  if (!READERS.includes(role)) throw new Problem('auth.forbidden');
}

/** Throws `request.not-found` for people who are out of the reader's unit. */
export async function checkWithinReach(parts: Parts, actor: Actor, people: readonly string[]): Promise<void> {
  const reach = withinReach(actor, 'beneficiaries');
  if (reach.length === 0 || people.length === 0) return;
  const where = [{ field: 'id', in: people }, { field: 'beneficiary.id', exists: true }, ...reach];
  if ((await parts.views.count('people', where)) < people.length) throw new Problem('request.not-found');
}
