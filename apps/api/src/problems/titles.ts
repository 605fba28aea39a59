import type { Language } from '#libs/language';

type Titles = Readonly<Record<Language, string>>;

const FAILED: Titles = { ar: 'خطأ في الخدمة', fr: 'Erreur du service', en: 'Service failure' };

/** The short summary of each kind of problem. */
const titles: Readonly<Record<number, Titles>> = {
  400: { ar: 'طلب غير صحيح', fr: 'Demande mal formée', en: 'Malformed request' },
  401: { ar: 'الهوية غير معروفة', fr: 'Identité inconnue', en: 'Not authenticated' },
  403: { ar: 'غير مسموح', fr: 'Non autorisé', en: 'Not allowed' },
  404: { ar: 'غير موجود', fr: 'Introuvable', en: 'Not found' },
  405: { ar: 'طريقة غير مقبولة', fr: 'Méthode refusée', en: 'Method not accepted' },
  408: { ar: 'انتهت المهلة', fr: 'Délai dépassé', en: 'Timed out' },
  409: { ar: 'رفضته القواعد', fr: 'Refusé par une règle', en: 'Refused by a rule' },
  410: { ar: 'لم يعد متاحا', fr: 'Plus disponible', en: 'Gone' },
  412: { ar: 'تغير الملف', fr: 'La fiche a changé', en: 'The record has changed' },
  413: { ar: 'طلب كبير جدا', fr: 'Demande trop grande', en: 'Too large' },
  415: { ar: 'نوع محتوى غير مقبول', fr: 'Type de contenu refusé', en: 'Content type not accepted' },
  422: { ar: 'مفتاح مستعمل', fr: 'Clé déjà utilisée', en: 'Key already used' },
  429: { ar: 'طلبات كثيرة', fr: 'Trop de demandes', en: 'Too many requests' },
  431: { ar: 'ترويسات كبيرة جدا', fr: 'En-têtes trop grands', en: 'Headers too large' },
  500: FAILED,
  503: { ar: 'الخدمة غير متاحة', fr: 'Service indisponible', en: 'Service unavailable' },
};

export function titleOf(status: number, language: Language): string {
  return (titles[status] ?? FAILED)[language];
}
