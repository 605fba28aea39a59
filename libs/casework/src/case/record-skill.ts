import { Refused } from '#libs/kernel';
import { IsOneOf } from '../fields/choice-fields.ts';
import { IsTrade } from '../fields/place-and-trade-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { SKILL_LEVELS, type SkillLevel, SkillRecorded } from './case-events.ts';
import { caseFile, openCase } from './case-file.ts';

/** What the person can do in a trade; a later record of the same trade takes its place. */
export class RecordSkill extends CaseworkCommand {
  @IsTrade() readonly trade: string;
  @IsOneOf(SKILL_LEVELS) readonly level: SkillLevel;
}

export const recordSkill = commandTo(caseFile, RecordSkill, {
  sentBy: ['prison-officer', 'social-worker', 'centre-manager'],
  decide(caseFile, { trade, level }) {
    if (openCase(caseFile).skills[trade] === level) throw new Refused('case.nothing-changes');
    return SkillRecorded({ trade, level });
  },
});
