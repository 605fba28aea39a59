import type { Named } from '../named.ts';

/** Spellings are those of the prisons' exports. */
export const custodyTerms = {
  custodyKind: [
    { code: 'prison', ar: 'اعتقال', fr: 'Détention', en: 'Imprisonment' },
    { code: 'child-placement', ar: 'إيداع طفل', fr: 'Placement d’un enfant', en: 'Child placement' },
    { code: 'alternative-sentence', ar: 'عقوبة بديلة', fr: 'Peine alternative', en: 'Alternative sentence' },
  ],
  establishmentKind: [
    { code: 'prison', ar: 'سجن', fr: 'Prison', en: 'Prison' },
    {
      code: 'child-protection',
      ar: 'مركز حماية الطفولة',
      fr: 'Centre de protection de l’enfance',
      en: 'Child-protection centre',
    },
  ],
  legalStatus: [
    {
      code: 'remand',
      ar: 'احتياطي',
      fr: 'Prévenu',
      en: 'On remand',
      spellings: [
        'معتقل احتياطي',
        'معتقلة احتياطية',
        'احتياطية',
        'اعتقال احتياطي',
        'الاعتقال الاحتياطي',
        'رهن الاعتقال الاحتياطي',
        'Prévenue',
        'Préventif',
        'Préventive',
        'Détention préventive',
        'Détention provisoire',
        'En détention préventive',
        'En détention provisoire',
      ],
    },
    {
      code: 'sentenced',
      ar: 'محكوم',
      fr: 'Condamné',
      en: 'Sentenced',
      spellings: ['محكوم عليه', 'محكوم عليها', 'محكومة', 'مدان', 'مدانة', 'Condamnée'],
    },
    {
      code: 'civil-debt',
      ar: 'مكره بدنيا',
      fr: 'Contraint par corps',
      en: 'Held for civil debt',
      spellings: ['إكراه بدني', 'الإكراه البدني', 'مكرهة بدنيا', 'Contrainte par corps', 'Contrainte'],
    },
    { code: 'placed', ar: 'مودع', fr: 'Placé', en: 'Placed', spellings: ['إيداع'] },
  ],
  releaseReason: [
    {
      code: 'sentence-served',
      ar: 'انتهاء العقوبة',
      fr: 'Fin de peine',
      en: 'Sentence served',
      spellings: ['انقضاء العقوبة', 'نهاية العقوبة', 'Expiration de peine', 'Peine purgée', 'Fin de la peine'],
    },
    {
      code: 'royal-pardon',
      ar: 'عفو ملكي',
      fr: 'Grâce royale',
      en: 'Royal pardon',
      spellings: ['العفو الملكي السامي', 'العفو الملكي', 'عفو', 'Grâce'],
    },
    {
      code: 'conditional-release',
      ar: 'إفراج مقيد',
      fr: 'Libération conditionnelle',
      en: 'Conditional release',
      spellings: ['الإفراج المقيد بشروط', 'إفراج مقيد بشروط'],
    },
    { code: 'acquittal', ar: 'براءة', fr: 'Acquittement', en: 'Acquittal' },
    {
      code: 'provisional-release',
      ar: 'سراح مؤقت',
      fr: 'Liberté provisoire',
      en: 'Provisional release',
      spellings: ['إفراج مؤقت'],
    },
    { code: 'fine-paid', ar: 'أداء الغرامة', fr: 'Amende payée', en: 'Fine paid', spellings: ['أداء الدين'] },
    {
      code: 'sentence-substituted',
      ar: 'استبدال العقوبة',
      fr: 'Peine substituée',
      en: 'Sentence substituted',
      spellings: ['عقوبة بديلة'],
    },
    {
      code: 'death-in-custody',
      ar: 'وفاة أثناء الاعتقال',
      fr: 'Décès en détention',
      en: 'Death in custody',
      spellings: ['وفاة'],
    },
  ],
  expectedReleaseBasis: [
    { code: 'sentence', ar: 'انتهاء العقوبة', fr: 'Fin de peine', en: 'End of sentence' },
    { code: 'remission', ar: 'تخفيض العقوبة', fr: 'Remise de peine', en: 'Remission' },
    { code: 'pardon', ar: 'عفو', fr: 'Grâce', en: 'Pardon' },
    { code: 'conditional', ar: 'إفراج مقيد', fr: 'Libération conditionnelle', en: 'Conditional release' },
  ],
} as const satisfies Readonly<Record<string, readonly Named[]>>;
