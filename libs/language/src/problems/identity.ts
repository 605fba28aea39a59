import type { Catalogue } from './problem-text.ts';

export const identityProblems = {
  'auth.missing': {
    status: 401,
    ar: 'لم ترسل رمز الدخول. أرسله في الترويسة Authorization: Bearer.',
    fr: 'Le jeton d’accès manque. Envoyez-le dans l’en-tête Authorization: Bearer.',
    en: 'The access token is missing. Send it in the Authorization: Bearer header.',
  },
  'auth.invalid': {
    status: 401,
    ar: 'رمز الدخول غير صالح أو منتهي الصلاحية. احصل على رمز جديد.',
    fr: 'Le jeton d’accès n’est pas valable ou a expiré. Demandez-en un nouveau.',
    en: 'The access token is not valid or has expired. Get a new one.',
  },
  'auth.forbidden': {
    status: 403,
    ar: 'صفتك لا تسمح بهذا. اطلبه ممن له الصفة المناسبة.',
    fr: 'Votre rôle ne le permet pas. Adressez-vous à la personne qui a ce rôle.',
    en: 'Your role does not allow this. Ask whoever has the role for it.',
  },
  'auth.provider-unavailable': {
    status: 503,
    ar: 'تعذر الاتصال بجهة إصدار الرموز. أعد المحاولة بعد قليل.',
    fr: 'Le fournisseur d’identité ne répond pas. Recommencez dans un instant.',
    en: 'The identity provider does not answer. Try again in a moment.',
  },
  'token.unknown-role': {
    status: 400,
    ar: 'الصفة {role} غير معروفة. اختر واحدة من: {known}.',
    fr: 'Le rôle {role} est inconnu. Choisissez parmi : {known}.',
    en: 'The role {role} is unknown. Choose one of: {known}.',
  },
  'token.unknown-unit': {
    status: 400,
    ar: 'الوحدة {unit} غير معروفة. أعط رمز إقليم أو جهة أو مركز، أو *.',
    fr: 'L’unité {unit} est inconnue. Donnez le code d’une province, d’une région ou d’un centre, ou *.',
    en: 'The unit {unit} is unknown. Give the code of a province, a region or a centre, or *.',
  },
  'token.bad-subject': {
    status: 400,
    ar: 'معرف الشخص في الرمز فارغ أو غير مقبول. أعط اسما قصيرا من حروف وأرقام.',
    fr: 'L’identifiant de la personne est vide ou refusé. Donnez un nom court, en lettres et chiffres.',
    en: 'The person’s id is empty or not accepted. Give a short name of letters and digits.',
  },
  'token.not-ours': {
    status: 409,
    ar: 'الرموز يصدرها {issuer}. اطلب الرمز منه، أو أزل OIDC_ISSUER ليصدرها هذا النظام.',
    fr: 'Les jetons sont émis par {issuer}. Demandez-le-lui, ou retirez OIDC_ISSUER pour que ce système les émette.',
    en: 'Tokens are issued by {issuer}. Ask there, or unset OIDC_ISSUER so that this system issues them.',
  },
  'token.bad-lifetime': {
    status: 400,
    ar: 'مدة صلاحية الرمز غير مقبولة. أعط مدة موجبة لا تتجاوز سنة.',
    fr: 'La durée du jeton n’est pas acceptée. Donnez une durée positive d’un an au plus.',
    en: 'The token’s lifetime is not accepted. Give a positive one of at most a year.',
  },
  'key.missing': {
    status: 500,
    ar: 'مفتاح توقيع الرموز غير موجود. في الإنتاج لا ينشأ شيء تلقائيا: اضبط OIDC_ISSUER أو ضع المفتاح في {path}.',
    fr: 'La clé de signature des jetons manque. En production rien n’est inventé : définissez OIDC_ISSUER, ou placez la clé dans {path}.',
    en: 'The token signing key is missing. In production nothing is invented: set OIDC_ISSUER, or put the key at {path}.',
  },
  'key.unreadable': {
    status: 500,
    ar: 'مفتاح توقيع الرموز في {path} غير مقروء أو تالف. استرجعه من النسخة الاحتياطية.',
    fr: 'La clé de signature en {path} est illisible ou abîmée. Restaurez-la depuis la sauvegarde.',
    en: 'The signing key at {path} cannot be read or is damaged. Restore it from the backup.',
  },
  'key.exposed': {
    status: 500,
    ar: 'الملف {path} يقرؤه غير صاحبه (صلاحياته {mode}). نفذ: chmod 600 {path}، ثم أعد التشغيل.',
    fr: 'Le fichier {path} est ouvert à d’autres que son propriétaire (mode {mode}). Faites chmod 600 {path}, puis relancez.',
    en: 'The file {path} is open to others than its owner (mode {mode}). Run chmod 600 {path}, then start again.',
  },
  'secret.missing': {
    status: 500,
    ar: 'المفتاح السري غير موجود. في الإنتاج لا ينشأ شيء تلقائيا: اضبط IDMAJ_SECRET_FILE أو IDMAJ_SECRET أو ضعه في {path}.',
    fr: 'La clé secrète manque. En production rien n’est inventé : définissez IDMAJ_SECRET_FILE ou IDMAJ_SECRET, ou placez-la dans {path}.',
    en: 'The secret key is missing. In production nothing is invented: set IDMAJ_SECRET_FILE or IDMAJ_SECRET, or put it at {path}.',
  },
  'secret.lost': {
    status: 500,
    ar: 'المفتاح السري {path} مفقود وقد كتب به السجل. استرجعه من نسخة احتياطية: مفتاح جديد لا يكشف تكرار البطاقات الوطنية.',
    fr: 'La clé secrète {path} a disparu, et le journal a été écrit avec elle. Restaurez-la : avec une autre, une pièce d’identité en double passerait inaperçue.',
    en: 'The secret key {path} is gone, and the log was written with it. Restore it: with another one, an identity card used twice would go unnoticed.',
  },
  'secret.malformed': {
    status: 500,
    ar: 'المفتاح السري في {path} ليس 32 بايتا على الأقل بصيغة base64 أو hex. استرجعه، أو أنشئه بالأمر: openssl rand -hex 32.',
    fr: 'La clé secrète de {path} ne fait pas au moins 32 octets en base64 ou en hexadécimal. Restaurez-la, ou créez-la : openssl rand -hex 32.',
    en: 'The secret key from {path} is not at least 32 bytes in base64 or hex. Restore it, or make one: openssl rand -hex 32.',
  },
} satisfies Catalogue;
