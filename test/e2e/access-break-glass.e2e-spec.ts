import { registerSomeone, TODAY, worker } from './api-workplace.ts';
import { type As, auditor, manager, officer, Restricted } from './restricted-person.ts';

const otherManager = ['centre-manager', 'MA-LAA', 'omar'] as const;
const MINUTE = 60_000;

describe('breaking the glass', () => {
  let restricted: Restricted;
  const reason = 'She stands at the door and asks for help.';
  beforeEach(async () => {
    restricted = await Restricted.begin();
    await restricted.restrict();
  });
  afterEach(async () => {
    await restricted.workplace.close();
  });
  const open = (as: As) => restricted.send(`beneficiaries/${restricted.id}/open-restricted-file`, { reason }, as);

  it('opens the file for three hours to who did it, for reading and for work', async () => {
    expect(await restricted.isShownTo(manager)).toBe(false);
    expect((await open(manager)).statusCode).toBe(201);
    await restricted.seen();
    expect(await restricted.isShownTo(manager)).toBe(true);
    expect(await restricted.isShownTo(otherManager)).toBe(false);
    expect((await restricted.send(`cases/${restricted.id}/write-note`, { text: 'Came.' }, manager)).statusCode).toBe(
      201,
    );
    restricted.clock.advance(180 * MINUTE - 1);
    expect(await restricted.isShownTo(manager)).toBe(true);
    restricted.clock.advance(1);
    expect(await restricted.isShownTo(manager)).toBe(false);
    const late = await restricted.send(`cases/${restricted.id}/write-note`, { text: 'Left.' }, manager);
    expect(late.statusCode).toBe(404);
    expect((await open(manager)).statusCode).toBe(201);
    await restricted.seen();
    expect(await restricted.isShownTo(manager)).toBe(true);
  });

  it('shows in the history and in the protection officer’s list', async () => {
    await open(manager);
    const history = (await restricted.workplace.ask(`/v1/history/${restricted.id}`, { as: auditor })).json();
    expect(history.items.at(-1)).toMatchObject({
      type: 'RestrictedFileOpened',
      actor: { id: 'brahim', role: 'centre-manager', unit: 'MA-LAA' },
      text: `The restricted file was opened by exception for three hours. Reason: ${reason}`,
    });
    const alerts = await restricted.workplace.ask('/v1/access/alerts', { as: officer });
    expect(alerts.json().items).toEqual([
      {
        recordedAt: TODAY,
        beneficiaryId: restricted.id,
        actor: { id: 'brahim', role: 'centre-manager', unit: 'MA-LAA' },
        reason,
        openUntil: '2026-03-02T13:00:00.000Z',
        correlationId: expect.any(String),
      },
    ]);
  });

  it('is nothing for a social worker, for another province, or for a file that is open', async () => {
    expect((await open(worker)).json().code).toBe('auth.forbidden');
    expect((await open(['centre-manager', 'MA-OUD', 'far'])).json().code).toBe('request.not-found');
    expect((await open(['centre-manager', 'CAR-AGA', 'near'])).json().code).toBe('beneficiary.file-already-open');
    const { id } = await registerSomeone(restricted.workplace);
    const response = await restricted.send(`beneficiaries/${id}/open-restricted-file`, { reason }, manager);
    expect(response.json()).toMatchObject({ status: 409, code: 'beneficiary.not-restricted' });
    expect((await restricted.workplace.ask('/v1/access/alerts', { as: officer })).json().items).toEqual([]);
  });

  it('is over when the restriction is said anew', async () => {
    await open(manager);
    await restricted.restrict(['CAR-AGA'], '2026-12-31');
    expect(await restricted.isShownTo(manager)).toBe(false);
  });
});
