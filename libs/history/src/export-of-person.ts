import type { Language } from '#libs/language';
import { historyCsv } from './history-csv.ts';
import type { HistoryItem } from './history-item.ts';
import { historyPage } from './history-page.ts';
import type { History } from './history.ts';
import type { StateOfPerson } from './state-replay.ts';
import { type ZipEntry, zipFile } from './zip-file.ts';

/**
 * Everything held on one person, for a court or for the person: `history.ndjson` for machines, `history.html` for
 * readers and paper, `history.csv` for spreadsheets. Errors: as `History`.
 */
export async function exportFiles(
  history: History,
  id: string,
  language: Language,
  madeAt: string,
): Promise<readonly ZipEntry[]> {
  const { items } = await history.page(id, { language, withData: true });
  const state = await history.state(id, {});
  const page = historyPage({ id, items, state, showHeld: true, madeAt, language });
  return [
    { name: 'history.ndjson', content: historyNdjson({ id, items, state, madeAt }) },
    { name: 'history.html', content: page },
    { name: 'history.csv', content: historyCsv(items, language) },
  ];
}

/** The same as one ZIP file. */
export async function exportOfPerson(history: History, id: string, language: Language, madeAt: string) {
  return zipFile(await exportFiles(history, id, language, madeAt));
}

interface Told {
  readonly id: string;
  readonly items: readonly HistoryItem[];
  readonly state: StateOfPerson;
  readonly madeAt: string;
}

/** A line about the export, one with what is held now, then one for each event with its own data. */
function historyNdjson({ id, items, state, madeAt }: Told): string {
  const lines: object[] = [
    { record: 'export', beneficiaryId: id, madeAt, events: items.length },
    { record: 'state', ...state },
    ...items.map((item) => ({ record: 'event', ...item })),
  ];
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
}
