import { type LocalDate, Refused } from '#libs/kernel';
import { IsInt, Max, Min } from 'class-validator';
import { IsCentimes, IsLocalDate, IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { agreement, InstalmentReceived, signedAgreement } from './agreement.ts';

/** The partner paid a part of the envelope; approved projects that were short can now be committed. */
export class ReceiveInstalment extends CaseworkCommand {
  @IsInt() @Min(1) @Max(1000) readonly number: number;
  @IsLocalDate() readonly receivedOn: LocalDate;
  @IsCentimes(1) readonly amountCentimes: number;
  /** Of the payment, as the bank or the treasury gives it. */
  @IsText(100) readonly reference: string;
}

export const receiveInstalment = commandTo(agreement, ReceiveInstalment, {
  sentBy: ['finance'],
  happenedOn: (command) => command.receivedOn,
  decide(agreement, command, { today }) {
    const { instalments } = signedAgreement(agreement);
    if (instalments.some(({ number }) => number === command.number)) {
      throw new Refused('agreement.instalment-repeated');
    }
    if (instalments.some(({ reference }) => reference === command.reference)) {
      throw new Refused('agreement.instalment-reference-repeated');
    }
    if (command.receivedOn > today) throw new Refused('agreement.received-in-future');
    const { number, receivedOn, amountCentimes, reference } = command;
    return InstalmentReceived({ number, receivedOn, amountCentimes, reference });
  },
});
