import * as casework from '#libs/casework';
import {
  eventSentences,
  eventText,
  fieldLabel,
  fieldValueText,
  type Language,
  LANGUAGES,
  paramsOf,
} from '#libs/language';
import fc from 'fast-check';
import { formsOf, pluralForms } from '../support/icu-texts.ts';

interface Definition {
  readonly type: string;
  readonly schema: Schema & { readonly properties: Readonly<Record<string, Schema>> };
}
const isDefinition = (value: unknown): boolean => typeof value === 'function' && 'type' in value && 'schema' in value;
const exported: readonly unknown[] = [...Object.values(casework), ...casework.events.values()];
const definitions = new Map(
  (exported.filter(isDefinition) as Definition[]).map((found): [string, Definition] => [found.type, found]),
);

const NAMES_OF_COMMANDS_PAGE = [
  ...['BeneficiaryRegistered', 'IdentityCorrected', 'IdentifierAdded', 'IdentifierRetired', 'ResidenceChanged'],
  ...['DeathRecorded', 'AdmissionRecorded', 'LegalStatusChanged', 'TransferRecorded', 'ExpectedReleaseSet'],
  ...['ReleaseRecorded', 'ReleaseCorrected', 'ReleaseVoided', 'InmateEnrolled', 'WorkerAssigned', 'SkillRecorded'],
  ...['WishRecorded', 'ObstacleRecorded', 'DiagnosisSubmitted', 'InquiryConcluded', 'LifePlanAgreed', 'NoteWritten'],
  ...['ClosureRequested', 'CaseClosed', 'CaseReopened', 'AgreementSigned', 'InstalmentReceived', 'FundsReserved'],
  ...['FundsCommitted', 'FundsReleased', 'AgreementClosed', 'ProjectProposed', 'FeasibilityRecorded'],
  ...['ProjectSubmitted', 'FundingRefused', 'StepApproved', 'RevisionRequested', 'ProjectRevised', 'ProjectRejected'],
  ...['ProjectWithdrawn', 'ProjectApproved'],
];

describe('the sentences of a history', () => {
  it('are there for every event that can be in a log', () => {
    const types = [...definitions.keys(), ...NAMES_OF_COMMANDS_PAGE];
    expect(types.filter((type) => !Object.hasOwn(eventSentences, type))).toEqual([]);
  });

  it.each(Object.entries(eventSentences))('%s is said from the same fields in every language', (_type, sentence) => {
    const params = LANGUAGES.map((language) => paramsOf(sentence[language], language));
    expect(params).toEqual([params[0], params[0], params[0]]);
    for (const language of LANGUAGES) {
      for (const forms of pluralForms(sentence[language], language)) {
        expect(forms).toEqual(expect.arrayContaining([...formsOf(language)]));
      }
    }
  });

  it.each([...definitions.values()].map((definition) => [definition.type, definition] as const))(
    '%s is said from fields that the event has',
    (type, { schema }) => {
      const sentence = eventSentences[type] ?? { ar: '', fr: '', en: '' };
      const fields = paramsOf(sentence.en, 'en').map((name) =>
        name.replace(/^has([A-Z])/, (_has, first: string) => first.toLowerCase()),
      );
      expect(fields.filter((field) => !Object.hasOwn(schema.properties, field))).toEqual([]);
    },
  );

  it('tell a release as a case worker would', () => {
    const release = {
      releasedOn: '2025-08-20',
      reason: 'royal-pardon',
      residence: { province: 'MA-LAA', commune: 'Boucraa' },
    };
    expect(eventText('ReleaseRecorded', release, 'en')).toBe(
      'Released on 20 August 2025: royal pardon, living in Boucraa, Laâyoune.',
    );
    expect(eventText('ReleaseRecorded', release, 'fr')).toBe(
      'Sortie le 20 août 2025 : grâce royale, résidence : Boucraa, Laâyoune.',
    );
    expect(eventText('ReleaseRecorded', release, 'ar')).toBe(
      'أفرج عنه بتاريخ 20 غشت 2025: عفو ملكي، السكنى: Boucraa، العيون.',
    );
  });

  it('leave out what an event does not say', () => {
    const admission = { kind: 'alternative-sentence', admittedOn: '2026-01-02', legalStatus: 'sentenced' };
    expect(eventText('AdmissionRecorded', admission, 'en')).toBe(
      'Admitted on 2 January 2026: alternative sentence, sentenced.',
    );
    expect(eventText('FundsCommitted', { amountCentimes: 3_500_000, shortCentimes: 0 }, 'en')).toBe(
      'MAD\u00a035,000 committed to the project.',
    );
    const short = eventText('FundsCommitted', { amountCentimes: 100, shortCentimes: 100 }, 'ar');
    expect(short).toMatch(/[^.]\.$/);
    expect(eventText('ReleaseRecorded', {}, 'en')).toBe('Released on …: ….');
  });

  it('write money in dirhams, in full and without marks of direction', () => {
    const funds = { amountCentimes: 3_500_050, province: 'MA-OUD' };
    expect(eventText('FundsReserved', funds, 'en')).toBe(
      'MAD\u00a035,000.50 reserved for the project (Oued Ed-Dahab).',
    );
    expect(eventText('FundsReserved', funds, 'fr')).toMatch(
      /^35.000,50.MAD réservés pour le projet \(Oued Ed-Dahab\)\.$/,
    );
    expect(eventText('FundsReserved', funds, 'ar')).toMatch(/^حجز 35.000,50.د\.م\.? للمشروع \(وادي الذهب\)\.$/);
  });

  it('give the name in the reader’s script where it is known in it', () => {
    const person = {
      name: { arabic: { given: 'فاطمة', family: 'الإدريسي' }, latin: { given: 'Fatima', family: 'El Idrissi' } },
      ...{ sex: 'female', birthYear: 1990, nationality: 'MA', identifiers: [] },
    };
    expect(eventText('BeneficiaryRegistered', person, 'en')).toBe(
      'Registered as a beneficiary: Fatima El Idrissi, female, born about 1990.',
    );
    expect(eventText('BeneficiaryRegistered', person, 'ar')).toContain('فاطمة الإدريسي');
    const onlyArabic = { ...person, name: { arabic: person.name.arabic } };
    expect(eventText('BeneficiaryRegistered', onlyArabic, 'fr')).toContain('فاطمة الإدريسي');
  });

  it('say why an agreement refused, where the reason is a rule', () => {
    const refused = (because: string) => eventText('FundingRefused', { agreementId: 'x', because }, 'en');
    expect(refused('agreement.envelope-exceeded')).toContain('Reason: The agreement’s envelope no longer has enough.');
    expect(refused('Papers are missing.')).toMatch(/Reason: Papers are missing\.$/);
  });

  it('count goals as Arabic does', () => {
    const plan = (goals: number) =>
      eventText('LifePlanAgreed', { goals: Array(goals).fill({}), agreedOn: '2026-01-02' }, 'ar');
    expect([1, 2, 3, 11].map(plan)).toEqual([
      expect.stringContaining('هدف واحد'),
      expect.stringContaining('هدفان'),
      expect.stringContaining('3 أهداف'),
      expect.stringContaining('11 هدفا'),
    ]);
  });

  it('are the type itself where nobody knows it, and never fail, whatever an event holds', () => {
    for (const type of ['CaseTransferred', 'constructor', '__proto__']) {
      expect(eventText(type, {}, 'fr')).toBe(type);
    }
    const anyData = fc.object({ key: fc.constantFrom(...fieldNames()), maxDepth: 2 });
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(eventSentences)),
        anyData,
        fc.constantFrom(...LANGUAGES),
        (type, data, language) => {
          expect(eventText(type, data, language).length).toBeGreaterThan(3);
        },
      ),
    );
  });
});

