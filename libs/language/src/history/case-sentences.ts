import type { EventSentences } from './event-sentence.ts';

export const caseSentences = {
  InmateEnrolled: {
    ar: 'تسجيل للمواكبة بتاريخ {enrolledOn} لدى {centre}، بموافقة الشخص في {agreedOn}{hasReferredBy, select, yes {، بتوجيه من: {referredBy}} other {}}.',
    fr: 'Inscription à l’accompagnement le {enrolledOn}, {centre}, avec l’accord de la personne du {agreedOn}{hasReferredBy, select, yes {, sur orientation : {referredBy}} other {}}.',
    en: 'Enrolled on {enrolledOn} at {centre}, agreed by the person on {agreedOn}{hasReferredBy, select, yes {, referred by: {referredBy}} other {}}.',
  },
  WorkerAssigned: {
    ar: 'أسند الملف إلى {workerId}.',
    fr: 'Dossier confié à {workerId}.',
    en: 'The case was assigned to {workerId}.',
  },
  SkillRecorded: {
    ar: 'مهارة: {trade}، المستوى: {level}.',
    fr: 'Compétence : {trade}, niveau : {level}.',
    en: 'Skill: {trade}, level: {level}.',
  },
  WishRecorded: {
    ar: 'رغبة: {trade}، الترتيب {rank}.',
    fr: 'Souhait : {trade}, rang {rank}.',
    en: 'Wish: {trade}, rank {rank}.',
  },
  ObstacleRecorded: {
    says: { kind: { term: 'obstacleKind' } },
    ar: 'عائق: {kind}{hasNote, select, yes {. {note}} other {}}.',
    fr: 'Obstacle : {kind}{hasNote, select, yes {. {note}} other {}}.',
    en: 'Obstacle: {kind}{hasNote, select, yes {. {note}} other {}}.',
  },
  DiagnosisSubmitted: {
    ar: 'قدم التشخيص: {summary}.',
    fr: 'Diagnostic remis : {summary}.',
    en: 'Diagnosis submitted: {summary}.',
  },
  InquiryConcluded: {
    ar: 'انتهى البحث الاجتماعي في {concludedOn}، {favourable, select, true {وهو إيجابي} other {وهو سلبي}}: {summary}.',
    fr: 'Enquête sociale conclue le {concludedOn}, {favourable, select, true {favorable} other {défavorable}} : {summary}.',
    en: 'Social inquiry concluded on {concludedOn}, {favourable, select, true {favourable} other {unfavourable}}: {summary}.',
  },
  LifePlanAgreed: {
    ar: 'اتفق على مشروع الحياة في {agreedOn}: {goals, plural, zero {بلا أهداف} one {هدف واحد} two {هدفان} few {# أهداف} many {# هدفا} other {# هدف}}.',
    fr: 'Projet de vie convenu le {agreedOn} : {goals, plural, one {# objectif} many {# d’objectifs} other {# objectifs}}.',
    en: 'Life plan agreed on {agreedOn}: {goals, plural, one {# goal} other {# goals}}.',
  },
  NoteWritten: { ar: 'ملاحظة: {text}.', fr: 'Note : {text}.', en: 'Note: {text}.' },
  ClosureRequested: {
    ar: 'طلب إغلاق الملف ({outcome}). السبب: {because}.',
    fr: 'Clôture demandée ({outcome}). Motif : {because}.',
    en: 'Closure requested ({outcome}). Reason: {because}.',
  },
  CaseClosed: {
    ar: 'أغلق الملف في {closedOn}{hasOutcome, select, yes { ({outcome})} other {}}.',
    fr: 'Dossier clos le {closedOn}{hasOutcome, select, yes { ({outcome})} other {}}.',
    en: 'Case closed on {closedOn}{hasOutcome, select, yes { ({outcome})} other {}}.',
  },
  CaseReopened: {
    ar: 'أعيد فتح الملف. السبب: {because}.',
    fr: 'Dossier rouvert. Motif : {because}.',
    en: 'Case reopened. Reason: {because}.',
  },
  DiagnosisDueSet: {
    ar: 'التشخيص مطلوب قبل {dueOn}.',
    fr: 'Diagnostic attendu pour le {dueOn}.',
    en: 'The diagnosis is due on {dueOn}.',
  },
  PreparationBegun: {
    ar: 'بدأ التهييء للإفراج المرتقب في {expectedReleaseOn}.',
    fr: 'Début de la préparation à la sortie prévue le {expectedReleaseOn}.',
    en: 'Preparation began for the release expected on {expectedReleaseOn}.',
  },
  PreparationEnded: {
    ar: 'توقف التهييء للإفراج{hasExpectedReleaseOn, select, yes {: صار مرتقبا في {expectedReleaseOn}} other {}}.',
    fr: 'Préparation à la sortie suspendue{hasExpectedReleaseOn, select, yes { : sortie désormais prévue le {expectedReleaseOn}} other {}}.',
    en: 'Preparation for the release stopped{hasExpectedReleaseOn, select, yes {: it is now expected on {expectedReleaseOn}} other {}}.',
  },
  CaseHandedOver: {
    ar: 'بعد الإفراج في {releasedOn} انتقل الملف إلى {centre}. أول اتصال قبل {contactDueOn}{hasFollowUps, select, yes {، ومواعيد التتبع: {followUps}} other {}}.',
    fr: 'Après la sortie du {releasedOn}, le dossier passe à : {centre}. Premier contact avant le {contactDueOn}{hasFollowUps, select, yes {, suivis : {followUps}} other {}}.',
    en: 'After the release on {releasedOn} the case passed to the {centre}. First contact by {contactDueOn}{hasFollowUps, select, yes {, follow-ups: {followUps}} other {}}.',
    says: { followUps: 'day' },
  },
  HandOverRedated: {
    ar: 'صحح تاريخ الإفراج إلى {releasedOn} فتغيرت المواعيد: أول اتصال قبل {contactDueOn}{hasFollowUps, select, yes {، ومواعيد التتبع: {followUps}} other {}}.',
    fr: 'Sortie redatée au {releasedOn}, échéances revues : premier contact avant le {contactDueOn}{hasFollowUps, select, yes {, suivis : {followUps}} other {}}.',
    en: 'The release is now dated {releasedOn} and the dates moved: first contact by {contactDueOn}{hasFollowUps, select, yes {, follow-ups: {followUps}} other {}}.',
    says: { followUps: 'day' },
  },
  HandOverUndone: {
    ar: 'لم يقع الإفراج: عاد الملف إلى {centre}، المرحلة: {phase}.',
    fr: 'La sortie n’a pas eu lieu : le dossier revient à : {centre}, phase : {phase}.',
    en: 'The release did not take place: the case is with the {centre} again, phase: {phase}.',
  },
  ReturnRecorded: {
    ar: 'عاد الشخص إلى الاعتقال في {admittedOn} وملفه مفتوح، المرحلة: {phase}.',
    fr: 'Retour en détention le {admittedOn}, dossier ouvert, phase : {phase}.',
    en: 'Back in custody on {admittedOn} while the case is open, phase: {phase}.',
  },
  ProjectMoneyNoted: {
    ar: '{isOpen, select, true {لمشروع هذا الشخص مال محجوز أو ملتزم به لم يحسم} other {حسم مال مشروع هذا الشخص}}.',
    fr: '{isOpen, select, true {Un projet de cette personne a des fonds réservés ou engagés} other {Les fonds du projet de cette personne sont réglés}}.',
    en: '{isOpen, select, true {A project of this person has money reserved or committed} other {The money of this person’s project is settled}}.',
  },
} as const satisfies EventSentences;
