import { ConsentWithdrawn } from '#libs/casework';
import { Problem } from '#libs/kernel';
import { NumberingRunner } from '#libs/partner-feed';
import { Command } from 'commander';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { addPartner } from '../../apps/cli/src/partner.ts';
import { FactWriter, PURPOSE } from '../support/feed-workplace.ts';
import { type ApiWorkplace, openApiWorkplace } from './api-workplace.ts';

const CONSUMER = 'docs/partner-consumer.mjs';

describe('idmaj partner', () => {
  let folder: string;
  const { IDMAJ_DATA } = process.env;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'idmaj-partner-'));
    process.env['IDMAJ_DATA'] = folder;
  });
  afterAll(async () => {
    if (IDMAJ_DATA === undefined) delete process.env['IDMAJ_DATA'];
    else process.env['IDMAJ_DATA'] = IDMAJ_DATA;
    await rm(folder, { recursive: true });
  });

  const idmaj = async (...words: string[]): Promise<string> => {
    let said = '';
    const program = new Command('idmaj').exitOverride();
    addPartner(program, (text) => (said += text));
    await program.parseAsync(['node', 'idmaj', 'partner', ...words]);
    return said;
  };
  const refused = (...words: string[]) => idmaj(...words).catch((error: unknown) => (error as Problem).code);

  it('registers, grants, confirms by somebody else, suspends, resumes, revokes and shows', async () => {
    const id = randomUUID();
    const terms = ['--name', 'CPDH de Laâyoune', '--kind', 'indh-committee', '--legal-basis', 'Convention 2026/3'];
    expect(await idmaj('register', id, ...terms)).toBe(`${id}  PartnerRegistered\n`);
    const types = ['--types', 'ma.idmaj.case.case-closed.v1', 'ma.idmaj.project.project-approved.v1'];
    const wanted = [...types, '--provinces', 'MA-LAA', 'MA-BOD', '--purpose', PURPOSE];
    expect(await idmaj('grant', id, ...wanted, '--as', 'salma')).toContain('SubscriptionGranted');
    expect(await refused('confirm', id, '--as', 'salma')).toBe('partner.same-person');
    expect(await idmaj('confirm', id, '--as', 'driss', '--role', 'general-coordinator')).toContain('Confirmed');
    expect(await idmaj('suspend', id, '--because', 'An inquiry.')).toContain('PartnerSuspended');
    expect(await idmaj('resume', id, '--because', 'Settled.')).toContain('PartnerResumed');
    const shown = await idmaj('feed', id);
    expect(shown).toMatch(/^status +registered\n/);
    expect(shown).toMatch(/\nprovinces +MA-LAA MA-BOD\n/);
    expect(shown).toMatch(/\nlast number +0\n$/);
    expect(await idmaj('revoke', id, '--because', 'Over.')).toContain('PartnerRevoked');
  });

  it('refuses what the door refuses', async () => {
    const id = randomUUID();
    expect(await refused('register', id, '--name', 'x', '--kind', 'friend', '--legal-basis', 'x')).toBe(
      'request.malformed',
    );
    expect(await refused('suspend', id, '--because', 'x', '--role', 'social-worker')).toBe('auth.forbidden');
    expect(await refused('suspend', id, '--because', 'x')).toBe('request.not-found');
    expect(await refused('feed', id)).toBe('feed.unknown-partner');
    expect(await refused('feed', 'x')).toBe('request.bad-id');
  });
});

describe('the sample consumer', () => {
  let workplace: ApiWorkplace;
  let folder: string;
  beforeAll(async () => {
    workplace = await openApiWorkplace();
    folder = await mkdtemp(join(tmpdir(), 'idmaj-consumer-'));
  });
  afterAll(async () => {
    await workplace.close();
    await rm(folder, { recursive: true });
  });

  it('has no more than 40 lines', async () =>
    expect((await readFile(CONSUMER, 'utf8')).trimEnd().split('\n').length).toBeLessThanOrEqual(40));

  it('keeps what it is told, goes on where it was, and deletes what it must', async () => {
    const { idmaj, origin } = workplace;
    const facts = new FactWriter(idmaj.events);
    const hash = (purpose: string, text: string) => idmaj.identity.keys.keyedHash(purpose, text);
    const numbering = new NumberingRunner({ ...idmaj, hash, holder: 'test' });
    numbering.start();
    const [partner, one, other] = [randomUUID(), randomUUID(), randomUUID()];
    await facts.partner(partner);
    await facts.person(one);
    await facts.person(other);
    await facts.proposes(one);
    await facts.proposes(other);
    const state = join(folder, 'state.json');
    const consume = async () => {
      await numbering.caughtUpTo(await idmaj.events.head());
      const env = { ...process.env, IDMAJ: origin, TOKEN: await workplace.token('partner', '*', partner), WAIT: '0' };
      await promisify(execFile)(process.execPath, [CONSUMER, state], { env });
      return JSON.parse(await readFile(state, 'utf8')) as { last: number; held: Record<string, object> };
    };
    const first = await consume();
    expect(first.last).toBe(2);
    expect(Object.values(first.held)).toMatchObject([{ trade: 'sewing' }, { trade: 'sewing' }]);
    await facts.happened(`consent-${one}`, ConsentWithdrawn({ purpose: PURPOSE, recipient: 'indh-committee' }));
    const second = await consume();
    expect(second.last).toBe(3);
    expect(Object.keys(second.held)).toEqual(['2']);
    await numbering.stop();
  });
});
