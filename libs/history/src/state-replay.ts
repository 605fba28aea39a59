import {
  type BeneficiaryDocument,
  type CaseDocument,
  type CustodyDocument,
  personAfter,
  type PersonDocument,
  type PersonEvent,
  type ProjectDocument,
  projects,
} from '#libs/projections';
import type { Seen } from '#libs/read-models';
import { type Viewpoint, wasKnown } from './as-known.ts';
import { correctedEvents } from './corrected-events.ts';
import { kindOf } from './history-kinds.ts';
import type { ToldEvent } from './told-event.ts';

/** What the read models would show, seen from another point in time; null where nothing existed. */
export interface StateOfPerson {
  readonly beneficiary: BeneficiaryDocument | null;
  readonly custody: CustodyDocument | null;
  readonly case: CaseDocument | null;
  /** In the order in which they were proposed. */
  readonly projects: readonly Omit<ProjectDocument, '_'>[];
}

/** Of a person's events in commit order: first what was known then, then what had happened by then. Pure. */
export function stateAt(events: readonly ToldEvent[], { asOf, knownAt }: Viewpoint): StateOfPerson {
  const known = events.filter(({ seen }) => wasKnown(seen, knownAt));
  const happened = correctedEvents(known).filter(({ on }) => asOf === undefined || on <= asOf);
  let person: PersonDocument | undefined;
  const projectsById = new Map<string, ProjectDocument>();
  for (const { seen } of happened) {
    if (isOfPerson(seen)) person = personAfter(person, seen as PersonEvent);
    else if (kindOf(seen.stream) === 'project') {
      const after = projects.evolve(projectsById.get(seen.id), seen, seen.id);
      if (after) projectsById.set(seen.id, after);
    }
  }
  return { ...partsOf(person), projects: [...projectsById.values()].map(({ _, ...project }) => project) };
}

/**
 * The parts of a person look at one another as they are folded: the status follows custody, the case the residence.
 * What happened earlier may have been recorded later, so they are brought together once more at the end.
 */
function partsOf(person: PersonDocument | undefined): Omit<StateOfPerson, 'projects'> {
  const { beneficiary, custody, case: file } = person ?? {};
  return {
    beneficiary: beneficiary ? { ...beneficiary, status: statusOf(beneficiary, custody) } : null,
    custody: custody ?? null,
    case: file ? { ...file, province: beneficiary?.province } : null,
  };
}

function statusOf(
  { status }: BeneficiaryDocument,
  custody: CustodyDocument | undefined,
): BeneficiaryDocument['status'] {
  if (status === 'deceased' || !custody) return status;
  return custody.inside ? 'inside' : 'released';
}

function isOfPerson(event: Seen): boolean {
  const kind = kindOf(event.stream);
  return kind === 'beneficiary' || kind === 'custody' || kind === 'case';
}
