import { addIdentifier, recordAdmission, registerBeneficiary } from '#libs/casework';
import type { Actor } from '#libs/event-store';
import { establishment, provinceOfEstablishment, unitCovers } from '#libs/reference';
import type { ImportOptions, ImportParts, ImportResult } from './import-parts.ts';
import type { KnownPerson } from './known-person.ts';
import { described, type Line, nameKey, newPersonId } from './line.ts';
import { matchAdmission } from './match-person.ts';
import type { PeopleByNumber } from './people-by-number.ts';
import type { Cells } from './read-cells.ts';
import type { Decision, ListKind, Step } from './list-kind.ts';
import { runImport } from './run-import.ts';

interface AdmissionLine extends Line {
  readonly sex: string;
  readonly province?: string;
  readonly legalStatus: string;
  readonly expectedReleaseOn?: string;
}

const admissions: ListKind<AdmissionLine> = {
  name: 'admissions',
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
      'admittedOn',
      'legalStatus',
      'expectedReleaseOn',
    ],
    necessary: ['register', 'establishment', 'family', 'given', 'sex', 'birth', 'admittedOn', 'legalStatus'],
  },
  read(line: number, cells: Cells): AdmissionLine {
    const who = described(cells);
    cells.needed('birth', who.birthDate ?? who.birthYear);
    return {
      ...who,
      line,
      on: cells.needed('admittedOn', cells.date('admittedOn')),
      sex: cells.needed('sex', cells.code('sex', 'sex')),
      province: cells.code('province', 'province'),
      legalStatus: cells.needed('legalStatus', cells.code('legalStatus', 'legalStatus')),
      expectedReleaseOn: cells.date('expectedReleaseOn'),
    };
  },
  wordsOf: ({ line: _place, name, ...said }) => JSON.stringify([said, nameKey(name)]),
  decide(line, known, { actor, people }): Decision | Promise<Decision> {
    if (!isInUnit(actor, line.establishment)) {
      return { outcome: 'refused', code: 'import.establishment-out-of-unit' };
    }
    const match = matchAdmission(known, line);
    if (match === 'nobody') return admitNew(line, people);
    return 'doubt' in match ? { outcome: 'doubtful', code: match.doubt } : admitKnown(line, match.person);
  },
};

/**
 * Records who came into custody, from a prison's list. Someone unknown is registered first; someone known who comes
 * back begins a new episode. The same list again, shuffled or after a crash, changes nothing twice.
 */
export function importAdmissions(parts: ImportParts, file: string, options: ImportOptions): Promise<ImportResult> {
  return runImport(admissions, parts, file, options);
}

function isInUnit({ unit }: Actor, code: string): boolean {
  return unitCovers(unit, provinceOfEstablishment(code) ?? '');
}

async function admitNew(line: AdmissionLine, people: PeopleByNumber): Promise<Decision> {
  const id = newPersonId(line);
  const { sex, birthDate, birthYear, cin, province, name } = line;
  const { script, given, family } = name;
  const register: Step = {
    declaration: registerBeneficiary,
    id,
    fields: {
      name: { [script]: { given, family } },
      sex,
      birthDate,
      birthYear,
      residence: province === undefined ? undefined : { province },
      identifiers: cin === undefined ? [] : [{ type: 'cin', value: cin }],
    },
    words: [],
  };
  const admission = admissionStep(line, id);
  // Registered already when an import of this line was stopped between its two commands.
  if (await people.find(id)) return { steps: [admission], province };
  return { steps: [register, admission], province, begins: true };
}

function admitKnown(line: AdmissionLine, person: KnownPerson): Decision {
  const { cin } = line;
  const province = person.province ?? line.province;
  const isRecorded = person.stays.some(
    ({ admitted, establishment, register = line.register, from }) =>
      admitted && establishment === line.establishment && from === line.on && register === (line.register ?? register),
  );
  const steps = isRecorded ? [] : [admissionStep(line, person.id)];
  if (cin !== undefined && person.cinsEver.length === 0) {
    steps.push({ declaration: addIdentifier, id: person.id, fields: { type: 'cin', value: cin }, words: [cin] });
  }
  if (steps.length === 0) return { outcome: 'repeated', code: 'import.repeated-line' };
  return { steps, province };
}

function admissionStep(line: AdmissionLine, id: string): Step {
  const { establishment: code, on, legalStatus, register, expectedReleaseOn } = line;
  return {
    declaration: recordAdmission,
    id,
    fields: {
      kind: establishment(code)?.kind === 'child-protection' ? 'child-placement' : 'prison',
      establishment: code,
      admittedOn: on,
      legalStatus,
      registerNumber: register,
      expectedReleaseOn,
    },
    words: [code, register ?? '', on],
  };
}
