import type { Actor } from '#libs/event-store';
import { dayInMorocco } from '#libs/kernel';
import { fieldValueText, type Language, LOCALES } from '#libs/language';
import { labelsOf } from '#libs/reference';
import type { HistoryItem } from './history-item.ts';
import { historyWords } from './history-words.ts';

const clocks = {
  ar: clock(LOCALES.ar),
  fr: clock(LOCALES.fr),
  en: clock(LOCALES.en),
};

/** The hour in Morocco. */
export function hourInWords(instant: string, language: Language): string {
  return clocks[language].format(new Date(instant));
}

export function dayInWords(day: string, language: Language): string {
  return fieldValueText('dueOn', day, language);
}

/** A day, or an instant as day and hour in Morocco. */
export function momentInWords(moment: string, language: Language): string {
  if (!moment.includes('T')) return dayInWords(moment, language);
  const day = dayInWords(dayInMorocco(new Date(moment).toISOString()), language);
  return `${day}${language === 'ar' ? '،' : ','} ${hourInWords(moment, language)}`;
}

/** Role and unit as they were then; who it was is the id. */
export function standingInWords({ role, unit }: Actor, language: Language): string {
  const lists = ['centre', 'province', 'region'] as const;
  const place = lists.map((list) => labelsOf(list, unit)?.[language]).find((label) => label !== undefined);
  const where = unit === '*' ? historyWords[language].everywhere : (place ?? unit);
  return `${labelsOf('role', role)?.[language] ?? role} · ${where}`;
}

/** Events of one day of recording, in their order. */
export function byDay(items: readonly HistoryItem[]): { readonly day: string; readonly items: HistoryItem[] }[] {
  const days: { day: string; items: HistoryItem[] }[] = [];
  for (const item of items) {
    const day = dayInMorocco(item.recordedAt);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}

function clock(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'Africa/Casablanca',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}
