import { type LocalDate, plainNumber, Refused } from '#libs/kernel';
import { provinceOfEstablishment } from '#libs/reference';
import { IsOptional } from 'class-validator';
import { beneficiary, living } from '../beneficiary/beneficiary.ts';
import { isBornAfter } from '../beneficiary/birth.ts';
import { IsOneOf } from '../fields/choice-fields.ts';
import { IsLocalDate, IsText } from '../fields/command-fields.ts';
import { IsEstablishment } from '../fields/establishment-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import {
  AdmissionRecorded,
  custody,
  CUSTODY_KINDS,
  type CustodyKind,
  LEGAL_STATUSES,
  type LegalStatus,
} from './custody.ts';
import { checkLegalStatus } from './legal-status.ts';
import { checkEstablishment } from './place-of-custody.ts';

/** A registered person comes into custody, for the first time or again: a new episode begins. */
export class RecordAdmission extends CaseworkCommand {
  @IsOneOf(CUSTODY_KINDS) readonly kind: CustodyKind;
  /** Required for prison and child placement; an alternative sentence has none. */
  @IsOptional() @IsEstablishment() readonly establishment?: string;
  @IsLocalDate() readonly admittedOn: LocalDate;
  @IsOneOf(LEGAL_STATUSES) readonly legalStatus: LegalStatus;
  /** Unique within its establishment while the episode is open. */
  @IsOptional() @IsText(40) readonly registerNumber?: string;
  @IsOptional() @IsLocalDate() readonly expectedReleaseOn?: LocalDate;
}

/**
 * It does not `open` anything unknown: the person is registered before, and someone whom the officer could not see is
 * placed by the establishment that the command names.
 */
export const recordAdmission = commandTo(custody, RecordAdmission, {
  sentBy: ['prison-officer'],
  importedBy: ['data-steward'],
  reads: { beneficiary: [beneficiary, (_command, _state, id) => id] },
  happenedOn: (command) => command.admittedOn,
  places: ({ establishment = '' }) => {
    const province = provinceOfEstablishment(establishment);
    return { provinces: province === undefined ? [] : [province] };
  },
  decide(custody, command, { beneficiary, today }) {
    const { kind, establishment, admittedOn, legalStatus, expectedReleaseOn } = command;
    const person = living(beneficiary);
    if (custody.status === 'inside') throw new Refused('custody.already-inside');
    checkEstablishment(kind, establishment, admittedOn);
    checkLegalStatus(kind, legalStatus);
    if (admittedOn > today) throw new Refused('custody.admission-in-future');
    if (isBornAfter(person, admittedOn)) throw new Refused('custody.admission-before-birth');
    if (custody.status === 'released' && admittedOn < custody.releasedOn) {
      throw new Refused('custody.admission-before-last-release');
    }
    if (expectedReleaseOn !== undefined && expectedReleaseOn < admittedOn) {
      throw new Refused('custody.expected-before-admission');
    }
    const registerNumber = command.registerNumber === undefined ? undefined : plainNumber(command.registerNumber);
    return AdmissionRecorded({ kind, establishment, admittedOn, legalStatus, registerNumber, expectedReleaseOn });
  },
});
