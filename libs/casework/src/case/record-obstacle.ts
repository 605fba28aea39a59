import { IsOptional } from 'class-validator';
import { IsOneOf } from '../fields/choice-fields.ts';
import { IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { OBSTACLE_KINDS, type ObstacleKind, ObstacleRecorded } from './case-events.ts';
import { caseFile, openCase } from './case-file.ts';

/** What stands in the person's way. */
export class RecordObstacle extends CaseworkCommand {
  @IsOneOf(OBSTACLE_KINDS) readonly kind: ObstacleKind;
  @IsOptional() @IsText(2000) readonly note?: string;
}

export const recordObstacle = commandTo(caseFile, RecordObstacle, {
  sentBy: ['prison-officer', 'social-worker', 'centre-manager'],
  decide(caseFile, { kind, note }) {
    openCase(caseFile);
    return ObstacleRecorded({ kind, note });
  },
});
