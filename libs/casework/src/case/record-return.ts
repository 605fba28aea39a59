import type { LocalDate } from '#libs/kernel';
import { custody } from '../custody/custody.ts';
import { IsLocalDate } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { ReturnRecorded } from './case-events.ts';
import { caseFile, openCase } from './case-file.ts';
import { phaseOf } from './phase-of-custody.ts';

/** A person whose case is open came back into custody: what was due after the release is called off. */
export class RecordReturn extends CaseworkCommand {
  @IsLocalDate() readonly admittedOn: LocalDate;
}

export const recordReturn = commandTo(caseFile, RecordReturn, {
  sentBy: ['process'],
  reads: { custody: [custody, (_command, _state, id) => id] },
  happenedOn: (command) => command.admittedOn,
  decide(caseFile, { admittedOn }, { custody, today }) {
    const { phase } = openCase(caseFile);
    const isInside = phase === 'detention' || phase === 'pre-release';
    if (isInside || custody.status !== 'inside') return [];
    return ReturnRecorded({ admittedOn, phase: phaseOf(custody, today) });
  },
});
