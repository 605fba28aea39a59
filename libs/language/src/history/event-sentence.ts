import type { Labels } from '#libs/reference';
import type { SaidAs } from './said-as.ts';

/**
 * What happened, as one ICU sentence per language. `{field}` is a field of the event's data in words, `{hasField}`
 * is `yes` where the data has it, a list counts its entries. `says` is for fields whose name alone does not tell how
 * they are said.
 */
export interface EventSentence extends Labels {
  readonly says?: Readonly<Record<string, SaidAs>>;
}

export type EventSentences = Readonly<Record<string, EventSentence>>;
