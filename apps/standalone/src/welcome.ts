import type { DoorParts } from '#libs/assembly';
import { roles } from '#libs/reference';

/** Roles whose holders work in one place; the others work for the whole country. */
const UNITS: Readonly<Record<string, string>> = {
  'regional-coordinator': 'MA-11',
  'centre-manager': 'CAR-AGA',
  'social-worker': 'MA-LAA',
  'prison-officer': 'MA-LAA',
  'project-officer': 'MA-LAA',
  'committee-member': 'MA-LAA',
};
const NOT_FOR_PEOPLE = ['process', 'partner'];

/** What a person sees when the application is up: where it is, a token per role, and three commands to try. */
export async function welcome({ configuration, identity }: DoorParts): Promise<string> {
  const address = `http://${configuration.host}:${configuration.port}`;
  const lines = ['', `Idmaj · إدماج  ${address}`, `  ${address}/openapi.json  ${address}/health/ready`, ''];
  const { issuer } = identity;
  if (issuer === undefined || configuration.production) return `${lines.join('\n')}\n`;
  const tokens: Record<string, string> = {};
  for (const { code } of roles.filter(({ code }) => !NOT_FOR_PEOPLE.includes(code))) {
    tokens[code] = await issuer.issue({ id: `demo-${code}`, role: code, unit: UNITS[code] ?? '*' });
  }
  const tokenLines = Object.entries(tokens).flatMap(([role, token]) => [
    `${role} (${UNITS[role] ?? '*'})`,
    `  ${token}`,
  ]);
  const ask = (path: string, role: string) =>
    `  curl -s '${address}${path}' -H 'Authorization: Bearer ${tokens[role] ?? ''}'`;
  return [
    ...lines,
    'Tokens of this installation, good for twelve hours:',
    ...tokenLines,
    '',
    'Three commands to try:',
    ask('/v1/indicators', 'auditor'),
    ask('/v1/cases?phase=pre-release&limit=3', 'centre-manager'),
    ask('/v1/projects?status=submitted&limit=3', 'general-coordinator'),
    '',
    '',
  ].join('\n');
}
