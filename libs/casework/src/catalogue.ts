import type { AnyEventDefinition } from '#libs/kernel';
import { FileRead } from './access/file-read.ts';
import { agreement } from './agreement/agreement.ts';
import { agreementCommands } from './agreement/agreement-commands.ts';
import { beneficiary } from './beneficiary/beneficiary.ts';
import { beneficiaryCommands } from './beneficiary/beneficiary-commands.ts';
import { caseCommands } from './case/case-commands.ts';
import { caseFile } from './case/case-file.ts';
import { consent } from './consent/consent.ts';
import { consentCommands } from './consent/consent-commands.ts';
import { custody } from './custody/custody.ts';
import { custodyCommands } from './custody/custody-commands.ts';
import { partner } from './partner/partner.ts';
import { partnerCommands } from './partner/partner-commands.ts';
import { project } from './project/project.ts';
import { projectCommands } from './project/project-commands.ts';
import type { AnyAggregate } from './shapes/aggregate.ts';
import { ClaimGivenUp, ClaimTaken } from './shapes/claim-events.ts';
import type { AnyCommandDeclaration } from './shapes/command.ts';
import { eventsByType } from './shapes/define-event.ts';
import { LogOpened } from './shapes/log-opened.ts';

/** Every aggregate of the foundation's work. */
export const aggregates: readonly AnyAggregate[] = [
  beneficiary,
  custody,
  caseFile,
  agreement,
  project,
  partner,
  consent,
];

/** Every command; routes, permissions, schemas and imports come from these declarations. */
export const commands: readonly AnyCommandDeclaration[] = [
  ...beneficiaryCommands,
  ...custodyCommands,
  ...caseCommands,
  ...agreementCommands,
  ...projectCommands,
  ...partnerCommands,
  ...consentCommands,
];

/** Every event that may be in a log, by its stored type. */
export const events: ReadonlyMap<string, AnyEventDefinition> = eventsByType([
  LogOpened,
  ClaimTaken,
  ClaimGivenUp,
  FileRead,
  ...aggregates.flatMap(({ events }) => events),
]);
