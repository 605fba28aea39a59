import {
  addIdentifier,
  agreeLifePlan,
  type AnyCommandDeclaration,
  beneficiaryCommands,
  caseCommands,
  custodyCommands,
  enrolInmate,
  handOverCase,
  recordAdmission,
  recordRelease,
  recordSkill,
  recordWish,
  registerBeneficiary,
  writeNote,
} from '#libs/casework';
import { isRole } from '#libs/reference';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import 'reflect-metadata';

/** Paths of the fields at fault, each with the checks it failed. */
async function faults({ command }: AnyCommandDeclaration, body: object): Promise<Record<string, string[]>> {
  const errors = await validate(plainToInstance(command, body), { whitelist: true, forbidNonWhitelisted: true });
  return Object.fromEntries(errors.flatMap((error) => flat(error, '')));
}

function flat({ property, constraints, children = [] }: ValidationError, above: string): [string, string[]][] {
  const path = above ? `${above}.${property}` : property;
  const own: [string, string[]][] = constraints ? [[path, Object.keys(constraints)]] : [];
  return [...own, ...children.flatMap((child) => flat(child, path))];
}

const woman = {
  name: { arabic: { given: 'مليكة', family: 'أوبلا' }, latin: { given: 'Malika', family: 'Oubella' } },
  sex: 'female',
  birthDate: '1990-03-21',
};

describe('the fields of a person’s commands', () => {
  it('take a person with everything that is known', async () =>
    expect(
      await faults(registerBeneficiary, {
        ...woman,
        nationality: 'MA',
        residence: { province: 'MA-LAA', commune: 'El Marsa' },
        identifiers: [{ type: 'cin', value: 'jf 444194' }],
        guardian: { name: 'Fatma', relation: 'mère', phone: '+212 6 12 34 56 78' },
        placingCourt: 'TPI Laâyoune',
        phone: '0612345678',
      }),
    ).toEqual({}));

  it('name every field at fault, at its path', async () =>
    expect(
      Object.keys(
        await faults(registerBeneficiary, {
          name: { latin: { given: 'Malika' } },
          sex: 'f',
          birthDate: '2026-02-30',
          birthYear: 1990.5,
          nationality: 'Maroc',
          residence: { province: 'MA-XXX' },
          identifiers: [{ type: 'ecrou', value: '' }],
          guardian: { name: 'Fatma', relation: '  ', phone: 'call me' },
        }),
      ),
    ).toEqual([
      'name.latin.family',
      'sex',
      'birthDate',
      'birthYear',
      'nationality',
      'residence.province',
      'identifiers.0.type',
      'identifiers.0.value',
      'guardian.relation',
      'guardian.phone',
    ]));

  it.each(['Mali\u202eka', 'Mali\u2066ka', 'Mali\u0000ka'])(
    'refuse text that hides control characters',
    async (given) =>
      expect(await faults(registerBeneficiary, { ...woman, name: { latin: { given, family: 'Oubella' } } })).toEqual({
        'name.latin.given': ['noBidiControls'],
      }),
  );

  it.each([
    [{ ...woman, offence: 'x' }, 'offence'],
    [{ ...woman, name: { ...woman.name, nickname: 'x' } }, 'name.nickname'],
  ])('refuse a field that nobody asked for: an offence is never recorded', async (body, path) =>
    expect(Object.keys(await faults(registerBeneficiary, body))).toEqual([path]),
  );

  it.each([
    [addIdentifier, { type: 'cin', value: 'x'.repeat(41) }, ['value']],
    [
      recordAdmission,
      { kind: 'hotel', admittedOn: '1/2/2026', legalStatus: 'free' },
      ['kind', 'admittedOn', 'legalStatus'],
    ],
    [
      recordAdmission,
      { kind: 'prison', establishment: 'ALCATRAZ', admittedOn: '2026-01-01', legalStatus: 'remand' },
      ['establishment'],
    ],
    [recordRelease, { releasedOn: '2026-01-01', reason: 'escape', residence: 'MA-LAA' }, ['reason', 'residence']],
    [enrolInmate, { centre: 'MA-LAA', enrolledOn: '2026-01-01', agreedOn: '2026-01-01' }, ['centre']],
    [recordSkill, { trade: 'wizardry', level: 'some' }, ['trade']],
    [recordWish, { trade: 'sewing', rank: 4 }, ['rank']],
    [agreeLifePlan, { goals: [], agreedOn: '2026-01-01' }, ['goals']],
    [agreeLifePlan, { goals: [{ goalId: '1', kind: 'job', text: 'x' }], agreedOn: '2026-01-01' }, ['goals.0.goalId']],
    [writeNote, { text: 'x'.repeat(4001) }, ['text']],
    [
      handOverCase,
      {
        releaseId: '00000000-0000-4000-8000-0000000000e1',
        centre: 'CAR-AGA',
        releasedOn: '2026-01-01',
        contactDueOn: '2026-01-08',
        followUps: ['2026-13-01'],
      },
      ['followUps'],
    ],
  ] as [AnyCommandDeclaration, object, string[]][])('of $name refuse %j', async (declaration, body, paths) =>
    expect(Object.keys(await faults(declaration, body))).toEqual(paths),
  );
});

