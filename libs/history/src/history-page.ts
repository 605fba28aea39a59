import { dayInMorocco } from '#libs/kernel';
import { eventText, fieldLabel, fieldValueText, type Language } from '#libs/language';
import type { Viewpoint } from './as-known.ts';
import { changeInWords, valueInWords } from './change-words.ts';
import { fieldChanges } from './field-changes.ts';
import type { HistoryItem } from './history-item.ts';
import { kindOf } from './history-kinds.ts';
import { HISTORY_PAGE_STYLE } from './history-page-style.ts';
import { type HistoryWords, historyWords } from './history-words.ts';
import { escapeHtml, isolated } from './markup.ts';
import type { StateOfPerson } from './state-replay.ts';
import { byDay, dayInWords, hourInWords, momentInWords, standingInWords } from './told-words.ts';

export interface HistoryOnPaper extends Viewpoint {
  readonly id: string;
  readonly items: readonly HistoryItem[];
  /** For the heading; with `showHeld` all of it is shown. */
  readonly state: StateOfPerson;
  readonly showHeld?: boolean;
  /** RFC 3339 instant. */
  readonly madeAt: string;
  readonly language: Language;
}

/** One self-contained page without a script, for the screen and for A4 paper. */
export function historyPage(told: HistoryOnPaper): string {
  const { language, items, showHeld = false, state } = told;
  const words = historyWords[language];
  return [
    '<!doctype html>',
    `<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`,
    '<head><meta charset="utf-8">',
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(words.title)}</title>`,
    `<style>${HISTORY_PAGE_STYLE}</style></head>`,
    '<body>',
    headerOf(told, words),
    '<main>',
    ...(showHeld ? [heldOf(state, words, language)] : []),
    daysOf(items, words, language),
    '</main></body></html>',
    '',
  ].join('\n');
}

function headerOf({ id, state, items, madeAt, asOf, knownAt, language }: HistoryOnPaper, words: HistoryWords): string {
  const name = state.beneficiary ? fieldValueText('name', state.beneficiary.name, language) : '';
  const rows: [string, string][] = [
    [words.person, isolated(name || words.nothing)],
    [words.id, isolated(id)],
    ...(asOf === undefined ? [] : [[words.asOf, escapeHtml(dayInWords(asOf, language))] as [string, string]]),
    ...(knownAt === undefined
      ? []
      : [[words.knownAt, escapeHtml(momentInWords(knownAt, language))] as [string, string]]),
    [words.events, String(items.length)],
    [words.madeAt, escapeHtml(momentInWords(madeAt, language))],
  ];
  return `<header><h1>${escapeHtml(words.title)}</h1>${listOf(rows)}</header>`;
}

function heldOf(state: StateOfPerson, words: HistoryWords, language: Language): string {
  const documents: [string, object | null][] = [
    ['beneficiary', state.beneficiary],
    ['custody', state.custody],
    ['case', state.case],
    ...state.projects.map((project): [string, object] => ['project', project]),
  ];
  const parts = documents.flatMap(([kind, document]) => {
    if (!document) return [];
    const rows = fieldChanges(undefined, document).map(({ field, to }): [string, string] => [
      escapeHtml(fieldLabel(field, language)),
      isolated(valueInWords(field, to, language)),
    ]);
    return [`<article><p>${escapeHtml(words.kinds[kind] ?? kind)}</p>${listOf(rows)}</article>`];
  });
  return `<section><h2>${escapeHtml(words.held)}</h2>${parts.join('\n')}</section>`;
}

function daysOf(items: readonly HistoryItem[], words: HistoryWords, language: Language): string {
  const byId = new Map(items.map((item) => [item.id, item]));
  const byPosition = new Map(items.map((item) => [item.position, item]));
  return byDay(items)
    .map(({ day, items: told }) => {
      const articles = told.map((item) => {
        const corrected = item.corrects === undefined ? undefined : byPosition.get(item.corrects);
        return articleOf(item, byId.get(item.causationId), corrected, words, language);
      });
      return `<section><h2><time datetime="${day}">${escapeHtml(dayInWords(day, language))}</time></h2>\n${articles.join('\n')}</section>`;
    })
    .join('\n');
}

function articleOf(
  item: HistoryItem,
  cause: HistoryItem | undefined,
  corrected: HistoryItem | undefined,
  words: HistoryWords,
  language: Language,
): string {
  const { recordedAt, occurredOn, actor, because } = item;
  const kind = words.kinds[kindOf(item.stream) ?? ''] ?? '';
  const rows: [string, string][] = [
    [words.by, `${isolated(actor.id)} · ${escapeHtml(standingInWords(actor, language))}`],
  ];
  if (occurredOn !== dayInMorocco(recordedAt)) {
    rows.push([words.happenedOn, escapeHtml(dayInWords(occurredOn, language))]);
  }
  if (because !== undefined) rows.push([words.why, isolated(fieldValueText('because', because, language))]);
  if (cause) rows.push([words.cause, sentenceOf(cause, language)]);
  if (corrected) rows.push([words.corrects, escapeHtml(momentInWords(corrected.recordedAt, language))]);
  const hour = `<time datetime="${escapeHtml(recordedAt)}">${escapeHtml(hourInWords(recordedAt, language))}</time>`;
  const reference = `<bdi>${escapeHtml(item.command)} · ${escapeHtml(item.stream)}/${item.revision}</bdi>`;
  return [
    `<article><p>${hour}${sentenceOf(item, language)} <span class="kind">(${escapeHtml(kind)})</span></p>`,
    listOf(rows),
    tableOf(item, words, language),
    `<div class="reference">${escapeHtml(words.reference)} ${reference}</div></article>`,
  ].join('\n');
}

function sentenceOf({ type, data, text }: HistoryItem, language: Language): string {
  return data ? eventText(type, data, language, { html: true }) : isolated(text);
}

function tableOf({ changes }: HistoryItem, words: HistoryWords, language: Language): string {
  if (changes.length === 0) return '';
  const head = [words.field, words.before, words.after].map((word) => `<th scope="col">${escapeHtml(word)}</th>`);
  const rows = changes.map((change) => {
    const { label, from, to } = changeInWords(change, language);
    return `<tr><th scope="row">${escapeHtml(label)}</th><td>${isolated(from)}</td><td>${isolated(to)}</td></tr>`;
  });
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function listOf(rows: readonly (readonly [term: string, html: string])[]): string {
  return `<dl>${rows.map(([term, html]) => `<dt>${term}</dt><dd>${html}</dd>`).join('')}</dl>`;
}
