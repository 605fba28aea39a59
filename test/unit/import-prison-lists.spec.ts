import { importAdmissions, importReleases, type ImportResult } from '#libs/registers';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Desk, openDesk } from '../support/open-desk.ts';
import { type ListStyle, makeLists, shuffled, writeList } from '../support/prison-lists.ts';

const DATA = new URL('../support/prison-exports/', import.meta.url).pathname;
const ADMISSIONS = join(DATA, 'admissions.csv');
const RELEASES = join(DATA, 'releases.csv');
const options = { actor: { id: 'rachid', role: 'data-steward', unit: '*' } };

let desk: Desk;
let folder: string;

beforeEach(async () => {
  desk = await openDesk();
  folder = await mkdtemp(join(tmpdir(), 'idmaj-lists-'));
});
afterEach(async () => {
  await desk.stop();
  await rm(folder, { recursive: true });
});

describe('the two lists as the prisons sent them', () => {
  it('come out as a careful clerk would have it', async () => {
    const expected = JSON.parse(await readFile(join(DATA, 'expected.json'), 'utf8'));
    const admissions = await importAdmissions(desk, ADMISSIONS, options);
    const { lines, admitted, repeated, refused } = expected.admissions;
    expect(admissions).toMatchObject({ lines, applied: admitted, repeated, doubtful: 0, refused });
    const releases = await importReleases(desk, RELEASES, options);
    expect(releases).toMatchObject({
      lines: expected.releases.lines,
      applied: expected.releases.released,
      repeated: expected.releases.repeated,
      doubtful: expected.releases.doubtful,
      refused: expected.releases.refused,
      byProvince: expected.by_province,
    });
    expect(await womenReleased()).toBe(expected.women_released);
    expect(await count('AdmissionRecorded')).toBe(admitted);
    expect(await count('BeneficiaryRegistered')).toBe(admitted);
    expect(await count('ReleaseRecorded')).toBe(expected.releases.released);
  });

  it('tell at which line of the file something is wrong', async () => {
    const { outcomes } = await importAdmissions(desk, ADMISSIONS, options);
    const text = await readFile(ADMISSIONS, 'utf8');
    const impossible = text.split('\r\n').flatMap((line, at) => (line.includes('31/02/2024') ? [at + 1] : []));
    expect(outcomes.filter(({ outcome }) => outcome === 'refused')).toEqual(
      impossible.map((line) => ({
        line,
        outcome: 'refused',
        code: 'import.date-unreadable',
        params: { column: 'تاريخ الإيداع' },
      })),
    );
    expect(outcomes.map(({ line }) => line)).toEqual(Array.from({ length: 406 }, (_none, at) => at + 2));
  });

  it('change nothing when they come again, in another order and from another sender', async () => {
    await importAdmissions(desk, ADMISSIONS, options);
    await importReleases(desk, RELEASES, options);
    const head = await desk.events.head();
    const officer = { actor: { id: 'salma', role: 'prison-officer', unit: '*' } };
    const admissions = await importAdmissions(desk, await shuffledFile(ADMISSIONS), officer);
    const releases = await importReleases(desk, await shuffledFile(RELEASES), officer);
    expect(counts(admissions)).toEqual({ applied: 0, repeated: 404, doubtful: 0, refused: 2 });
    expect(counts(releases)).toEqual({ applied: 0, repeated: 242, doubtful: 12, refused: 2 });
    expect(await desk.events.head()).toBe(head);
  });

  it('are only rehearsed in a dry run, with the same outcome for every line', async () => {
    const head = await desk.events.head();
    const rehearsed = await importAdmissions(desk, ADMISSIONS, { ...options, dryRun: true });
    expect(await desk.events.head()).toBe(head);
    const { outcomes } = await importAdmissions(desk, ADMISSIONS, options);
    expect(rehearsed.outcomes).toEqual(outcomes);
    const releases = await importReleases(desk, RELEASES, { ...options, dryRun: true });
    expect(await count('ReleaseRecorded')).toBe(0);
    expect(releases.outcomes).toEqual((await importReleases(desk, RELEASES, options)).outcomes);
  });

  it('release nobody when the releases come before the admissions', async () => {
    const early = await importReleases(desk, RELEASES, options);
    expect(counts(early)).toEqual({ applied: 0, repeated: 0, doubtful: 256, refused: 0 });
    await importAdmissions(desk, ADMISSIONS, options);
    expect(await importReleases(desk, RELEASES, options)).toMatchObject({ applied: 240 });
  });

  it('can be taken in twice at the same time', async () => {
    await Promise.all([
      importAdmissions(desk, ADMISSIONS, options),
      importAdmissions(desk, await shuffledFile(ADMISSIONS), options),
    ]);
    expect(await count('AdmissionRecorded')).toBe(400);
    expect(await count('BeneficiaryRegistered')).toBe(400);
  });
});

