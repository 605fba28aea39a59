import { type Idmaj, openIdmaj } from '#libs/assembly';
import {
  type AnyCommandDeclaration,
  confirmSubscription,
  grantSubscription,
  OUTGOING_TYPES,
  partner,
  PARTNER_KINDS,
  registerPartner,
  resumePartner,
  revokePartner,
  suspendPartner,
} from '#libs/casework';
import { isUuid, Problem, readConfiguration } from '#libs/kernel';
import { PartnerFeed } from '#libs/partner-feed';
import { validateSync } from 'class-validator';
import type { Command } from 'commander';
import { userInfo } from 'node:os';
import { table } from './terminal.ts';

interface Sender {
  readonly as: string;
  readonly role: string;
  readonly unit: string;
}

type Tell = (text: string) => unknown;

type Options = Sender & Readonly<Record<string, string | readonly string[] | undefined>>;

const EXACTLY = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true };

/** `idmaj partner register|grant|confirm|suspend|resume|revoke|feed`: the organisations that follow what concerns them. */
export function addPartner(program: Command, tell: Tell = (text) => process.stdout.write(text)): void {
  const group = program.command('partner').description('organisations that follow what concerns them');
  sending({ group, tell }, 'register', registerPartner, 'an organisation, and the law that lets it follow')
    .requiredOption('--name <name>', 'what it is called')
    .requiredOption('--kind <kind>', PARTNER_KINDS.join(', '))
    .requiredOption('--country <code>', 'ISO 3166-1, e.g. MA', 'MA')
    .requiredOption('--legal-basis <text>', 'the law or agreement that lets it follow')
    .option('--authorisation <reference>', 'permission to send data abroad');
  sending({ group, tell }, 'grant', grantSubscription, 'what it is to hear of; somebody else confirms it')
    .requiredOption('--types <types...>', OUTGOING_TYPES.join(', '))
    .requiredOption('--provinces <codes...>', 'e.g. MA-LAA MA-BOD')
    .requiredOption('--purpose <text>', 'in the words people consented to');
  sending({ group, tell }, 'confirm', confirmSubscription, 'as a second person, what was granted');
  const reasons = [
    ['suspend', suspendPartner, 'answer it nothing for now'],
    ['resume', resumePartner, 'answer it again, with nothing left out'],
    ['revoke', revokePartner, 'for good'],
  ] as const;
  for (const [name, declaration, description] of reasons) {
    sending({ group, tell }, name, declaration, description).requiredOption('--because <text>', 'why');
  }
  group
    .command('feed')
    .argument('<id>', 'the partner')
    .description('what it hears of, and how many events it was given')
    .action((id: string) => withIdmaj(async (idmaj) => tell(await feed(idmaj, checked(id)))));
}

interface Group {
  readonly group: Command;
  readonly tell: Tell;
}

function sending({ group, tell }: Group, name: string, declaration: AnyCommandDeclaration, description: string) {
  return group
    .command(name)
    .argument('<id>', 'the partner, a UUID of your making')
    .description(description)
    .requiredOption('--as <id>', 'who decides', `cli:${userInfo().username}`)
    .option('--role <role>', declaration.sentBy.join(' or '), 'data-protection-officer')
    .option('--unit <unit>', 'province, region or centre code, or *', '*')
    .action((id: string, options: Options) =>
      withIdmaj(async (idmaj) => tell(await send(idmaj, declaration, checked(id), options))),
    );
}

async function send(idmaj: Idmaj, declaration: AnyCommandDeclaration, id: string, options: Options): Promise<string> {
  const { as, role, unit, ...given } = options;
  const fields = Object.assign(new declaration.command(), given);
  const faults = validateSync(fields, EXACTLY);
  // A command without fields has nothing to be checked.
  if (faults.length > 0 && Object.keys(given).length > 0) {
    const errors = faults.map(({ property, constraints = {} }) => {
      process.stderr.write(`${optionOf(property)}: ${Object.values(constraints).join(', ')}\n`);
      return { field: property, code: Object.keys(constraints)[0] ?? 'invalid' };
    });
    throw new Problem('request.malformed', {}, errors);
  }
  const actor = { id: as, role, unit };
  const sent = { declaration, id, fields, commandId: idmaj.ids.next(), actor, channel: 'cli' as const };
  const { events } = await idmaj.desk.send(sent);
  return `${id}  ${events.join(' ')}\n`;
}

async function feed(idmaj: Idmaj, id: string): Promise<string> {
  const { state } = await idmaj.folded.refreshed(partner, id);
  const known = state as typeof partner.initial;
  if (known.status === 'none') throw new Problem('feed.unknown-partner');
  const { types = [], provinces = [], purpose = '-' } = known.subscription ?? {};
  const waiting = known.proposed ? `granted by ${known.proposed.proposedBy}` : '-';
  return table([
    ['status', known.status],
    ['types', types.join(' ') || '-'],
    ['provinces', provinces.join(' ') || '-'],
    ['purpose', purpose],
    ['to be confirmed', waiting],
    ['last number', await new PartnerFeed(idmaj).last(id)],
  ]);
}

/** `legalBasis` → `--legal-basis`. */
function optionOf(field: string): string {
  return `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function checked(id: string): string {
  if (!isUuid(id)) throw new Problem('request.bad-id');
  return id.toLowerCase();
}

async function withIdmaj(work: (idmaj: Idmaj) => Promise<unknown>): Promise<void> {
  const idmaj = await openIdmaj(readConfiguration());
  try {
    await work(idmaj);
  } finally {
    await idmaj.close();
  }
}