describe('who sends what', () => {
  const declarations: readonly AnyCommandDeclaration[] = [...beneficiaryCommands, ...custodyCommands, ...caseCommands];
  const worker = ['social-worker', 'centre-manager'];
  const all = ['prison-officer', ...worker];
  const table: Record<string, string[]> = {
    'register-beneficiary': all,
    'correct-identity': ['data-steward'],
    'add-identifier': [...all, 'data-steward'],
    'retire-identifier': ['data-steward'],
    'change-residence': [...worker, 'process'],
    'record-death': ['data-steward'],
    'restrict-visibility': ['data-protection-officer'],
    'lift-restriction': ['data-protection-officer'],
    'open-restricted-file': ['centre-manager', 'regional-coordinator'],
    'record-admission': ['prison-officer'],
    'change-legal-status': ['prison-officer'],
    'record-transfer': ['prison-officer'],
    'set-expected-release': ['prison-officer'],
    'record-release': ['prison-officer'],
    'correct-release': ['data-steward'],
    'void-release': ['data-steward'],
    'enrol-inmate': all,
    'assign-worker': ['centre-manager'],
    'record-skill': all,
    'record-wish': all,
    'record-obstacle': all,
    'submit-diagnosis': all,
    'conclude-inquiry': worker,
    'agree-life-plan': worker,
    'write-note': worker,
    'request-closure': worker,
    'approve-closure': ['centre-manager'],
    'reopen-case': ['centre-manager', 'regional-coordinator'],
  };

  it.each(Object.entries(table))('%s: %j', (name, senders) => {
    const declaration = declarations.find((declared) => declared.name === name);
    expect([...(declaration?.sentBy ?? [])].sort()).toEqual([...senders].sort());
  });

  it('leaves nothing out, and names roles that exist', () => {
    const people = declarations.filter(({ sentBy }) => sentBy.some((role) => role !== 'process'));
    expect(people.map(({ name }) => name).sort()).toEqual(Object.keys(table).sort());
    expect(declarations.flatMap(({ sentBy }) => sentBy).filter((role) => !isRole(role))).toEqual([]);
  });
});

describe('what is personal', () => {
  const personalOf = (folder: readonly AnyCommandDeclaration[], type: string) =>
    folder[0]?.aggregate.events.find((event) => event.type === type)?.personal;

  it('is marked in the events', () => {
    expect(personalOf(beneficiaryCommands, 'BeneficiaryRegistered')).toEqual([
      'name',
      'birthDate',
      'birthYear',
      'residence.commune',
      'identifiers[].value',
      'guardian',
      'placingCourt',
      'phone',
    ]);
    expect(personalOf(custodyCommands, 'AdmissionRecorded')).toEqual(['registerNumber']);
    expect(personalOf(custodyCommands, 'ReleaseRecorded')).toEqual(['residence.commune']);
    expect(personalOf(caseCommands, 'ObstacleRecorded')).toEqual(['kind', 'note']);
    expect(personalOf(caseCommands, 'LifePlanAgreed')).toEqual(['goals[].text']);
  });
});
