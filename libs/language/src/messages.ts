import { IntlMessageFormat } from 'intl-messageformat';
import { type Language, LOCALES } from './languages.ts';

export type MessageParams = Readonly<Record<string, string | number | boolean | undefined>>;

/** Shown where a text wants a value that the caller did not give: a poorer sentence beats a second error. */
const UNSAID = '…';

const read = new Map<string, IntlMessageFormat>();
const namesRead = new Map<string, readonly string[]>();

/** An ICU message (plural, select, number) filled with its params, in that language's rules. */
export function fillMessage(text: string, params: MessageParams, language: Language): string {
  const message = readMessage(text, language);
  const values: Record<string, unknown> = {};
  for (const name of paramsOf(text, language)) values[name] = params[name] ?? UNSAID;
  return String(message.format(values));
}

/** Names of the params a text uses, sorted. Throws a SyntaxError when the text is no ICU message. */
export function paramsOf(text: string, language: Language): readonly string[] {
  if (!text.includes('{')) return [];
  let sorted = namesRead.get(text);
  if (!sorted) {
    const names = new Set<string>();
    collect(readMessage(text, language).getAst(), names);
    sorted = [...names].sort();
    namesRead.set(text, sorted);
  }
  return sorted;
}

function readMessage(text: string, language: Language): IntlMessageFormat {
  const key = `${language} ${text}`;
  let message = read.get(key);
  if (!message) {
    message = new IntlMessageFormat(text, LOCALES[language]);
    read.set(key, message);
  }
  return message;
}

/** What an ICU element holds, as far as finding its params goes: argument, number, date, time, select, plural. */
interface Element {
  readonly type: number;
  readonly value?: unknown;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
}
const FIRST_ARGUMENT = 1;
const LAST_ARGUMENT = 6;

function collect(elements: readonly unknown[], names: Set<string>): void {
  for (const element of elements as readonly Element[]) {
    if (element.type >= FIRST_ARGUMENT && element.type <= LAST_ARGUMENT) names.add(String(element.value));
    for (const option of Object.values(element.options ?? {})) collect(option.value, names);
  }
}
