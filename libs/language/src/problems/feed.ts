import type { Catalogue } from './problem-text.ts';

/** What partners may meet, and those who decide what partners hear of. */
export const feedProblems = {
  'partner.already-registered': {
    status: 409,
    ar: 'هذا الشريك مسجل من قبل. افتحه، أو استعمل معرفا جديدا لشريك آخر.',
    fr: 'Ce partenaire est déjà enregistré. Ouvrez-le, ou prenez un nouvel identifiant pour un autre.',
    en: 'This partner is already registered. Open it, or use a new id for another partner.',
  },
  'partner.not-registered': {
    status: 409,
    ar: 'لا يوجد شريك بهذا المعرف. سجله أولا أو راجع المعرف.',
    fr: 'Aucun partenaire ne porte cet identifiant. Enregistrez-le d’abord, ou vérifiez l’identifiant.',
    en: 'No partner has this id. Register it first, or check the id.',
  },
  'partner.revoked': {
    status: 409,
    ar: 'لم تعد هذه المؤسسة شريكة. سجلها من جديد بمعرف آخر إن عادت الشراكة.',
    fr: 'Cet organisme n’est plus partenaire. Enregistrez-le sous un nouvel identifiant si le partenariat reprend.',
    en: 'This organisation is no partner any more. Register it under a new id if the partnership begins again.',
  },
  'partner.nothing-to-confirm': {
    status: 409,
    ar: 'لا اشتراك ينتظر التأكيد. امنح الاشتراك أولا ثم يؤكده شخص آخر.',
    fr: 'Aucun abonnement n’attend de confirmation. Accordez-le d’abord, puis une autre personne le confirme.',
    en: 'No subscription waits to be confirmed. Grant one first, then somebody else confirms it.',
  },
  'partner.same-person': {
    status: 409,
    ar: 'من اقترح الاشتراك لا يؤكده. اطلب التأكيد من شخص آخر.',
    fr: 'Qui propose un abonnement ne le confirme pas. Demandez la confirmation à une autre personne.',
    en: 'Whoever proposed a subscription does not confirm it. Ask somebody else to confirm it.',
  },
  'partner.authorisation-missing': {
    status: 409,
    ar: 'هذا الشريك خارج المغرب وليس له إذن بنقل المعطيات إلى الخارج. سجله من جديد مع مرجع الإذن.',
    fr: 'Ce partenaire est hors du Maroc, sans autorisation de transfert. Enregistrez-le avec la référence de l’autorisation.',
    en: 'This partner is outside Morocco and has no authorisation for data to go abroad. Register it with the reference of one.',
  },
  'partner.already-suspended': {
    status: 409,
    ar: 'هذا الشريك موقوف من قبل. لا حاجة إلى إجراء.',
    fr: 'Ce partenaire est déjà suspendu. Il n’y a rien à faire.',
    en: 'This partner is already suspended. There is nothing to do.',
  },
  'partner.not-suspended': {
    status: 409,
    ar: 'هذا الشريك غير موقوف. لا حاجة إلى استئناف.',
    fr: 'Ce partenaire n’est pas suspendu. Il n’y a rien à reprendre.',
    en: 'This partner is not suspended. There is nothing to resume.',
  },
  'consent.guardian-needed': {
    status: 409,
    ar: 'الشخص قاصر: يوافق عنه وليه. خذ موافقة الولي وسجلها.',
    fr: 'La personne est mineure : son tuteur consent pour elle. Recueillez son accord et indiquez-le.',
    en: 'The person is a minor: the guardian consents for them. Ask the guardian, and say so.',
  },
  'consent.of-age': {
    status: 409,
    ar: 'الشخص راشد: هو وحده من يوافق. اسأله هو، وسجل الموافقة باسمه.',
    fr: 'La personne est majeure : elle seule peut consentir. Demandez-le-lui, et enregistrez-le en son nom.',
    en: 'The person is of age: only they can consent. Ask them, and record it as their own.',
  },
  'consent.until-in-past': {
    status: 409,
    ar: 'تنتهي هذه الموافقة قبل اليوم. صحح التاريخ.',
    fr: 'Ce consentement finit avant aujourd’hui. Corrigez la date.',
    en: 'This consent would end before today. Correct the date.',
  },
  'consent.not-given': {
    status: 409,
    ar: 'لا موافقة سارية لهذا الغرض وهذه الجهة حتى تسحب. راجع الغرض والجهة.',
    fr: 'Aucun consentement n’est donné pour ce motif et ce destinataire. Vérifiez-les.',
    en: 'No consent is given for this purpose and recipient. Check both.',
  },
  'feed.unknown-partner': {
    status: 404,
    ar: 'لا توجد مؤسسة شريكة بهذا المعرف. راجع المعرف أو سجل الشريك.',
    fr: 'Aucun partenaire ne porte cet identifiant. Vérifiez-le, ou enregistrez le partenaire.',
    en: 'No partner has this id. Check it, or register the partner.',
  },
  'feed.suspended': {
    status: 403,
    ar: 'تدفقكم موقوف مؤقتا. تحفظ الأحداث، وتتابعون من آخر مؤشر بعد الاستئناف. اتصلوا بالمؤسسة.',
    fr: 'Votre flux est suspendu. Rien ne se perd : à la reprise, continuez depuis votre curseur. Contactez la Fondation.',
    en: 'Your feed is suspended. Nothing is lost: once it is resumed go on from your cursor. Contact the foundation.',
  },
  'feed.revoked': {
    status: 403,
    ar: 'أنهيت الشراكة ولم يعد هذا التدفق متاحا. اتصلوا بالمؤسسة.',
    fr: 'Le partenariat est terminé et ce flux fermé. Contactez la Fondation.',
    en: 'The partnership has ended and this feed is closed. Contact the foundation.',
  },
  'feed.unknown-cursor': {
    status: 410,
    ar: 'مؤشر القراءة ليس من هذا التدفق، وآخر حدث رقمه {last}. استعمل رقم آخر حدث تسلمته، أو ابدأ من 0.',
    fr: 'Ce curseur n’est pas de ce flux, dont le dernier événement porte le numéro {last}. Reprenez du dernier reçu, ou de 0.',
    en: 'This cursor is not of this feed, whose last event is number {last}. Go on from the last one you received, or from 0.',
  },
  'feed.not-ready': {
    status: 503,
    ar: 'يعاد ترقيم الأحداث. أعد الطلب بالمؤشر نفسه بعد قليل.',
    fr: 'Les événements sont encore en cours de numérotation. Redemandez avec le même curseur dans un instant.',
    en: 'The events are still being numbered. Ask again with the same cursor in a moment.',
  },
  'feed.withheld': {
    status: 410,
    ar: 'لم يعد مسموحا بإرسال هذه المعطيات. احذف ما لديك من هذا الحدث.',
    fr: 'Ces données ne peuvent plus être transmises. Effacez ce que vous tenez de cet événement.',
    en: 'This may no longer be told. Delete what you hold from this event.',
  },
} satisfies Catalogue;
