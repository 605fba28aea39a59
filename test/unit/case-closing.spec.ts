import {
  agreement,
  approveClosure,
  beneficiary,
  CaseClosed,
  caseFile,
  CaseReopened,
  ClosureRequested,
  custody,
  DeathRecorded,
  FundsCommitted,
  FundsReleased,
  FundsReserved,
  noteProjectMoney,
  ProjectMoneyNoted,
  reopenCase,
  requestClosure,
  submitDiagnosis,
  WishRecorded,
  writeNote,
} from '#libs/casework';
import { after, by, given } from '../support/given-when-then.ts';
import { AGREEMENT, idOf, signed } from '../support/agreement-facts.ts';
import { admitted, enrolled, registered, released } from '../support/person-facts.ts';

const alive = after(beneficiary, registered());
const dead = after(beneficiary, registered(), DeathRecorded({ diedOn: '2026-04-01' }));
const inside = { beneficiary: alive, custody: after(custody, admitted()) };
const outside = { beneficiary: alive, custody: after(custody, admitted(), released()) };
const because = 'La personne a ouvert son atelier';
const open = given(caseFile, enrolled());
const money = { projectId: idOf('b'), agreementId: AGREEMENT };

describe('closing: one asks with an outcome and a reason, another approves', () => {
  const asked = by('amina', ClosureRequested({ outcome: 'autonomous', because }));
  const nadia = { actor: { id: 'nadia', role: 'centre-manager' } };
  const waiting = given(caseFile, enrolled(), asked);

  it('asks once', () => {
    open
      .when(requestClosure, { outcome: 'autonomous', because })
      .then(ClosureRequested({ outcome: 'autonomous', because }));
    waiting.when(requestClosure, { outcome: 'moved', because }).thenRefused('case.closure-already-requested');
  });

  it('closes with the outcome that was asked for', () =>
    waiting
      .when(approveClosure, { closedOn: '2026-05-30' }, nadia)
      .then(CaseClosed({ closedOn: '2026-05-30', outcome: 'autonomous' })));

  it('refuses to close what nobody asked to close', () =>
    open.when(approveClosure, { closedOn: '2026-05-30' }, nadia).thenRefused('case.closure-not-requested'));

  it('refuses that one person asks and approves', () =>
    waiting
      .when(approveClosure, { closedOn: '2026-05-30' }, { actor: { id: 'amina', role: 'centre-manager' } })
      .thenRefused('case.same-person-requests-and-approves'));

  it.each([
    ['tomorrow', '2026-06-02', 'case.closed-in-future'],
    ['before the enrolment', '2025-01-31', 'case.closed-before-enrolment'],
  ])('refuses to close %s', (_title, closedOn, code) =>
    waiting.when(approveClosure, { closedOn }, nadia).thenRefused(code),
  );

  it('refuses while a project of the person has money open, until that is settled', () => {
    const held = ProjectMoneyNoted({ ...money, isOpen: true });
    const settled = ProjectMoneyNoted({ ...money, isOpen: false });
    given(caseFile, enrolled(), held, asked)
      .when(approveClosure, { closedOn: '2026-05-30' }, nadia)
      .thenRefused('case.project-money-open');
    given(caseFile, enrolled(), held, asked, settled)
      .when(approveClosure, { closedOn: '2026-05-30' }, nadia)
      .then(CaseClosed({ closedOn: '2026-05-30', outcome: 'autonomous' }));
  });

  it('stays open while one of two agreements holds money for a project', () => {
    const byAnother = ProjectMoneyNoted({ ...money, agreementId: idOf('d'), isOpen: true });
    const settled = ProjectMoneyNoted({ ...money, isOpen: false });
    given(caseFile, enrolled(), ProjectMoneyNoted({ ...money, isOpen: true }), byAnother, asked, settled)
      .when(approveClosure, { closedOn: '2026-05-30' }, nadia)
      .thenRefused('case.project-money-open');
  });

  const closed = given(caseFile, enrolled(), asked, CaseClosed({ closedOn: '2026-05-30', outcome: 'autonomous' }));

  it('takes no more work', () => {
    closed.when(writeNote, { text: 'Appelée' }).thenRefused('case.not-open');
    closed.when(submitDiagnosis, { summary: 'Nouveau' }).thenRefused('case.not-open');
    closed.when(approveClosure, { closedOn: '2026-05-30' }, nadia).thenRefused('case.not-open');
    given(caseFile).when(writeNote, { text: 'Appelée' }).thenRefused('case.not-enrolled');
  });

  it('reopens in the phase that the custody says, with what was known before', () => {
    closed.when(reopenCase, { because }, outside).then(CaseReopened({ because, phase: 'released' }));
    closed.when(reopenCase, { because }, inside).then(CaseReopened({ because, phase: 'detention' }));
    const reopened = after(
      caseFile,
      enrolled(),
      WishRecorded({ trade: 'sewing', rank: 1 }),
      asked,
      CaseClosed({ closedOn: '2026-05-30', outcome: 'autonomous' }),
      CaseReopened({ because, phase: 'released' }),
    );
    expect(reopened).toMatchObject({ status: 'open', phase: 'released', wishes: { sewing: 1 } });
    expect(reopened).not.toHaveProperty('closure');
  });

  it('reopens neither an open case, nor one never begun, nor that of someone who died', () => {
    open.when(reopenCase, { because }, outside).thenRefused('case.not-closed');
    given(caseFile).when(reopenCase, { because }, outside).thenRefused('case.not-enrolled');
    closed.when(reopenCase, { because }, { ...outside, beneficiary: dead }).thenRefused('beneficiary.deceased');
  });
});

describe('a case knows which money agreements hold for it', () => {
  const { projectId } = money;
  const reserved = FundsReserved({ projectId, amountCentimes: 100, province: 'MA-LAA' });
  const committed = (amountCentimes: number) =>
    FundsCommitted({ projectId, amountCentimes, shortCentimes: 100 - amountCentimes });
  const released = FundsReleased({ projectId, amountCentimes: 100, because });
  const knowing = (isOpen: boolean) => given(caseFile, enrolled(), ProjectMoneyNoted({ ...money, isOpen }));

  it.each([
    ['is reserved', [reserved]],
    ['is committed in part', [reserved, committed(40)]],
  ])('notes once that money %s', (_title, facts) => {
    const held = { agreement: after(agreement, signed(), ...facts) };
    open.when(noteProjectMoney, money, held).then(ProjectMoneyNoted({ ...money, isOpen: true }));
    knowing(true).when(noteProjectMoney, money, held).thenNothing();
  });

  it.each([
    ['is committed in full', [reserved, committed(100)]],
    ['is free again', [reserved, released]],
  ])('notes once that money %s', (_title, facts) => {
    const settled = { agreement: after(agreement, signed(), ...facts) };
    knowing(true)
      .when(noteProjectMoney, money, settled)
      .then(ProjectMoneyNoted({ ...money, isOpen: false }));
    open.when(noteProjectMoney, money, settled).thenNothing();
  });
});
