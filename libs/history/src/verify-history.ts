import { BEGINNING } from '#libs/event-store';
import { indexHolds } from './index-holds.ts';
import { type Finding, Verification, type VerificationParts, type Wanted } from './verification.ts';

export interface VerifiedHistory {
  /** Events read from the log. */
  readonly events: number;
  /** Documents compared. */
  readonly documents: number;
  /** What differs; nothing, when all is proven. */
  readonly findings: readonly Finding[];
}

const PAGE = 1_000;
/** People whose documents are in memory at once; a larger foundation reads the log several times. */
const AT_ONCE = 25_000;
/** While events keep coming, a document may move between two looks; looked at so often it is not that. */
const LOOKS = 20;

/**
 * Proves by reading the whole log that whoever an event is about finds it, and that every document of every read model
 * is the fold of its events: of one person, or of all. Errors: `query.not-caught-up`, an event that nobody can read.
 */
export async function verifyHistory(parts: VerificationParts, id?: string): Promise<VerifiedHistory> {
  const head = await parts.events.head();
  for (const { name } of parts.projections) await indexHolds(parts.views, name, head, parts.patienceMs);
  if (id !== undefined) return verify(parts, await concerning(parts, id));
  const shares = Math.max(1, Math.ceil((await parts.views.count('people')) / AT_ONCE));
  let all: VerifiedHistory = { events: 0, documents: 0, findings: [] };
  for (let share = 0; share < shares; share++) {
    const { events, documents, findings } = await verify(parts, (_, key) => shareOf(key, shares) === share);
    all = { events, documents: all.documents + documents, findings: [...all.findings, ...findings] };
  }
  return all;
}

async function verify(parts: VerificationParts, wanted: Wanted): Promise<VerifiedHistory> {
  const verification = new Verification(parts, wanted);
  await verification.readOn();
  let findings = await verification.differing();
  const { documents } = verification;
  for (let look = 1; findings.length > 0 && look < LOOKS && (await verification.readOn()); look++) {
    findings = await verification.differing();
  }
  return { events: verification.events, documents, findings };
}

/** The documents that events about the person change, whether or not any does. */
async function concerning({ events, projections, decode }: VerificationParts, id: string): Promise<Wanted> {
  const wanted = new Set(projections.map(({ name }) => `${name} ${id}`));
  for (let after = BEGINNING; ;) {
    const page = await events.readAll(after, PAGE);
    for (const event of page) {
      const { subjects } = event.metadata;
      const isAbout = event.stream.endsWith(id) || (Array.isArray(subjects) && subjects.includes(id));
      if (!isAbout) continue;
      const on = projections.filter((projection) => projection.on.some(({ type }) => type === event.type));
      const seen = on.length > 0 ? decode(event) : undefined;
      for (const projection of on)
        if (seen) for (const key of projection.keys(seen)) wanted.add(`${projection.name} ${key}`);
    }
    const last = page.at(-1);
    if (!last) return (projection, key) => wanted.has(`${projection} ${key}`);
    after = last.position;
  }
}

/** FNV-1a: the same key is always in the same share. */
function shareOf(key: string, shares: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % shares;
}
