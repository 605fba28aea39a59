import type { Actor } from '#libs/event-store';
import { isRole, isUnit } from '#libs/reference';

/** Longer or unprintable ids are no ids: they end up in every event and on every page of the history. */
const SUBJECT = /^[^\p{C}\p{Z}]{1,200}$/u;

/** No person acts as the system itself. */
export function isPersonsRole(role: unknown): role is string {
  return isRole(role) && role !== 'process';
}

/**
 * Who the token says is acting: claims `sub`, `role` and `unit`. Undefined where one is missing or unknown. Other
 * claims, the name above all, stay behind: what is answered here is stamped on events.
 */
export function actorOf({ sub, role, unit }: Readonly<Record<string, unknown>>): Actor | undefined {
  if (typeof sub !== 'string' || !SUBJECT.test(sub) || !isPersonsRole(role) || !isUnit(unit)) return undefined;
  return { id: sub, role, unit };
}
