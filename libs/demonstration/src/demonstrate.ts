import type { Desk } from '#libs/commanding';
import type { LocalDate } from '#libs/kernel';
import { tellAgreements } from './agreements.ts';
import { imagine, type Someone } from './people.ts';
import { tellClosures } from './tell-closures.ts';
import { hasProject, tellArrival, tellCase } from './tell-person.ts';
import { tellProjects } from './tell-projects.ts';
import { mistakes, tellReleases } from './tell-releases.ts';
import { forEach, Teller } from './teller.ts';

export interface DemonstrationOptions {
  /** The same seed, number of people and day give the same story with the same ids. */
  readonly seed: string;
  /** Default 200. */
  readonly people?: number;
  /** The day it is in Morocco for the desk. */
  readonly today: LocalDate;
  /** Resolves once the processes have reacted to everything so far; they reserve and commit the agreements' money. */
  readonly settled: () => Promise<void>;
}

/** What was told. */
export interface Demonstration {
  readonly people: number;
  readonly women: number;
  readonly children: number;
  readonly enrolled: number;
  readonly released: number;
  readonly agreements: number;
  readonly projects: number;
}

/**
 * Tells a believable foundation in the four southern regions, through commands alone. Rejects with the rule's
 * `Refused` if one is ever broken. Told again to the same log it changes nothing.
 */
export async function demonstrate(
  { desk }: { readonly desk: Desk },
  { seed, people: count = 200, today, settled }: DemonstrationOptions,
): Promise<Demonstration> {
  const teller = new Teller(desk, seed, today);
  const people = Array.from({ length: count }, (_none, number) => imagine(teller, seed, number));
  const holders = people.filter(hasProject);
  const agreements = await tellAgreements(teller);
  await forEach(people, async (someone) => {
    await tellArrival(teller, someone);
    await tellCase(teller, someone);
  });
  await settled();
  await tellReleases(teller, people);
  await settled();
  await tellProjects(teller, holders, settled);
  await settled();
  await tellClosures(
    teller,
    people.filter((someone) => isLongOut(teller, someone, people)),
  );
  await settled();
  return {
    people: count,
    women: people.filter(({ isWoman }) => isWoman).length,
    children: people.filter(({ isChild }) => isChild).length,
    enrolled: people.filter(({ enrolledOn }) => enrolledOn !== undefined).length,
    released:
      people.filter(({ releasedOn }) => releasedOn !== undefined).length - Math.max(0, mistakes(people).length - 1),
    agreements,
    projects: holders.length,
  };
}

function isLongOut(teller: Teller, someone: Someone, people: readonly Someone[]): boolean {
  const { enrolledOn, releasedOn } = someone;
  const isLong = enrolledOn !== undefined && releasedOn !== undefined && releasedOn < teller.daysAgo(60);
  return isLong && !hasProject(someone) && !mistakes(people).includes(someone);
}
