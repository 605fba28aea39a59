import {
  aCentre,
  anEstablishment,
  anId,
  aProvince,
  aTrade,
  day,
  type Filter,
  nameOrIdentifier,
  oneOf,
  someText,
  yesOrNo,
} from './filters.ts';
import type { Documents } from './who-may-ask.ts';

export interface Question {
  readonly summary: string;
  /** The read model that holds the documents, */
  readonly from: 'people' | 'projects' | 'agreements';
  /** and which part of its documents they are; absent: the whole. */
  readonly part?: 'beneficiary' | 'custody' | 'case';
  readonly filters: Readonly<Record<string, Filter>>;
  /** The documents' fields that parameters of another name ask about. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Ids of the beneficiaries a document tells about. */
  people(document: Readonly<Record<string, unknown>>): readonly unknown[];
}

/** The questions about documents: their parameters, and whom the answers tell about. */
export const questions: Readonly<Record<Documents, Question>> = {
  beneficiaries: {
    summary: 'People whom the foundation accompanies',
    from: 'people',
    part: 'beneficiary',
    filters: {
      q: nameOrIdentifier,
      province: aProvince,
      sex: oneOf('female', 'male'),
      status: oneOf('registered', 'inside', 'released', 'deceased'),
    },
    people: ({ id }) => [id],
  },
  custodies: {
    summary: 'Where people are held, and until when',
    from: 'people',
    part: 'custody',
    filters: {
      establishment: anEstablishment,
      expectedReleaseFrom: day('from'),
      expectedReleaseTo: day('to'),
      inside: yesOrNo,
    },
    fields: { expectedReleaseFrom: 'expectedReleaseOn', expectedReleaseTo: 'expectedReleaseOn' },
    people: ({ id }) => [id],
  },
  cases: {
    summary: 'The accompaniment of each person',
    from: 'people',
    part: 'case',
    filters: {
      centre: aCentre,
      province: aProvince,
      workerId: someText,
      phase: oneOf('detention', 'pre-release', 'released', 'after-care', 'autonomous', 'closed'),
      open: yesOrNo,
    },
    people: ({ id }) => [id],
  },
  projects: {
    summary: 'Income-generating projects and how far their approval has come',
    from: 'projects',
    filters: {
      province: aProvince,
      status: oneOf('draft', 'submitted', 'approved', 'rejected', 'withdrawn'),
      trade: aTrade,
      agreementId: anId,
    },
    people: ({ beneficiaryId }) => [beneficiaryId],
  },
  agreements: {
    summary: 'Partnership agreements: what they promised, received, hold and gave',
    from: 'agreements',
    filters: { province: aProvince, programme: someText },
    fields: { province: 'provinces' },
    people: () => [],
  },
};
