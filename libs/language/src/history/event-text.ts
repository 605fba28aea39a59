import type { Language } from '../languages.ts';
import { fillMessage, paramsOf } from '../messages.ts';
import { agreementSentences } from './agreement-sentences.ts';
import { beneficiarySentences } from './beneficiary-sentences.ts';
import { caseSentences } from './case-sentences.ts';
import { custodySentences } from './custody-sentences.ts';
import type { EventSentence, EventSentences } from './event-sentence.ts';
import { houseSentences } from './house-sentences.ts';
import { partnerSentences } from './partner-sentences.ts';
import { projectSentences } from './project-sentences.ts';
import { saidByName } from './said-as.ts';
import { inWords, isFree } from './value-words.ts';

/** The sentence of every event, by its stored type. */
export const eventSentences: EventSentences = {
  ...beneficiarySentences,
  ...custodySentences,
  ...caseSentences,
  ...agreementSentences,
  ...projectSentences,
  ...partnerSentences,
  ...houseSentences,
};

export interface EventTextOptions {
  /** Answer HTML: values are escaped, and what people wrote stands in `<bdi>`. Default: plain text, no marks of direction. */
  readonly html?: boolean;
}

/**
 * What happened, in one sentence for a case worker. Never throws: a type without a sentence is said as the type
 * itself, a field the data lacks as `…`. The sentence may hold personal data.
 */
export function eventText(
  type: string,
  data: object,
  language: Language,
  { html = false }: EventTextOptions = {},
): string {
  const sentence = Object.hasOwn(eventSentences, type) ? eventSentences[type] : undefined;
  if (!sentence) return html ? escapeHtml(type) : type;
  const text = sentence[language];
  const fields = data as Readonly<Record<string, unknown>>;
  const params = paramsOf(text, language).map((name) => [name, valueOf(name, sentence, fields, language, html)]);
  const filled = fillMessage(text, Object.fromEntries(params) as Record<string, string | number | undefined>, language);
  return filled.replace(/(?<!\.)\.\.$/, '.');
}

function valueOf(
  param: string,
  { says }: EventSentence,
  fields: Readonly<Record<string, unknown>>,
  language: Language,
  html: boolean,
): string | number | undefined {
  const asked = /^has([A-Z].*)$/.exec(param)?.[1];
  if (asked !== undefined) return isWorthSaying(fields[asked.charAt(0).toLowerCase() + asked.slice(1)]) ? 'yes' : 'no';
  const value = fields[param];
  const as = says?.[param] ?? saidByName(param);
  if (as === 'yes-or-no') return String(value === true);
  if (Array.isArray(value) && as === 'text') return value.length;
  if (!isThere(value)) return undefined;
  const said = inWords(value, as, language);
  const words = isFree(as) ? withoutFullStop(said) : said;
  if (!html) return words;
  return isFree(as) ? `<bdi>${escapeHtml(words)}</bdi>` : escapeHtml(words);
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** Nothing is short, nobody is listed: then the sentence is better without. */
function isWorthSaying(value: unknown): boolean {
  return isThere(value) && value !== 0 && !(Array.isArray(value) && value.length === 0);
}

/** The sentence brings its own. */
function withoutFullStop(words: string): string {
  return words.trim().replace(/(?<!\.)\.$/, '');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
