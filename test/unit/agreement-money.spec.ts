import {
  agreement,
  AgreementClosed,
  closeAgreement,
  commitFunds,
  fold,
  FundsCommitted,
  FundsReleased,
  FundsReserved,
  InstalmentReceived,
  project,
  ProjectApproved,
  ProjectWithdrawn,
  releaseFunds,
  reserveFunds,
  RevisionRequested,
} from '#libs/casework';
import * as fc from 'fast-check';
import { AGREEMENT, idOf, proposed, signed, submitted } from '../support/agreement-facts.ts';
import { after, by, given } from '../support/given-when-then.ts';

const P = idOf(1);
const Q = idOf(2);
const R = idOf(3);
const part = { projectId: P, amountCentimes: 3_500_000, province: 'MA-LAA' };
const asked = (amountCentimes = 3_500_000) => ({
  id: AGREEMENT,
  project: after(project, proposed(amountCentimes), submitted()),
});
const approved = {
  id: AGREEMENT,
  project: after(project, proposed(), submitted(), ProjectApproved({ decidedOn: '2026-03-10' })),
};
const reserved = (projectId: string, amountCentimes = 3_500_000) =>
  FundsReserved({ projectId, amountCentimes, province: 'MA-LAA' });
const committed = (projectId: string, amountCentimes: number, shortCentimes = 0) =>
  FundsCommitted({ projectId, amountCentimes, shortCentimes });
const instalment = (number: number, amountCentimes: number) =>
  InstalmentReceived({ number, receivedOn: '2026-03-01', amountCentimes, reference: `VIR-${number}` });

describe('reserve-funds: a submitted project takes its part of the envelope', () => {
  it('sets the part aside', () => given(agreement, signed()).when(reserveFunds, part, asked()).then(reserved(P)));

  it('gives the last 35,000 MAD to one project', () =>
    given(agreement, signed({ envelopeCentimes: 7_000_000 }), reserved(Q))
      .when(reserveFunds, part, asked())
      .then(reserved(P)));

  it('refuses what reserved and committed money together leave no room for', () =>
    given(agreement, signed(), instalment(1, 3_500_000), reserved(Q), committed(Q, 3_500_000), reserved(R))
      .when(reserveFunds, part, asked())
      .thenRefused('agreement.envelope-exceeded'));

  it('refuses more than the cap per project', () =>
    given(agreement, signed({ perProjectCapCentimes: 3_000_000 }))
      .when(reserveFunds, part, asked())
      .thenRefused('agreement.cap-exceeded'));

  it('refuses a province the agreement does not cover', () =>
    given(agreement, signed({ provinces: ['MA-TIZ'] }))
      .when(reserveFunds, part, asked())
      .thenRefused('agreement.province-not-covered'));

  it.each(['2026-01-09', '2027-01-01'])('refuses outside the validity, on %s', (today) =>
    given(agreement, signed())
      .when(reserveFunds, part, { ...asked(), today })
      .thenRefused('agreement.not-valid-today'),
  );

  it('refuses an agreement that is closed', () =>
    given(agreement, signed(), AgreementClosed({ closedOn: '2026-05-01', because: 'fin' }))
      .when(reserveFunds, part, asked())
      .thenRefused('agreement.closed'));

  it('asked twice for one submission, sets it aside once', () =>
    given(agreement, signed(), reserved(P)).when(reserveFunds, part, asked()).thenNothing());

  it('replaces the part of a project that was submitted again with another amount', () =>
    given(agreement, signed({ envelopeCentimes: 4_000_000 }), reserved(P, 3_000_000))
      .when(reserveFunds, part, asked())
      .then(FundsReleased({ projectId: P, amountCentimes: 3_000_000, because: 'resubmitted' }), reserved(P)));

  it('reserves nothing for a submission that is no more', () => {
    const gone = after(project, proposed(), submitted(), RevisionRequested({ because: 'devis' }));
    given(agreement, signed()).when(reserveFunds, part, { id: AGREEMENT, project: gone }).thenNothing();
  });
});

