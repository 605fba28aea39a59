import { Refused } from '#libs/kernel';
import { IsInt, Max, Min } from 'class-validator';
import { IsTrade } from '../fields/place-and-trade-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { WishRecorded } from './case-events.ts';
import { caseFile, openCase } from './case-file.ts';

/** A trade the person wants; anyone may choose any trade. A later record of the same trade gives it a new rank. */
export class RecordWish extends CaseworkCommand {
  @IsTrade() readonly trade: string;
  /** 1 is wanted most. */
  @IsInt() @Min(1) @Max(3) readonly rank: number;
}

export const recordWish = commandTo(caseFile, RecordWish, {
  sentBy: ['prison-officer', 'social-worker', 'centre-manager'],
  decide(caseFile, { trade, rank }) {
    if (openCase(caseFile).wishes[trade] === rank) throw new Refused('case.nothing-changes');
    return WishRecorded({ trade, rank });
  },
});
