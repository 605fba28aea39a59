import { fieldLabel, fieldValueText, type Language } from '#libs/language';
import { labelsOf, type TermList } from '#libs/reference';
import type { FieldChange } from './field-changes.ts';
import { historyWords, statusInWords } from './history-words.ts';

export interface ChangeInWords {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

/** Fields whose name alone does not tell of which list their codes are. */
const TERMS: Readonly<Record<string, TermList>> = { kind: 'custodyKind', obstacles: 'obstacleKind' };

/** A change as a case worker reads it. */
export function changeInWords({ field, from, to }: FieldChange, language: Language): ChangeInWords {
  return {
    label: fieldLabel(field, language),
    from: valueInWords(field, from, language),
    to: valueInWords(field, to, language),
  };
}

export function valueInWords(field: string, value: unknown, language: Language): string {
  if (value === null || value === undefined || value === '') return historyWords[language].nothing;
  if (typeof value === 'object' && !Array.isArray(value)) {
    return Object.entries(value)
      .map(([name, part]) => valueInWords(name, part, language))
      .join(' · ');
  }
  const name =
    field
      .replace(/\[\d*\]/g, '')
      .split('.')
      .at(-1) ?? '';
  const list = TERMS[name];
  if (list && typeof value === 'string') return labelsOf(list, value)?.[language] ?? value;
  if (name === 'followUps') return fieldValueText('dueOn', value, language);
  const status = name === 'status' ? statusInWords(value, language) : undefined;
  return status ?? fieldValueText(field, value, language);
}
