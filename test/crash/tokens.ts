import { openIdmaj } from '#libs/assembly';
import { readConfiguration, SetClock } from '#libs/kernel';

const ROLES = ['prison-officer', 'project-officer', 'general-coordinator'];
const HOUR_MS = 3_600_000;

/** Makes the folder an installation's, and tokens for those who work there; good also where the clock is a day off. */
export async function tokensOf(folder: string): Promise<Map<string, string>> {
  const clock = new SetClock(new Date(Date.now() - 30 * HOUR_MS).toISOString());
  const idmaj = await openIdmaj(readConfiguration({ IDMAJ_DATA: folder, DEMO: 'off' }), { clock });
  const tokens = new Map<string, string>();
  for (const role of ROLES) {
    const token = await idmaj.identity.issuer?.issue({ id: `the-${role}`, role, unit: '*' }, { hours: 72 });
    tokens.set(role, token ?? '');
  }
  await idmaj.close();
  return tokens;
}
