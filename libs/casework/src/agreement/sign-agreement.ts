import { type LocalDate, Refused } from '#libs/kernel';
import { IsNumber, IsOptional, Max, Min } from 'class-validator';
import { IsCentimes, IsId, IsLocalDate, IsText } from '../fields/command-fields.ts';
import { IsListOf } from '../fields/list-fields.ts';
import { IsProvinces } from '../fields/place-and-trade-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { agreement, AgreementSigned } from './agreement.ts';

class Share {
  @IsText(200) readonly party: string;
  @IsNumber({ maxDecimalPlaces: 2 }) @Min(0) @Max(100) readonly percent: number;
}

/** A partner's promise of money: how much, where, until when, and how much of it a project may take. */
export class SignAgreement extends CaseworkCommand {
  @IsText(100) readonly reference: string;
  @IsText(100) readonly programme: string;
  @IsText(200) readonly partner: string;
  @IsProvinces() readonly provinces: string[];
  @IsLocalDate() readonly signedOn: LocalDate;
  @IsLocalDate() readonly validFrom: LocalDate;
  @IsLocalDate() readonly validUntil: LocalDate;
  @IsCentimes(1) readonly envelopeCentimes: number;
  @IsOptional() @IsCentimes(1) readonly perProjectCapCentimes?: number;
  @IsListOf(Share, 1) readonly shares: Share[];
  @IsOptional() @IsId() readonly parentId?: string;
}

export const signAgreement = commandTo(agreement, SignAgreement, {
  sentBy: ['general-coordinator', 'finance'],
  opens: true,
  reads: { parent: [agreement, (command) => command.parentId] },
  happenedOn: (command) => command.signedOn,
  places: (command) => ({ provinces: command.provinces }),
  decide(agreement, command, { id, today, parent }) {
    if (agreement.status !== 'none') throw new Refused('agreement.already-signed');
    if (command.signedOn > today) throw new Refused('agreement.signed-in-future');
    if (command.validUntil < command.validFrom) throw new Refused('agreement.validity-reversed');
    if (hundredthsOfPercent(command.shares) !== 100_00) throw new Refused('agreement.shares-not-100');
    const parentId = command.parentId?.toLowerCase();
    if (parentId === id.toLowerCase()) throw new Refused('agreement.own-parent');
    if (parentId !== undefined && parent.status === 'none') throw new Refused('agreement.parent-unknown');
    const shares = command.shares.map(({ party, percent }) => ({ party, percent }));
    return AgreementSigned({ ...command, shares, parentId });
  },
});

/** Summed as whole numbers: 33.33 + 33.33 + 33.34 is 100, which doubles do not promise. */
function hundredthsOfPercent(shares: readonly Share[]): number {
  return shares.reduce((sum, { percent }) => sum + Math.round(percent * 100), 0);
}
