import type { EventSentences } from './event-sentence.ts';

export const projectSentences = {
  ProjectProposed: {
    ar: 'اقترح مشروع «{title}»: {trade}، {province}، الميزانية {budgetCentimes}.',
    fr: 'Projet proposé « {title} » : {trade}, {province}, budget de {budgetCentimes}.',
    en: 'Project proposed, “{title}”: {trade}, {province}, budget of {budgetCentimes}.',
  },
  ProjectRevised: {
    ar: 'روجع المشروع{hasTitle, select, yes {، العنوان: «{title}»} other {}}{hasBudgetCentimes, select, yes {، الميزانية: {budgetCentimes}} other {}}{hasFunding, select, yes {، وتغير التمويل} other {}}. السبب: {because}.',
    fr: 'Projet révisé{hasTitle, select, yes {, titre : « {title} »} other {}}{hasBudgetCentimes, select, yes {, budget : {budgetCentimes}} other {}}{hasFunding, select, yes {, financement modifié} other {}}. Motif : {because}.',
    en: 'Project revised{hasTitle, select, yes {, title: “{title}”} other {}}{hasBudgetCentimes, select, yes {, budget: {budgetCentimes}} other {}}{hasFunding, select, yes {, funding changed} other {}}. Reason: {because}.',
  },
  FeasibilityRecorded: {
    ar: 'دراسة الجدوى بتاريخ {concludedOn}، {favourable, select, true {وهي إيجابية} other {وهي سلبية}}: {summary}.',
    fr: 'Étude de faisabilité du {concludedOn}, {favourable, select, true {favorable} other {défavorable}} : {summary}.',
    en: 'Feasibility study of {concludedOn}, {favourable, select, true {favourable} other {unfavourable}}: {summary}.',
  },
  ProjectSubmitted: {
    ar: 'قدم المشروع للموافقة في إطار اتفاقية شراكة.',
    fr: 'Projet soumis à l’approbation, au titre d’une convention.',
    en: 'Project submitted for approval under an agreement.',
  },
  FundingRefused: {
    ar: 'لم تقبل الاتفاقية تمويل المشروع، فعاد مسودة. السبب: {because}.',
    fr: 'Financement refusé par la convention : le projet redevient un brouillon. Motif : {because}.',
    en: 'The agreement refused the funding and the project is a draft again. Reason: {because}.',
  },
  StepApproved: {
    ar: 'وافقت مرحلة ({step}) على المشروع في {decidedOn}.',
    fr: 'Étape approuvée ({step}) le {decidedOn}.',
    en: 'Step approved ({step}) on {decidedOn}.',
  },
  RevisionRequested: {
    ar: 'طلبت مراجعة المشروع، فعاد مسودة. السبب: {because}.',
    fr: 'Révision demandée : le projet redevient un brouillon. Motif : {because}.',
    en: 'A revision was requested and the project is a draft again. Reason: {because}.',
  },
  ProjectRejected: {
    ar: 'رفض المشروع. السبب: {because}.',
    fr: 'Projet rejeté. Motif : {because}.',
    en: 'Project rejected. Reason: {because}.',
  },
  ProjectWithdrawn: {
    ar: 'سحب المشروع. السبب: {because}.',
    fr: 'Projet retiré. Motif : {because}.',
    en: 'Project withdrawn. Reason: {because}.',
  },
  ProjectApproved: {
    ar: 'وافق المنسق العام على المشروع في {decidedOn}{hasRemarks, select, yes {. ملاحظات: {remarks}} other {}}.',
    fr: 'Projet approuvé par la coordination générale le {decidedOn}{hasRemarks, select, yes {. Remarques : {remarks}} other {}}.',
    en: 'Project approved by the general coordinator on {decidedOn}{hasRemarks, select, yes {. Remarks: {remarks}} other {}}.',
  },
} as const satisfies EventSentences;
