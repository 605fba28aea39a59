import type { Named } from '../named.ts';

export const caseTerms = {
  casePhase: [
    { code: 'detention', ar: 'الاعتقال', fr: 'Détention', en: 'Detention' },
    { code: 'pre-release', ar: 'ما قبل الإفراج', fr: 'Avant la sortie', en: 'Pre-release' },
    { code: 'released', ar: 'الإفراج', fr: 'Sortie', en: 'Released' },
    { code: 'after-care', ar: 'الرعاية اللاحقة', fr: 'Suivi post-carcéral', en: 'After-care' },
    { code: 'autonomous', ar: 'الاستقلالية', fr: 'Autonomie', en: 'Autonomous' },
    { code: 'closed', ar: 'مغلق', fr: 'Clos', en: 'Closed' },
  ],
  referredBy: [
    { code: 'prison', ar: 'السجن', fr: 'Prison', en: 'The prison' },
    { code: 'self', ar: 'الشخص نفسه', fr: 'La personne elle-même', en: 'The person' },
    { code: 'family', ar: 'الأسرة', fr: 'Famille', en: 'The family' },
    { code: 'partner', ar: 'شريك', fr: 'Partenaire', en: 'A partner' },
    { code: 'child-protection', ar: 'حماية الطفولة', fr: 'Protection de l’enfance', en: 'Child protection' },
  ],
  skillLevel: [
    { code: 'none', ar: 'بدون', fr: 'Aucun', en: 'None' },
    { code: 'some', ar: 'مبتدئ', fr: 'Notions', en: 'Some' },
    { code: 'skilled', ar: 'متمكن', fr: 'Confirmé', en: 'Skilled' },
    { code: 'certified', ar: 'حاصل على شهادة', fr: 'Diplômé', en: 'Certified' },
  ],
  obstacleKind: [
    { code: 'family', ar: 'الأسرة', fr: 'Famille', en: 'Family' },
    { code: 'health', ar: 'الصحة', fr: 'Santé', en: 'Health' },
    { code: 'papers', ar: 'الوثائق', fr: 'Papiers', en: 'Papers' },
    { code: 'education', ar: 'المستوى الدراسي', fr: 'Instruction', en: 'Education' },
    { code: 'housing', ar: 'السكن', fr: 'Logement', en: 'Housing' },
    { code: 'criminal-record', ar: 'السجل العدلي', fr: 'Casier judiciaire', en: 'Criminal record' },
    { code: 'debt', ar: 'الديون', fr: 'Dettes', en: 'Debt' },
    { code: 'other', ar: 'غير ذلك', fr: 'Autre', en: 'Other' },
  ],
  goalKind: [
    { code: 'training', ar: 'تكوين', fr: 'Formation', en: 'Training' },
    { code: 'papers', ar: 'وثائق', fr: 'Papiers', en: 'Papers' },
    { code: 'project', ar: 'مشروع', fr: 'Projet', en: 'Project' },
    { code: 'job', ar: 'عمل', fr: 'Emploi', en: 'Job' },
    { code: 'family', ar: 'الأسرة', fr: 'Famille', en: 'Family' },
    { code: 'health', ar: 'الصحة', fr: 'Santé', en: 'Health' },
    { code: 'schooling', ar: 'التمدرس', fr: 'Scolarité', en: 'Schooling' },
  ],
  caseOutcome: [
    { code: 'autonomous', ar: 'مستقل', fr: 'Autonome', en: 'Autonomous' },
    { code: 'placed', ar: 'أدمج في عمل', fr: 'Placé en emploi', en: 'Placed in a job' },
    { code: 'moved', ar: 'انتقل', fr: 'A déménagé', en: 'Moved away' },
    { code: 'withdrew', ar: 'انسحب', fr: 'S’est retiré', en: 'Withdrew' },
    { code: 'died', ar: 'توفي', fr: 'Décédé', en: 'Died' },
    { code: 'lost-contact', ar: 'انقطع الاتصال', fr: 'Perdu de vue', en: 'Contact lost' },
  ],
} as const satisfies Readonly<Record<string, readonly Named[]>>;
