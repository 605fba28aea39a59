import type { Language } from '#libs/language';
import { stringify } from 'csv-stringify/sync';
import { changeInWords } from './change-words.ts';
import type { HistoryItem } from './history-item.ts';

const COLUMNS = [
  'position',
  'stream',
  'revision',
  'type',
  'occurredOn',
  'recordedAt',
  'actor',
  'role',
  'unit',
  'command',
  'correlationId',
  'causationId',
  'because',
  'text',
  'changes',
];

/** One line an event; no cell can be taken for a formula by a spreadsheet. Begins with a mark that says UTF-8. */
export function historyCsv(items: readonly HistoryItem[], language: Language): string {
  const rows = items.map(({ actor, changes, ...item }) => [
    item.position,
    item.stream,
    item.revision,
    item.type,
    item.occurredOn,
    item.recordedAt,
    actor.id,
    actor.role,
    actor.unit,
    item.command,
    item.correlationId,
    item.causationId,
    item.because ?? '',
    item.text,
    changes.map((change) => changeText(change, language)).join('; '),
  ]);
  return stringify(rows, {
    header: true,
    columns: COLUMNS,
    escape_formulas: true,
    bom: true,
    record_delimiter: '\r\n',
  });
}

function changeText(change: HistoryItem['changes'][number], language: Language): string {
  const { label, from, to } = changeInWords(change, language);
  return `${label}: ${from} → ${to}`;
}