describe('other lists of the same make', () => {
  const styles: [string, ListStyle][] = [
    ['Arabic titles', {}],
    ['Arabic titles, semicolons, bare line feeds, no mark', { separator: ';', lineEnd: '\n', mark: false }],
    ['French titles', { language: 'fr' }],
    ['French titles, tabs', { language: 'fr', separator: '\t' }],
    ['French titles, semicolons', { language: 'fr', separator: ';', lineEnd: '\n' }],
  ];
  it.each(styles)('are read with %s', async (name, style) => {
    const made = makeLists(name.length, 300, style.language);
    const first = await writeList(join(folder, 'a.csv'), 'admission', shuffled(made.admissions.lines, 1), style);
    const { admitted, repeated, refused } = made.admissions;
    const admissions = await importAdmissions(desk, first, options);
    expect(counts(admissions)).toEqual({ applied: admitted, repeated, doubtful: 0, refused });
    const second = await writeList(join(folder, 'r.csv'), 'release', shuffled(made.releases.lines, 2), style);
    const releases = await importReleases(desk, second, options);
    expect(counts(releases)).toEqual({
      applied: made.releases.released,
      repeated: made.releases.repeated,
      doubtful: made.releases.doubtful,
      refused: made.releases.refused,
    });
  });

  it('carry one batch id in any order, and mean the same when every line stands in them twice', async () => {
    const { admissions, releases } = makeLists(11, 200);
    const { lines } = admissions;
    await importAdmissions(desk, await writeList(join(folder, 'a.csv'), 'admission', [...lines, ...lines]), options);
    expect(await count('AdmissionRecorded')).toBe(200);
    const once = await writeList(join(folder, 'r.csv'), 'release', releases.lines);
    const twice = shuffled([...releases.lines, ...releases.lines], 5);
    const rehearsed = await importReleases(desk, once, { ...options, dryRun: true });
    const real = await importReleases(desk, await writeList(join(folder, 'rr.csv'), 'release', twice), options);
    expect(real.batchId).toBe(rehearsed.batchId);
    expect(real.applied).toBe(releases.released);
    expect(await count('ReleaseRecorded')).toBe(releases.released);
  });
});

function counts({ applied, repeated, doubtful, refused }: ImportResult) {
  return { applied, repeated, doubtful, refused };
}

async function shuffledFile(file: string): Promise<string> {
  const [titles = '', ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\r\n');
  const copy = join(folder, `shuffled-${lines.length}.csv`);
  await writeFile(copy, [titles, ...shuffled(lines, 3)].join('\r\n'));
  return copy;
}

async function all(type: string) {
  const events = await desk.events.readAll('', 100_000);
  return events.filter((event) => event.type === type);
}

async function count(type: string): Promise<number> {
  return (await all(type)).length;
}

async function womenReleased(): Promise<number> {
  const people = await all('BeneficiaryRegistered');
  const women = people
    .filter(({ data }) => data['sex'] === 'female')
    .map(({ stream }) => stream.slice('beneficiary-'.length));
  return (await all('ReleaseRecorded')).filter(({ stream }) => women.includes(stream.slice('custody-'.length))).length;
}
