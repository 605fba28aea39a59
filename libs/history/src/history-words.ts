import type { Language } from '#libs/language';

/** What stands around a history that is read as text or on paper. */
export interface HistoryWords {
  readonly title: string;
  readonly person: string;
  readonly id: string;
  readonly asOf: string;
  readonly knownAt: string;
  readonly madeAt: string;
  readonly events: string;
  readonly recordedOn: string;
  readonly happenedOn: string;
  readonly by: string;
  readonly why: string;
  readonly cause: string;
  readonly corrects: string;
  readonly command: string;
  readonly reference: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly nothing: string;
  readonly everywhere: string;
  readonly held: string;
  readonly kinds: Readonly<Record<string, string>>;
}

export const historyWords: Readonly<Record<Language, HistoryWords>> = {
  ar: {
    title: 'سجل الشخص',
    person: 'الشخص',
    id: 'المعرف',
    asOf: 'الوضع في يوم',
    knownAt: 'حسب ما كان معروفا في',
    madeAt: 'حرر في',
    events: 'عدد الأحداث',
    recordedOn: 'سجل في',
    happenedOn: 'وقع في',
    by: 'من طرف',
    why: 'السبب',
    cause: 'نتج عن',
    corrects: 'يصحح ما سجل في',
    command: 'الإجراء',
    reference: 'المرجع',
    field: 'الخانة',
    before: 'قبل',
    after: 'بعد',
    nothing: '—',
    everywhere: 'التراب الوطني كله',
    held: 'المعطيات المحفوظة',
    kinds: {
      beneficiary: 'المستفيد',
      custody: 'الاعتقال',
      case: 'ملف المواكبة',
      project: 'المشروع',
      agreement: 'الاتفاقية',
      partner: 'الشريك',
      consent: 'الموافقة',
    },
  },
  fr: {
    title: 'Historique de la personne',
    person: 'Personne',
    id: 'Identifiant',
    asOf: 'Situation au',
    knownAt: 'D’après ce qui était connu le',
    madeAt: 'Établi le',
    events: 'Événements',
    recordedOn: 'Enregistré le',
    happenedOn: 'Survenu le',
    by: 'Par',
    why: 'Motif',
    cause: 'Conséquence de',
    corrects: 'Corrige ce qui a été enregistré le',
    command: 'Opération',
    reference: 'Référence',
    field: 'Rubrique',
    before: 'Avant',
    after: 'Après',
    nothing: '—',
    everywhere: 'tout le pays',
    held: 'Données détenues',
    kinds: {
      beneficiary: 'Bénéficiaire',
      custody: 'Détention',
      case: 'Dossier d’accompagnement',
      project: 'Projet',
      agreement: 'Convention',
      partner: 'Partenaire',
      consent: 'Consentement',
    },
  },
  en: {
    title: 'History of the person',
    person: 'Person',
    id: 'Id',
    asOf: 'As of',
    knownAt: 'As known at',
    madeAt: 'Made on',
    events: 'Events',
    recordedOn: 'Recorded on',
    happenedOn: 'Happened on',
    by: 'By',
    why: 'Reason',
    cause: 'Because of',
    corrects: 'Corrects what was recorded on',
    command: 'Operation',
    reference: 'Reference',
    field: 'Field',
    before: 'Before',
    after: 'After',
    nothing: '—',
    everywhere: 'the whole country',
    held: 'What is held',
    kinds: {
      beneficiary: 'Beneficiary',
      custody: 'Custody',
      case: 'Case',
      project: 'Project',
      agreement: 'Agreement',
      partner: 'Partner',
      consent: 'Consent',
    },
  },
};

const STATUSES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  registered: { ar: 'مسجل', fr: 'enregistré', en: 'registered' },
  inside: { ar: 'رهن الاعتقال', fr: 'en détention', en: 'in custody' },
  released: { ar: 'مفرج عنه', fr: 'libéré', en: 'released' },
  deceased: { ar: 'متوفى', fr: 'décédé', en: 'deceased' },
  signed: { ar: 'موقعة', fr: 'signée', en: 'signed' },
  closed: { ar: 'مغلقة', fr: 'close', en: 'closed' },
};

/** How a person or an agreement stands, in words; undefined for what only a project can be. */
export function statusInWords(status: unknown, language: Language): string | undefined {
  return STATUSES[String(status)]?.[language];
}
