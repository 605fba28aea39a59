import { Refused } from '#libs/kernel';
import { IsIn } from 'class-validator';
import { IsCentimes } from '../fields/command-fields.ts';
import { FUNDING_SOURCES } from './project.ts';

/** Where a part of the budget comes from. */
export class Funding {
  @IsIn(FUNDING_SOURCES) readonly source: (typeof FUNDING_SOURCES)[number];
  @IsCentimes() readonly amountCentimes: number;
}

/** Every centime of the budget has a source, and no source pays more than the budget. */
export function checkFundingIsBudget(budgetCentimes: number, funding: readonly Funding[]): void {
  const sum = funding.reduce((total, { amountCentimes }) => total + amountCentimes, 0);
  if (sum !== budgetCentimes) throw new Refused('project.funding-not-budget');
}