describe('a sentence on a page', () => {
  it('keeps what people wrote apart and harmless', () => {
    const proposed = {
      title: '<img src=x onerror="alert(1)">',
      trade: 'sewing',
      province: 'MA-LAA',
      budgetCentimes: 100,
    };
    const html = eventText('ProjectProposed', proposed, 'en', { html: true });
    expect(html).toContain('“<bdi>&lt;img src=x onerror=&quot;alert(1)&quot;&gt;</bdi>”: sewing, Laâyoune');
    expect(eventText('ProjectProposed', proposed, 'en')).not.toContain('<bdi>');
    expect(eventText('<script>', {}, 'en', { html: true })).toBe('&lt;script&gt;');
  });
});

describe('the name of a field', () => {
  const labels = (path: string) => LANGUAGES.map((language: Language) => fieldLabel(path, language));

  it('is that of its place where the place matters, else its own', () => {
    expect(labels('releasedOn')).toEqual(['تاريخ الإفراج', 'Date de sortie', 'Released on']);
    expect(fieldLabel('guardian.name', 'en')).toBe('Guardian’s name');
    expect(fieldLabel('residence.commune', 'en')).toBe('Commune');
    expect(fieldLabel('steps[1].decidedOn', 'en')).toBe('Decided on (2)');
    expect(fieldLabel('nobody.knows', 'en')).toBe('nobody.knows');
    expect(fieldLabel('constructor', 'en')).toBe('constructor');
  });

  it('is there for every field of every event', () => {
    const unnamed = [...definitions.values()].flatMap(({ type, schema }) =>
      pathsOf(schema)
        .filter((path) => fieldLabel(path, 'en') === path)
        .map((path) => `${type}.${path}`),
    );
    expect(unnamed).toEqual([]);
  });

  it('comes with its value in words', () => {
    expect(fieldValueText('releasedOn', '2025-08-13', 'fr')).toBe('13 août 2025');
    expect(fieldValueText('releasedOn', '2025-08-01', 'fr')).toBe('1er août 2025');
    expect(fieldValueText('budgetCentimes', 3_500_000, 'en')).toBe('MAD\u00a035,000');
    expect(fieldValueText('provinces', ['MA-LAA', 'MA-BOD'], 'en')).toBe('Laâyoune and Boujdour');
    expect(fieldValueText('inside', false, 'ar')).toBe('لا');
    expect(fieldValueText('centre', 'CAR-XXX', 'ar')).toBe('CAR-XXX');
    expect(fieldValueText('releasedOn', undefined, 'en')).toBe('');
  });
});

function fieldNames(): string[] {
  return [...new Set([...definitions.values()].flatMap(({ schema }) => Object.keys(schema.properties)))];
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

function pathsOf(schema: Schema, path = ''): string[] {
  const inside = Object.entries(schema.properties ?? {}).flatMap(([name, child]) =>
    pathsOf(child, path ? `${path}.${name}` : name),
  );
  const entries = schema.items ? pathsOf(schema.items, `${path}[0]`) : [];
  return [...(path === '' ? [] : [path]), ...inside, ...entries];
}
