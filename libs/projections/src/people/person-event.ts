import { beneficiary, caseFile, custody } from '#libs/casework';
import type { FactOf } from '#libs/kernel';
import type { Seen } from '#libs/read-models';

export const personEvents = [...beneficiary.events, ...custody.events, ...caseFile.events] as const;

/** What can happen to a person, their custody and their case. */
export type PersonEvent = Seen<FactOf<(typeof personEvents)[number]>>;