describe('commit-funds: approval commits what was reserved, as far as instalments have come in', () => {
  it('commits all of it when the instalments suffice', () =>
    given(agreement, signed(), instalment(1, 5_000_000), reserved(P))
      .when(commitFunds, { projectId: P }, approved)
      .then(committed(P, 3_500_000)));

  it('commits what has come in and says what is short', () =>
    given(agreement, signed(), instalment(1, 2_000_000), reserved(P))
      .when(commitFunds, { projectId: P }, approved)
      .then(committed(P, 2_000_000, 1_500_000)));

  it('says so when nothing has come in, and only once', () => {
    given(agreement, signed(), reserved(P))
      .when(commitFunds, { projectId: P }, approved)
      .then(committed(P, 0, 3_500_000));
    given(agreement, signed(), reserved(P), committed(P, 0, 3_500_000))
      .when(commitFunds, { projectId: P }, approved)
      .thenNothing();
  });

  it('commits the rest when the next instalment arrives', () =>
    given(agreement, signed(), reserved(P), committed(P, 0, 3_500_000), instalment(1, 3_500_000))
      .when(commitFunds, { projectId: P }, approved)
      .then(committed(P, 3_500_000)));

  it('leaves an instalment to those who wait for it longer', () =>
    given(agreement, signed(), reserved(P), reserved(Q), committed(P, 0, 3_500_000), instalment(1, 4_000_000))
      .when(commitFunds, { projectId: Q }, approved)
      .then(committed(Q, 500_000, 3_000_000)));

  it('refuses a project without reservation', () =>
    given(agreement, signed()).when(commitFunds, { projectId: P }, approved).thenRefused('agreement.not-reserved'));

  it('refuses to commit the same money twice', () =>
    given(agreement, signed(), instalment(1, 9_000_000), reserved(P), committed(P, 3_500_000))
      .when(commitFunds, { projectId: P }, approved)
      .thenRefused('agreement.already-committed'));

  it('commits nothing for a project that is under decision or given up', () => {
    const withdrawn = after(project, proposed(), submitted(), ProjectWithdrawn({ because: 'départ' }));
    for (const standing of [asked(), { id: AGREEMENT, project: withdrawn }])
      given(agreement, signed(), instalment(1, 5_000_000), reserved(P))
        .when(commitFunds, { projectId: P }, standing)
        .thenNothing();
  });
});

describe('release-funds: a project gives back what was reserved for it', () => {
  const withdrawn = after(project, proposed(), submitted(), ProjectWithdrawn({ because: 'départ' }));

  it('frees the reservation', () =>
    given(agreement, signed(), reserved(P))
      .when(releaseFunds, { projectId: P, because: 'ProjectWithdrawn' }, { id: AGREEMENT, project: withdrawn })
      .then(FundsReleased({ projectId: P, amountCentimes: 3_500_000, because: 'ProjectWithdrawn' })));

  it('refuses where nothing is reserved', () =>
    given(agreement, signed())
      .when(releaseFunds, { projectId: P, because: 'ProjectWithdrawn' }, { id: AGREEMENT, project: withdrawn })
      .thenRefused('agreement.nothing-to-release'));

  it('keeps the money of a project that was submitted again before it was freed', () =>
    given(agreement, signed(), reserved(P))
      .when(releaseFunds, { projectId: P, because: 'RevisionRequested' }, asked())
      .thenNothing());
});

describe('close-agreement', () => {
  it('refuses while money is reserved for an undecided project', () =>
    given(agreement, signed(), reserved(P))
      .when(closeAgreement, { closedOn: '2026-05-01', because: 'fin' })
      .thenRefused('agreement.money-open'));

  it('refuses a day in the future', () =>
    given(agreement, signed())
      .when(closeAgreement, { closedOn: '2026-06-02', because: 'fin' })
      .thenRefused('agreement.closed-in-future'));

  it('closes an agreement whose projects are settled', () =>
    given(agreement, signed(), instalment(1, 9_000_000), reserved(P), committed(P, 3_500_000))
      .when(closeAgreement, { closedOn: '2026-05-01', because: 'fin' })
      .then(AgreementClosed({ closedOn: '2026-05-01', because: 'fin' })));
});

it('never promises more than the envelope nor commits more than was received, in whatever order commands come', () => {
  const command = fc.record({
    what: fc.constantFrom('reserve', 'commit', 'release', 'instalment'),
    who: fc.integer({ min: 1, max: 6 }),
    amount: fc.integer({ min: 1, max: 4_000_000 }),
  });
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
      const facts = [by('general', signed())];
      for (const [n, { what, who, amount }] of commands.entries()) {
        const state = fold(agreement, facts);
        if (state.status !== 'signed') throw new Error('It stays open.');
        const context = { id: AGREEMENT, today: '2026-06-01', actor: { id: 'p', role: 'process', unit: '*' } };
        const projectId = idOf(who);
        const fields = { projectId, amountCentimes: amount, province: 'MA-LAA', because: 'x' };
        const [declaration, standing] = {
          reserve: [reserveFunds, asked(amount).project] as const,
          commit: [commitFunds, approved.project] as const,
          release: [releaseFunds, after(project)] as const,
          instalment: [undefined, after(project)] as const,
        }[what];
        try {
          const stated = declaration
            ? [declaration.decide(state, fields as never, { ...context, project: standing } as never)].flat()
            : [instalment(n, amount)];
          facts.push(...(stated.map((fact) => by('process', fact)) as typeof facts));
        } catch (error) {
          expect((error as Error).name).toBe('Refused');
        }
        const now = fold(agreement, facts);
        if (now.status !== 'signed') throw new Error('It stays open.');
        const held = Object.values(now.projects);
        expect(now.reservedCentimes + now.committedCentimes).toBeLessThanOrEqual(now.envelopeCentimes);
        expect(now.committedCentimes).toBeLessThanOrEqual(now.receivedCentimes);
        expect(held.reduce((sum, each) => sum + each.reservedCentimes, 0)).toBe(now.reservedCentimes);
        expect(held.every((each) => each.reservedCentimes >= 0)).toBe(true);
      }
    }),
  );
});
