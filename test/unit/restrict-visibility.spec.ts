import {
  beneficiary,
  BeneficiaryRegistered,
  DeathRecorded,
  isKeptFrom,
  liftRestriction,
  openRestrictedFile,
  RestrictedFileOpened,
  RestrictionLifted,
  restrictVisibility,
  VisibilityRestricted,
} from '#libs/casework';
import { people } from '#libs/projections';
import { documentsOf, happenedTo } from '../support/given-projection.ts';
import { after, by, given } from '../support/given-when-then.ts';
import { registered } from '../support/person-facts.ts';

const restricted = VisibilityRestricted({ reason: 'Her husband works here.', until: '2026-08-31', units: ['CAR-AGA'] });
const opened = RestrictedFileOpened({ reason: 'She is at the door.', until: '2026-06-01T12:00:00.000Z' });
const manager = { id: 'brahim', role: 'centre-manager', unit: 'MA-LAA' };

describe('Restricting who sees a person', () => {
  const fields = { reason: 'Her husband works here.', until: '2026-08-31', units: ['CAR-AGA'] };

  it('names the units that still see her, and the last day', () =>
    given(beneficiary, registered()).when(restrictVisibility, fields).then(restricted));

  it('needs someone who is registered', () =>
    given(beneficiary).when(restrictVisibility, fields).thenRefused('beneficiary.not-registered'));

  it('is possible for someone who died', () =>
    given(beneficiary, registered(), DeathRecorded({ diedOn: '2026-05-01' }))
      .when(restrictVisibility, fields)
      .then(restricted));

  it('may end today, and not before', () => {
    const until = (day: string) => given(beneficiary, registered()).when(restrictVisibility, { ...fields, until: day });
    until('2026-06-01').then(VisibilityRestricted({ ...fields, until: '2026-06-01' }));
    until('2026-05-31').thenRefused('beneficiary.restriction-in-past');
  });

  it('is said anew for other units or another day, not for the same', () => {
    const again = given(beneficiary, registered(), restricted);
    again.when(restrictVisibility, fields).thenRefused('beneficiary.nothing-changes');
    const longer = { ...fields, until: '2026-12-31' };
    again.when(restrictVisibility, longer).then(VisibilityRestricted(longer));
    const wider = { ...fields, units: ['CAR-AGA', 'MA-LAA'] };
    again.when(restrictVisibility, wider).then(VisibilityRestricted(wider));
  });

  it('is lifted with a reason, while it lasts', () => {
    const because = 'They are divorced.';
    given(beneficiary, registered(), restricted)
      .when(liftRestriction, { because })
      .then(RestrictionLifted({ because }));
    given(beneficiary, registered()).when(liftRestriction, { because }).thenRefused('beneficiary.not-restricted');
    given(beneficiary, registered(), restricted)
      .when(liftRestriction, { because }, { today: '2026-09-01' })
      .thenRefused('beneficiary.not-restricted');
    given(beneficiary, registered(), restricted, RestrictionLifted({ because }))
      .when(liftRestriction, { because })
      .thenRefused('beneficiary.not-restricted');
  });

  it('is the protection officer’s alone', () => {
    expect(restrictVisibility.sentBy).toEqual(['data-protection-officer']);
    expect(liftRestriction.sentBy).toEqual(['data-protection-officer']);
  });
});

describe('Opening a restricted file', () => {
  const reason = 'She is at the door.';
  const at = { actor: manager, now: '2026-06-01T09:00:00.000Z' };

  it('holds for three hours', () =>
    given(beneficiary, registered(), restricted).when(openRestrictedFile, { reason }, at).then(opened));

  it('is for a file that is kept from the sender', () => {
    given(beneficiary, registered()).when(openRestrictedFile, { reason }, at).thenRefused('beneficiary.not-restricted');
    given(beneficiary, registered(), restricted)
      .when(openRestrictedFile, { reason }, { ...at, actor: { ...manager, unit: 'CAR-AGA' } })
      .thenRefused('beneficiary.file-already-open');
  });

  it('is done again when the three hours are over, not before', () => {
    const once = given(beneficiary, registered(), restricted, by('brahim', opened));
    once
      .when(openRestrictedFile, { reason }, { ...at, now: '2026-06-01T11:59:59.999Z' })
      .thenRefused('beneficiary.file-already-open');
    once
      .when(openRestrictedFile, { reason }, { ...at, now: '2026-06-01T12:00:00.000Z' })
      .then(RestrictedFileOpened({ reason, until: '2026-06-01T15:00:00.000Z' }));
  });

  it('is for those who answer for the work of others', () =>
    expect(openRestrictedFile.sentBy).toEqual(['centre-manager', 'regional-coordinator']));
});

describe('A restricted file', () => {
  const restrictionOf = (...facts: Parameters<typeof after>[1][]) => {
    const state = after(beneficiary, registered(), ...facts);
    return state.status === 'none' ? undefined : state.restriction;
  };
  const isKept = (who: object, restriction = restrictionOf(restricted), now = '2026-06-01T09:00:00.000Z') =>
    isKeptFrom(restriction, { id: 'amina', role: 'social-worker', unit: 'MA-LAA', ...who }, now.slice(0, 10), now);

  it.each([
    [{ unit: 'MA-LAA' }, true],
    [{ unit: '*' }, true],
    [{ unit: 'MA-09' }, true],
    [{ unit: 'CAR-AGA' }, false],
    [{ role: 'data-steward', unit: '*' }, true],
    [{ role: 'auditor', unit: 'MA-LAA' }, false],
    [{ role: 'data-protection-officer', unit: 'MA-LAA' }, false],
    [{ role: 'general-coordinator', unit: '*' }, false],
    [{ role: 'process', unit: '*' }, false],
  ])('is kept from %o: %s', (who, kept) => expect(isKept(who)).toBe(kept));

  it('is kept until the last day is over', () => {
    expect(isKept({}, restrictionOf(restricted), '2026-08-31T20:00:00.000Z')).toBe(true);
    expect(isKept({}, restrictionOf(restricted), '2026-09-01T09:00:00.000Z')).toBe(false);
  });

  it('is open to who opened it, until the three hours are over or the restriction is said anew', () => {
    const open = restrictionOf(restricted, by('brahim', opened));
    expect(isKept(manager, open, '2026-06-01T11:59:59.999Z')).toBe(false);
    expect(isKept(manager, open, '2026-06-01T12:00:00.000Z')).toBe(true);
    expect(isKept({ id: 'amina' }, open)).toBe(true);
    expect(isKept(manager, restrictionOf(restricted, by('brahim', opened), restricted))).toBe(true);
  });

  it('says so in its document, and who opened it only where nobody is told', () => {
    const id = '7f0c7c1e-4a57-4a57-9a55-0d0c4a1f7e11';
    const facts = [registered(), restricted].map((fact) =>
      happenedTo(id, fact as ReturnType<typeof BeneficiaryRegistered>),
    );
    const opening = happenedTo(id, opened, { actor: manager });
    expect(documentsOf(people, ...facts, opening)).toMatchObject({
      [id]: {
        beneficiary: { restriction: { until: '2026-08-31', units: ['CAR-AGA'] } },
        _: { openings: [{ actorId: 'brahim', until: '2026-06-01T12:00:00.000Z' }] },
      },
    });
    const lifted = documentsOf(people, ...facts, opening, happenedTo(id, RestrictionLifted({ because: 'Over.' })));
    expect(JSON.stringify(lifted)).not.toMatch(/restriction|openings/);
  });
});
