import { byCode, type Named } from './named.ts';

export const roles = [
  { code: 'general-coordinator', ar: 'المنسق العام', fr: 'Coordonnateur général', en: 'General coordinator' },
  { code: 'regional-coordinator', ar: 'المنسق الجهوي', fr: 'Coordonnateur régional', en: 'Regional coordinator' },
  { code: 'centre-manager', ar: 'مدير المركز', fr: 'Chef de centre', en: 'Centre manager' },
  { code: 'social-worker', ar: 'العامل الاجتماعي', fr: 'Assistant social', en: 'Social worker' },
  {
    code: 'prison-officer',
    ar: 'موظف التهييء للإدماج بالسجن',
    fr: 'Agent de préparation à la sortie',
    en: 'Prison officer',
  },
  { code: 'project-officer', ar: 'المكلف بالمشاريع', fr: 'Chargé de projets', en: 'Project officer' },
  { code: 'committee-member', ar: 'عضو اللجنة الإقليمية', fr: 'Membre du comité provincial', en: 'Committee member' },
  { code: 'procurement', ar: 'المكلف بالمشتريات', fr: 'Chargé des achats', en: 'Procurement' },
  { code: 'finance', ar: 'المكلف بالمالية', fr: 'Chargé des finances', en: 'Finance' },
  { code: 'child-educator', ar: 'مربي الأطفال', fr: 'Éducateur', en: 'Child educator' },
  { code: 'data-steward', ar: 'أمين المعطيات', fr: 'Gestionnaire des données', en: 'Data steward' },
  {
    code: 'data-protection-officer',
    ar: 'المكلف بحماية المعطيات',
    fr: 'Délégué à la protection des données',
    en: 'Data-protection officer',
  },
  { code: 'auditor', ar: 'المدقق', fr: 'Auditeur', en: 'Auditor' },
  { code: 'partner', ar: 'الشريك', fr: 'Partenaire', en: 'Partner' },
  { code: 'observer', ar: 'الملاحظ', fr: 'Observateur', en: 'Observer' },
  { code: 'administrator', ar: 'مسؤول النظام', fr: 'Administrateur technique', en: 'Administrator' },
  { code: 'process', ar: 'إجراء آلي', fr: 'Traitement automatique', en: 'Automatic process' },
] as const satisfies readonly Named[];

/** `process` is what the system itself acts as; no person carries it. */
export type Role = (typeof roles)[number]['code'];

const byRole = byCode<Named<Role>>(roles);

export function isRole(code: unknown): code is Role {
  return typeof code === 'string' && byRole.has(code);
}

export function role(code: string): Named<Role> | undefined {
  return byRole.get(code);
}
