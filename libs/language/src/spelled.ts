import { type Named, type TermList, terms } from '#libs/reference';
import { searchWords } from './name-words.ts';

const spellings = new Map<TermList, ReadonlyMap<string, string>>();

/**
 * The code that a cell of an export means: the code itself, a label in any language, or a known spelling, whatever
 * the letter variants, accents, digits and blanks. Undefined when none or more than one of the list would do.
 */
export function codeSpelled(list: TermList, text: string): string | undefined {
  return spellingsOf(list).get(spellingKey(text)) || undefined;
}

const AMBIGUOUS = '';

function spellingsOf(list: TermList): ReadonlyMap<string, string> {
  let known = spellings.get(list);
  if (!known) {
    known = collect(terms[list]);
    spellings.set(list, known);
  }
  return known;
}

function collect(list: readonly Named[]): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const { code, ar, fr, en, spellings: others = [] } of list) {
    for (const key of new Set([code, ar, fr, en, ...others].map(spellingKey))) {
      known.set(key, known.has(key) ? AMBIGUOUS : code);
    }
  }
  return known;
}

/** Blanks do not count: exports write `أيت ملول 1` and `أيت ملول1`. */
function spellingKey(text: string): string {
  return searchWords(text).join('');
}
