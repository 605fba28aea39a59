import { aggregates } from '#libs/casework';

/** What streams tell of: `beneficiary`, `custody`, `case`, `agreement`, `project`, `consent` and so on. */
export const HISTORY_KINDS: readonly string[] = aggregates.map(({ kind }) => kind);

/** Streams that carry the person's own id and have a part in the person's document. */
export const OWN_PARTS = ['beneficiary', 'custody', 'case'] as const;

/** Streams that carry the person's own id. */
export const OWN_KINDS = [...OWN_PARTS, 'consent'] as const;

const LENGTH_OF_ID = 36;

/** `project-<uuid>` → `project`; undefined for streams that tell of nobody's case, such as claims. */
export function kindOf(stream: string): string | undefined {
  const kind = stream.slice(0, -LENGTH_OF_ID - 1);
  return HISTORY_KINDS.includes(kind) ? kind : undefined;
}
