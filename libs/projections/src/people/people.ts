import { openedBy, type Opening } from '#libs/casework';
import { type Index, projection } from '#libs/read-models';
import { beneficiaryAfter, type BeneficiaryDocument, identifierKeysOf, wordsOf } from './beneficiary-document.ts';
import { caseAfter, type CaseDocument } from './case-document.ts';
import { custodyAfter, type CustodyDocument } from './custody-document.ts';
import { type PersonEvent, personEvents } from './person-event.ts';
import { reachOf } from './reach.ts';

/** All that queries show of one person, each part as its own question answers it; absent where nothing began. */
export interface PersonDocument {
  readonly beneficiary?: BeneficiaryDocument | undefined;
  readonly custody?: CustodyDocument | undefined;
  readonly case?: CaseDocument | undefined;
  /** For finding and for scope; never answered. */
  readonly _: {
    readonly reach: readonly string[];
    /** Every word the person is found by. */
    readonly words: readonly string[];
    readonly identifierKeys: readonly string[];
    /** Of each part's stream, as an If-Match names it. */
    readonly revisions: Readonly<Record<string, number>>;
    /** The unit of who registered the person. */
    readonly registeredIn?: string | undefined;
    /** Who sees a restricted person for a while. */
    readonly openings?: readonly Opening[] | undefined;
  };
}

const indexes: readonly Index[] = [
  { field: '_.reach', many: true },
  { field: '_.words', many: true },
  { field: '_.identifierKeys', many: true },
  // Nearly every document has the one, and every second each value of the other.
  ...['id', 'sex'].map((field) => ({ field: `beneficiary.${field}`, seldom: true })),
  ...['province', 'status', 'restriction.until'].map((field) => ({ field: `beneficiary.${field}` })),
  ...['id', 'establishment', 'inside', 'expectedReleaseOn'].map((field) => ({ field: `custody.${field}` })),
  ...['id', 'open', 'phase', 'centre', 'province', 'workerId'].map((field) => ({ field: `case.${field}` })),
];

/** One document a person, because where the person is decides who may see each part of it. */
export const people = projection('people', {
  version: 2,
  on: personEvents,
  indexes,
  keys: (event) => [event.id],
  evolve: personAfter,
});

export function personAfter(known: PersonDocument | undefined, event: PersonEvent): PersonDocument {
  const beneficiary = beneficiaryAfter(known?.beneficiary, event);
  const custody = custodyAfter(known?.custody, event);
  const file = caseAfter(known?.case, event, beneficiary?.province);
  const registeredIn = event.type === 'BeneficiaryRegistered' ? event.actor.unit : known?._.registeredIn;
  // Most events change none of these, and then they need not be made anew.
  const isRenamed = beneficiary?.name !== known?.beneficiary?.name;
  const isIdentified = beneficiary?.identifiers !== known?.beneficiary?.identifiers;
  const isPlaced =
    beneficiary?.province !== known?.beneficiary?.province ||
    file?.centre !== known?.case?.centre ||
    custody?.inside !== known?.custody?.inside ||
    custody?.establishment !== known?.custody?.establishment ||
    registeredIn !== known?._.registeredIn;
  return {
    beneficiary,
    custody,
    case: file,
    _: {
      reach: isPlaced || !known ? reachOf({ beneficiary, custody, case: file, registeredIn }) : known._.reach,
      words: isRenamed || !known ? wordsOf(beneficiary) : known._.words,
      identifierKeys: isIdentified || !known ? identifierKeysOf(beneficiary) : known._.identifierKeys,
      revisions: revisionsAfter(known?._.revisions, event),
      registeredIn,
      openings: openingsAfter(known, event),
    },
  };
}

type Revisions = PersonDocument['_']['revisions'];

/**
 * By part, as the stream begins: `custody-<id>`. A name that is written here is several times quicker than a computed
 * one, and so is a field that is assigned rather than added after a spread (docs/performance.md).
 */
function revisionsAfter(known: Revisions | undefined, { stream, id, revision }: PersonEvent): Revisions {
  const part = stream.slice(0, -id.length - 1);
  switch (part) {
    case 'beneficiary':
      return Object.assign({}, known, { beneficiary: revision });
    case 'custody':
      return Object.assign({}, known, { custody: revision });
    case 'case':
      return Object.assign({}, known, { case: revision });
    default:
      return Object.assign({}, known, { [part]: revision });
  }
}

/** A restriction begins and ends with nobody having opened it. */
function openingsAfter(known: PersonDocument | undefined, event: PersonEvent): readonly Opening[] | undefined {
  const openings = known?._.openings;
  if (event.type === 'VisibilityRestricted' || event.type === 'RestrictionLifted') return undefined;
  if (event.type !== 'RestrictedFileOpened') return openings;
  return openedBy({ openings: openings ?? [] }, event.actor.id, event.data.until).openings;
}
