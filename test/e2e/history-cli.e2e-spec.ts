import { randomUUID } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { addHistory } from '../../apps/cli/src/history.ts';
import {
  anAgreementIsSigned,
  aProjectIsSubmitted,
  HistoryWorkplace,
  malikaIsReleased,
  theReleaseIsCorrected,
} from '../support/history-workplace.ts';
import { saidByCli, workingIn } from '../support/said-by-cli.ts';

describe('idmaj history', () => {
  let place: HistoryWorkplace;
  let malika: string;
  let goBack: () => void;
  beforeAll(async () => {
    place = await HistoryWorkplace.open();
    malika = await malikaIsReleased(place);
    await theReleaseIsCorrected(place, malika);
    await aProjectIsSubmitted(place, malika, await anAgreementIsSigned(place.on('2026-03-01')));
    const because = '=HYPERLINK("http://example.invalid")\n\u001b[2J <script>alert(1)</script>';
    await place.send('correct-identity', malika, { sex: 'female', nationality: 'ES', because }, { as: '@rachid' });
    await place.runner.stop();
    goBack = workingIn(place.folder);
  });
  afterAll(async () => {
    goBack();
    await place.close();
  });

  const idmaj = (...words: string[]) => saidByCli(addHistory, words);

  it('tells a day, an hour, a sentence, who and why', async () => {
    const text = await idmaj('history', malika, '--lang', 'en');
    expect(text).toContain('15 February 2026\n----------------\n');
    expect(text).toContain('Released on 12 February 2026: royal pardon.\n');
    expect(text).toMatch(/By: hassan · Prison.* · the whole country\n/);
    expect(text).toContain('Reason: Le registre de la prison dit le 13.\n');
    expect(text).toContain('Released on: 12 February 2026 → 13 February 2026\n');
    expect(text).toContain('Corrects what was recorded on: 15 February 2026,');
    expect(text).toMatch(/Because of: Project submitted/);
  });

  it('does not let a terminal obey what somebody wrote', async () => {
    const text = await idmaj('history', malika, '--lang', 'en');
    expect(text).not.toContain('\u001b');
    expect(text).toContain('=HYPERLINK("http://example.invalid") [2J');
  });

  it.each(['ar', 'fr', 'en'])(
    'makes one page in %s without a script, with what people wrote set apart',
    async (lang) => {
      const html = await idmaj('history', malika, '--html', '--lang', lang);
      expect(html).toContain(`<html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}">`);
      expect(html).toContain(`<bdi>${malika}</bdi>`);
      expect(html).not.toMatch(/<script|<img|<link|http-equiv="refresh"| on\w+=/i);
      expect(html).toContain('&lt;script&gt;');
      expect(html).toContain('@page');
    },
  );

  it('keeps a spreadsheet from reading a cell as a formula', async () => {
    const csv = await idmaj('history', malika, '--csv', '--lang', 'fr');
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    expect(csv).toContain(",'@rachid,");
    expect(csv).toContain('"\'=HYPERLINK(');
  });

  it('gives machines the same events', async () => {
    const { items } = JSON.parse(await idmaj('history', malika, '--json')) as { items: object[] };
    const lines = (await idmaj('history', malika, '--ndjson')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual(items);
    expect(items.length).toBeGreaterThan(10);
  });

  it('looks from another day, at some kinds alone', async () => {
    const types = async (...words: string[]) =>
      (JSON.parse(await idmaj('history', malika, '--json', ...words)) as { items: { type: string }[] }).items.map(
        ({ type }) => type,
      );
    expect(await types('--kinds', 'custody', '--known-at', '2026-02-16')).toEqual([
      'AdmissionRecorded',
      'ReleaseRecorded',
    ]);
    expect(await types('--kinds', 'custody', '--as-of', '2026-02-01')).toEqual(['AdmissionRecorded']);
    await expect(idmaj('history', malika, '--as-of', '2026-02-30')).rejects.toMatchObject({ exitCode: 1 });
    await expect(idmaj('history', malika, '--kinds', 'claims')).rejects.toMatchObject({ exitCode: 1 });
    await expect(idmaj('history', randomUUID())).rejects.toMatchObject({ code: 'request.not-found' });
  });

  it('exports everything held, readable by its owner alone', async () => {
    const folder = join(place.folder, 'for-the-court');
    await idmaj('history', malika, '--export', folder, '--lang', 'fr');
    expect((await readdir(folder)).toSorted()).toEqual(['history.csv', 'history.html', 'history.ndjson']);
    expect((await stat(join(folder, 'history.ndjson'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, 'history.html'), 'utf8')).toContain('Données détenues');
    await idmaj('history', malika, '--export', `${folder}.zip`);
    expect((await readFile(`${folder}.zip`)).subarray(0, 2).toString()).toBe('PK');
  });

  it('puts the reading on record, with its purpose', async () => {
    await idmaj('history', malika, '--json', '--as', 'fatima', '--purpose', 'Réclamation 12/2026');
    const read = (await place.idmaj.events.readAll('', 10_000)).findLast(({ type }) => type === 'FileRead');
    expect(read?.data).toMatchObject({ purpose: 'Réclamation 12/2026' });
    expect(read?.metadata).toMatchObject({
      actor: { id: 'fatima', role: 'auditor' },
      channel: 'cli',
      subjects: [malika],
    });
  });

  it('verifies one person, and all', async () => {
    expect(await idmaj('history', 'verify', malika)).toMatch(/^events \d+ {2}documents \d+ {2}differing 0\n$/);
    expect(await idmaj('history', 'verify')).toMatch(/differing 0\n$/);
    expect(process.exitCode).toBeUndefined();
  });
});
