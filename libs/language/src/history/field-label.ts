import type { Labels } from '#libs/reference';
import type { Language } from '../languages.ts';
import { fieldLabels } from './field-labels.ts';
import { saidByName } from './said-as.ts';
import { inWords } from './value-words.ts';

/**
 * What a field of a document or an event is called, by its path: `name.arabic.given`, `steps[0].decidedOn`. Entries
 * of lists are counted from 1. A field without a label is called by its path.
 */
export function fieldLabel(path: string, language: Language): string {
  const names = path.replace(/\[\d*\]/g, '').split('.');
  const label = longestKnown(names)?.[language];
  if (label === undefined) return path;
  const places = [...path.matchAll(/\[(\d+)\]/g)].map(([, index]) => String(Number(index) + 1));
  return places.length === 0 ? label : `${label} (${places.join('.')})`;
}

/** A field's value in words, as it stands in a list of changes: dates, amounts and codes in the reader's language. */
export function fieldValueText(path: string, value: unknown, language: Language): string {
  const name =
    path
      .replace(/\[\d*\]/g, '')
      .split('.')
      .at(-1) ?? '';
  return inWords(value, saidByName(name), language);
}

function longestKnown(names: readonly string[]): Labels | undefined {
  const labels: Readonly<Record<string, Labels>> = fieldLabels;
  for (let from = 0; from < names.length; from++) {
    const key = names.slice(from).join('.');
    if (Object.hasOwn(labels, key)) return labels[key];
  }
  return undefined;
}
