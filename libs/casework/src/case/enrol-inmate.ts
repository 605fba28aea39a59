import { addMonths, type LocalDate, Refused } from '#libs/kernel';
import { IsOptional } from 'class-validator';
import { beneficiary, living } from '../beneficiary/beneficiary.ts';
import { custody } from '../custody/custody.ts';
import { IsOneOf } from '../fields/choice-fields.ts';
import { IsLocalDate } from '../fields/command-fields.ts';
import { IsCentre } from '../fields/establishment-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { InmateEnrolled, type Referrer, REFERRERS } from './case-events.ts';
import { caseFile } from './case-file.ts';
import { phaseOf } from './phase-of-custody.ts';

const MONTHS_AFTER_RELEASE = 24;

/** A person inside, or released not long ago, is taken into accompaniment because they themselves want it. */
export class EnrolInmate extends CaseworkCommand {
  @IsCentre() readonly centre: string;
  @IsLocalDate() readonly enrolledOn: LocalDate;
  /** The day the person agreed, of their own will. */
  @IsLocalDate() readonly agreedOn: LocalDate;
  @IsOptional() @IsOneOf(REFERRERS) readonly referredBy?: Referrer;
}

export const enrolInmate = commandTo(caseFile, EnrolInmate, {
  sentBy: ['prison-officer', 'social-worker', 'centre-manager'],
  reads: {
    beneficiary: [beneficiary, (_command, _state, id) => id],
    custody: [custody, (_command, _state, id) => id],
  },
  happenedOn: (command) => command.enrolledOn,
  decide(caseFile, command, { beneficiary, custody, today }) {
    const { centre, enrolledOn, agreedOn, referredBy } = command;
    living(beneficiary);
    if (caseFile.status === 'open') throw new Refused('case.already-open');
    if (custody.status === 'none') throw new Refused('case.no-custody');
    if (custody.status === 'released') {
      if (custody.reason === 'death-in-custody') throw new Refused('beneficiary.deceased');
      if (addMonths(custody.releasedOn, MONTHS_AFTER_RELEASE) < today) throw new Refused('case.release-too-old');
    }
    if (enrolledOn > today) throw new Refused('case.enrolled-in-future');
    if (enrolledOn < custody.admittedOn) throw new Refused('case.enrolled-before-admission');
    if (agreedOn > enrolledOn) throw new Refused('case.agreed-later-than-enrolment');
    return InmateEnrolled({ centre, enrolledOn, agreedOn, referredBy, phase: phaseOf(custody, today) });
  },
});
