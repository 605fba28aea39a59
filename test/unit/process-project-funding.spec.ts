import {
  commitFunds,
  FundsCommitted,
  FundsReleased,
  FundsReserved,
  InstalmentReceived,
  noteProjectMoney,
  ProjectApproved,
  ProjectRejected,
  ProjectRevised,
  ProjectWithdrawn,
  refuseFunding,
  releaseFunds,
  reserveFunds,
  RevisionRequested,
} from '#libs/casework';
import { projectFunding, projectMoneyOnCase, send } from '#libs/processes';
import { AGREEMENT, idOf, proposed, submitted } from '../support/agreement-facts.ts';
import { givenProcess, occurredTo } from '../support/given-process.ts';

const P = idOf(1);
const Q = idOf(2);
const because = 'Départ';
const proposal = occurredTo(P, proposed());
const submission = occurredTo(P, submitted());
const reserve = (amountCentimes: number) =>
  send(reserveFunds, AGREEMENT, { projectId: P, amountCentimes, province: 'MA-LAA' });
const committed = (projectId: string, shortCentimes: number) =>
  occurredTo(AGREEMENT, FundsCommitted({ projectId, amountCentimes: 1, shortCentimes }));
const instalment = occurredTo(
  AGREEMENT,
  InstalmentReceived({ number: 2, receivedOn: '2026-03-01', amountCentimes: 5, reference: 'VIR-2' }),
);

describe('project funding', () => {
  it('reserves the agreement’s part of a submitted project', () =>
    givenProcess(projectFunding, proposal).when(submission).then(reserve(3_500_000)));

  it('reserves the part as it was revised', () => {
    const funding = [
      { source: 'agreement' as const, amountCentimes: 2_000_000 },
      { source: 'own' as const, amountCentimes: 1_500_000 },
    ];
    const revision = occurredTo(P, ProjectRevised({ funding, because }));
    givenProcess(projectFunding, proposal, revision).when(submission).then(reserve(2_000_000));
  });

  it('returns the project to draft with the agreement’s reason when that refuses', () =>
    givenProcess(projectFunding, proposal)
      .when(submission)
      .refusedWith('agreement.envelope-exceeded')
      .then(send(refuseFunding, P, { agreementId: AGREEMENT, because: 'agreement.envelope-exceeded' })));

  it('commits the money of an approved project', () =>
    givenProcess(projectFunding, proposal, submission)
      .when(occurredTo(P, ProjectApproved({ decidedOn: '2026-03-10' })))
      .then(send(commitFunds, AGREEMENT, { projectId: P })));

  it.each([RevisionRequested({ because }), ProjectRejected({ because }), ProjectWithdrawn({ because })])(
    'frees the money after $type',
    (fact) =>
      givenProcess(projectFunding, proposal, submission)
        .when(occurredTo(P, fact))
        .then(send(releaseFunds, AGREEMENT, { projectId: P, because: fact.type })),
  );

  it('has nothing to free for a draft that is withdrawn', () =>
    givenProcess(projectFunding, proposal)
      .when(occurredTo(P, ProjectWithdrawn({ because })))
      .thenNothing());

  it('commits what is short when the next instalment arrives', () =>
    givenProcess(projectFunding, committed(P, 10), committed(Q, 20))
      .when(instalment)
      .then(send(commitFunds, AGREEMENT, { projectId: P }), send(commitFunds, AGREEMENT, { projectId: Q })));

  it('has nothing to commit for projects that are paid in full', () =>
    givenProcess(projectFunding, committed(P, 10), committed(Q, 0), committed(P, 0)).when(instalment).thenNothing());
});

describe('a case with money for a project stays open', () => {
  const subjects = [idOf('a')];

  it.each([
    FundsReserved({ projectId: P, amountCentimes: 1, province: 'MA-LAA' }),
    FundsCommitted({ projectId: P, amountCentimes: 1, shortCentimes: 0 }),
    FundsReleased({ projectId: P, amountCentimes: 1, because }),
  ])('looks at the agreement anew after $type', (fact) =>
    givenProcess(projectMoneyOnCase)
      .when(occurredTo(AGREEMENT, fact, { subjects }))
      .then(send(noteProjectMoney, idOf('a'), { projectId: P, agreementId: AGREEMENT })),
  );
});
