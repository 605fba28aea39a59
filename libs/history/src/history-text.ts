import type { Language } from '#libs/language';
import { fieldValueText } from '#libs/language';
import { dayInMorocco } from '#libs/kernel';
import { changeInWords } from './change-words.ts';
import type { HistoryItem } from './history-item.ts';
import { historyWords } from './history-words.ts';
import { byDay, dayInWords, hourInWords, momentInWords, standingInWords } from './told-words.ts';

/** A history for a terminal: a heading for each day of recording, under it what happened, who, why and what changed. */
export function historyText(items: readonly HistoryItem[], language: Language): string {
  const known = new Map(items.map((item) => [item.id, item]));
  const byPosition = new Map(items.map((item) => [item.position, item]));
  const days = byDay(items).map(({ day, items: told }) => {
    const heading = dayInWords(day, language);
    const events = told.map((item) => textOf(item, known, byPosition, language));
    return `${heading}\n${'-'.repeat(heading.length)}\n${events.join('\n')}`;
  });
  return days.join('\n');
}

function textOf(
  item: HistoryItem,
  known: ReadonlyMap<string, HistoryItem>,
  byPosition: ReadonlyMap<string, HistoryItem>,
  language: Language,
): string {
  const words = historyWords[language];
  const colon = language === 'fr' ? ' :' : ':';
  const { recordedAt, occurredOn, actor, because } = item;
  const cause = known.get(item.causationId);
  const corrected = item.corrects === undefined ? undefined : byPosition.get(item.corrects);
  const lines = [
    `${words.by}${colon} ${actor.id} · ${standingInWords(actor, language)}`,
    ...(occurredOn === dayInMorocco(recordedAt)
      ? []
      : [`${words.happenedOn}${colon} ${dayInWords(occurredOn, language)}`]),
    ...(because === undefined ? [] : [`${words.why}${colon} ${fieldValueText('because', because, language)}`]),
    ...(cause ? [`${words.cause}${colon} ${cause.text}`] : []),
    ...(corrected ? [`${words.corrects}${colon} ${momentInWords(corrected.recordedAt, language)}`] : []),
    ...item.changes.map((change) => {
      const { label, from, to } = changeInWords(change, language);
      return `  ${label}${colon} ${from} → ${to}`;
    }),
  ];
  return `${hourInWords(recordedAt, language)}  ${oneLine(item.text)}\n${lines.map((line) => `       ${oneLine(line)}\n`).join('')}`;
}

/** What people wrote may hold line breaks and control characters: a terminal must not obey them. */
function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
}
