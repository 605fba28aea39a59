import { byCode, type Named } from './named.ts';

export interface Trade extends Named {
  /** ISCO-08 unit groups, the closest first. */
  readonly isco: readonly string[];
  readonly sector: string;
}

export const sectors = [
  { code: 'wood', ar: 'الخشب', fr: 'Bois', en: 'Wood' },
  { code: 'metal', ar: 'المعادن', fr: 'Métaux', en: 'Metal' },
  { code: 'building', ar: 'البناء', fr: 'Bâtiment', en: 'Building' },
  { code: 'crafts', ar: 'الصناعة التقليدية', fr: 'Artisanat', en: 'Crafts' },
  { code: 'textile', ar: 'النسيج', fr: 'Textile', en: 'Textile' },
  { code: 'food', ar: 'الطبخ والحلويات', fr: 'Restauration', en: 'Food and catering' },
  { code: 'office', ar: 'المكتبيات', fr: 'Bureautique', en: 'Office work' },
  { code: 'commerce', ar: 'التجارة', fr: 'Commerce', en: 'Commerce' },
  { code: 'livestock', ar: 'تربية المواشي', fr: 'Élevage', en: 'Livestock' },
  { code: 'farming', ar: 'الفلاحة', fr: 'Agriculture', en: 'Farming' },
  { code: 'fishing', ar: 'الصيد البحري', fr: 'Pêche', en: 'Fishing' },
  { code: 'beauty', ar: 'الحلاقة والتجميل', fr: 'Coiffure et esthétique', en: 'Hairdressing and beauty' },
  { code: 'other', ar: 'غير ذلك', fr: 'Autre', en: 'Other' },
] as const satisfies readonly Named[];

/** Anyone may choose any trade. */
export const trades: readonly Trade[] = [
  { code: 'carpentry', isco: ['7115', '7522'], sector: 'wood', ar: 'نجارة', fr: 'Menuiserie', en: 'Carpentry' },
  { code: 'metalwork', isco: ['7221'], sector: 'metal', ar: 'حدادة', fr: 'Ferronnerie', en: 'Metalwork' },
  { code: 'painting', isco: ['7131'], sector: 'building', ar: 'صباغة', fr: 'Peinture en bâtiment', en: 'Painting' },
  { code: 'plastering', isco: ['7123'], sector: 'building', ar: 'جبص', fr: 'Plâtrerie', en: 'Plastering' },
  {
    code: 'traditional-crafts',
    isco: ['7317', '7318', '7319'],
    sector: 'crafts',
    ar: 'صناعة تقليدية',
    fr: 'Artisanat traditionnel',
    en: 'Traditional crafts',
  },
  { code: 'sewing', isco: ['7531', '7533'], sector: 'textile', ar: 'خياطة', fr: 'Couture', en: 'Sewing' },
  { code: 'embroidery', isco: ['7533'], sector: 'textile', ar: 'طرز', fr: 'Broderie', en: 'Embroidery' },
  { code: 'engraving', isco: ['7316'], sector: 'crafts', ar: 'نقش', fr: 'Gravure', en: 'Engraving' },
  { code: 'cooking', isco: ['5120'], sector: 'food', ar: 'طبخ', fr: 'Cuisine', en: 'Cooking' },
  { code: 'pastry', isco: ['7512'], sector: 'food', ar: 'صناعة الحلويات', fr: 'Pâtisserie', en: 'Pastry' },
  {
    code: 'typing',
    isco: ['4131'],
    sector: 'office',
    ar: 'كتابة على الحاسوب',
    fr: 'Saisie informatique',
    en: 'Typing',
  },
  { code: 'other', isco: [], sector: 'other', ar: 'حرفة أخرى', fr: 'Autre métier', en: 'Another trade' },
];

const byTrade = byCode(trades);

export function isTrade(code: unknown): code is string {
  return typeof code === 'string' && byTrade.has(code);
}

export function trade(code: string): Trade | undefined {
  return byTrade.get(code);
}
