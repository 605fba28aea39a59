import {
  CaseHandedOver,
  DeathRecorded,
  ProjectProposed,
  ProjectSubmitted,
  ResidenceChanged,
  RevisionRequested,
  StepApproved,
} from '#libs/casework';
import type { Fact } from '#libs/kernel';
import { people, projects } from '#libs/projections';
import { idOf } from '../support/agreement-facts.ts';
import { givenProjection, happenedTo } from '../support/given-projection.ts';
import { admitted, enrolled, registered, released } from '../support/person-facts.ts';

const MALIKA = idOf('a');
const heard = (stream: string, fact: Fact, unit = '*') =>
  happenedTo(MALIKA, fact, { stream: `${stream}-${MALIKA}`, actor: { unit } });
const nowhere = heard('beneficiary', registered({ residence: undefined }), 'MA-BOD');
const inside = heard('custody', admitted());

describe('a person is in reach', () => {
  const reach = (...codes: string[]) => ({ [MALIKA]: { _: { reach: codes } } });

  it('of the unit that registered the person, where nothing else is known', () =>
    givenProjection(people, nowhere).thenAmongOthers(reach('MA-BOD')));

  it('of no unit in particular, where somebody without one registered the person', () =>
    givenProjection(people, heard('beneficiary', registered({ residence: undefined }))).thenAmongOthers(reach()));

  it('of the establishment alone while it holds the person', () =>
    givenProjection(people, nowhere, inside).thenAmongOthers(reach('MA-LAA')));

  it('of those who knew the person last, when a release told no residence and there is no case', () =>
    givenProjection(people, nowhere, inside, heard('custody', released())).thenAmongOthers(reach('MA-LAA', 'MA-BOD')));

  it('of the residence alone, once that is known', () =>
    givenProjection(
      people,
      nowhere,
      inside,
      heard('custody', released()),
      heard('beneficiary', ResidenceChanged({ province: 'MA-TIZ', since: '2026-02-12' })),
    ).thenAmongOthers(reach('MA-TIZ')));
});

it('the revision of each part is kept, for whoever changes it', () =>
  givenProjection(people, nowhere, inside, heard('custody', released()), heard('case', enrolled())).thenAmongOthers({
    [MALIKA]: { _: { revisions: { beneficiary: 0, custody: 1, case: 0 } } },
  }));

it('a death calls off the follow-ups', () => {
  const handedOver = CaseHandedOver({
    releaseId: idOf('e'),
    centre: 'CAR-AGA',
    releasedOn: '2026-02-12',
    contactDueOn: '2026-02-19',
    followUps: [],
  });
  const followed = [nowhere, inside, heard('case', enrolled()), heard('case', handedOver)];
  givenProjection(people, ...followed).thenAmongOthers({
    [MALIKA]: { case: { afterRelease: { contactDueOn: '2026-02-19' } } },
  });
  givenProjection(people, ...followed, heard('beneficiary', DeathRecorded({ diedOn: '2026-02-14' }))).thenAmongOthers({
    [MALIKA]: { case: expect.not.objectContaining({ afterRelease: expect.anything() as unknown }) as object },
  });
});

it('a project sent back for revision shows no step: all are taken anew', () => {
  const id = idOf('b');
  const proposed = ProjectProposed({
    beneficiaryId: MALIKA,
    trade: 'sewing',
    title: 'Couture',
    province: 'MA-LAA',
    budgetCentimes: 100,
    funding: [{ source: 'agreement', amountCentimes: 100 }],
  });
  const submitted = [
    happenedTo(id, proposed),
    happenedTo(id, ProjectSubmitted({ agreementId: idOf('c') })),
    happenedTo(id, StepApproved({ step: 'centre', decidedOn: '2026-03-01' })),
  ];
  givenProjection(projects, ...submitted).thenAmongOthers({ [id]: { steps: [{ step: 'centre' }] } });
  givenProjection(projects, ...submitted, happenedTo(id, RevisionRequested({ because: 'Devis' }))).thenAmongOthers({
    [id]: { status: 'draft', steps: [], returnedBecause: 'Devis' },
  });
});
