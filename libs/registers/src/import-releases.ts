import { recordRelease } from '#libs/casework';
import type { ImportOptions, ImportParts, ImportResult } from './import-parts.ts';
import type { KnownPerson } from './known-person.ts';
import { described, type Line, nameKey } from './line.ts';
import { matchRelease, openStay } from './match-person.ts';
import type { Cells } from './read-cells.ts';
import type { Decision, ListKind } from './list-kind.ts';
import { runImport } from './run-import.ts';

interface ReleaseLine extends Line {
  readonly reason: string;
  readonly province?: string;
}

const releases: ListKind<ReleaseLine> = {
  name: 'releases',
  layout: {
    columns: [
      'register',
      'establishment',
      'family',
      'given',
      'sex',
      'birth',
      'cin',
      'province',
      'releasedOn',
      'reason',
    ],
    necessary: ['register', 'establishment', 'family', 'given', 'releasedOn', 'reason'],
  },
  read(line: number, cells: Cells): ReleaseLine {
    return {
      ...described(cells),
      line,
      on: cells.needed('releasedOn', cells.date('releasedOn')),
      reason: cells.needed('reason', cells.code('reason', 'releaseReason')),
      province: cells.code('province', 'province'),
    };
  },
  wordsOf: ({ line: _place, name, ...said }) => JSON.stringify([said, nameKey(name)]),
  decide(line, known, { batchId }): Decision {
    const match = matchRelease(known, line);
    if (match === 'nobody') return { outcome: 'doubtful', code: 'import.person-not-found' };
    return 'doubt' in match ? { outcome: 'doubtful', code: match.doubt } : release(line, match.person, batchId);
  },
};

/**
 * Records who left custody, from a prison's list or a pardon's. A line that does not tell without doubt who is meant
 * is reported and left to a person. The same list again, shuffled or after a crash, changes nothing twice.
 */
export function importReleases(parts: ImportParts, file: string, options: ImportOptions): Promise<ImportResult> {
  return runImport(releases, parts, file, options);
}

function release(line: ReleaseLine, person: KnownPerson, batchId: string): Decision {
  const { on, reason, province } = line;
  if (person.releases.some((earlier) => earlier.releasedOn === on && earlier.reason === reason)) {
    return { outcome: 'repeated', code: 'import.repeated-line' };
  }
  const doubt = doubtAboutStay(line, person);
  if (doubt) return { outcome: 'doubtful', code: doubt };
  const residence = province === undefined ? undefined : { province };
  return {
    steps: [
      {
        declaration: recordRelease,
        id: person.id,
        fields: { releasedOn: on, reason, residence, batchId },
        words: [on, reason],
      },
    ],
    province: province ?? person.province,
  };
}

/** A release that is recorded otherwise, or that speaks of a stay which is over. */
function doubtAboutStay({ establishment, register }: ReleaseLine, person: KnownPerson): string | undefined {
  const open = openStay(person);
  if (!open) return person.releases.length > 0 ? 'import.released-otherwise' : undefined;
  const isOfThisStay = open.register === register && open.establishment === establishment;
  const isOfAnother = person.stays.some((stay) => stay.register === register && stay.establishment === establishment);
  return register !== undefined && !isOfThisStay && isOfAnother ? 'import.register-does-not-match' : undefined;
}
