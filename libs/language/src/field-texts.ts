import type { Labels } from '#libs/reference';

/** What can be wrong with a field, by the name of the check (class-validator's names where it has one). */
export const fieldTexts = {
  invalid: { ar: 'القيمة غير صحيحة.', fr: 'La valeur n’est pas valable.', en: 'The value is not valid.' },
  required: { ar: 'هذه الخانة ضرورية.', fr: 'Ce champ est obligatoire.', en: 'This field is required.' },
  null: {
    ar: 'القيمة null غير مقبولة. احذف الخانة إن لم يكن لها قيمة.',
    fr: 'La valeur null n’est pas admise. Retirez le champ s’il est sans valeur.',
    en: 'The value null is not accepted. Leave the field out where it has no value.',
  },
  type: {
    ar: 'نوع القيمة غير صحيح.',
    fr: 'La valeur n’est pas du bon type.',
    en: 'The value is of the wrong type.',
  },
  proto: {
    ar: 'اسم هذه الخانة غير مسموح به. احذفها.',
    fr: 'Ce nom de champ n’est pas permis. Retirez-le.',
    en: 'This field name is not allowed. Remove it.',
  },
  'too-deep': {
    ar: 'القيمة متداخلة أكثر من اللازم. بسطها.',
    fr: 'La valeur est imbriquée trop profondément. Simplifiez-la.',
    en: 'The value is nested too deeply. Flatten it.',
  },
  'too-large-number': {
    ar: 'العدد أكبر من أن يحفظ بدقة. اكتب عددا أصغر.',
    fr: 'Le nombre est trop grand pour rester exact. Écrivez un nombre plus petit.',
    en: 'The number is too large to be kept exactly. Write a smaller one.',
  },
  isDefined: { ar: 'هذه الخانة ضرورية.', fr: 'Ce champ est obligatoire.', en: 'This field is required.' },
  isNotEmpty: {
    ar: 'هذه الخانة لا تترك فارغة.',
    fr: 'Ce champ ne peut pas rester vide.',
    en: 'This field may not be empty.',
  },
  whitelistValidation: {
    ar: 'خانة غير معروفة. احذفها أو راجع اسمها.',
    fr: 'Champ inconnu. Retirez-le, ou vérifiez son nom.',
    en: 'Unknown field. Remove it, or check its name.',
  },
  forbiddenKey: {
    ar: 'اسم هذه الخانة غير مسموح به. احذفها.',
    fr: 'Ce nom de champ n’est pas permis. Retirez-le.',
    en: 'This field name is not allowed. Remove it.',
  },
  nestedValidation: {
    ar: 'القيمة يجب أن تكون كائنا، أو قائمة كائنات، بالخانات المطلوبة.',
    fr: 'La valeur doit être un objet, ou une liste d’objets, avec ses champs.',
    en: 'The value must be an object, or a list of objects, with its fields.',
  },
  isObject: {
    ar: 'القيمة يجب أن تكون كائنا.',
    fr: 'La valeur doit être un objet.',
    en: 'The value must be an object.',
  },
  isArray: { ar: 'القيمة يجب أن تكون قائمة.', fr: 'La valeur doit être une liste.', en: 'The value must be a list.' },
  isString: { ar: 'القيمة يجب أن تكون نصا.', fr: 'La valeur doit être un texte.', en: 'The value must be text.' },
  isBoolean: {
    ar: 'القيمة يجب أن تكون true أو false.',
    fr: 'La valeur doit être true ou false.',
    en: 'The value must be true or false.',
  },
  isInt: {
    ar: 'القيمة يجب أن تكون عددا صحيحا بلا فاصلة.',
    fr: 'La valeur doit être un nombre entier.',
    en: 'The value must be a whole number.',
  },
  isNumber: { ar: 'القيمة يجب أن تكون عددا.', fr: 'La valeur doit être un nombre.', en: 'The value must be a number.' },
  min: {
    ar: 'القيمة يجب ألا تقل عن {least, number}.',
    fr: 'La valeur doit être d’au moins {least, number}.',
    en: 'The value must be at least {least, number}.',
  },
  max: {
    ar: 'القيمة يجب ألا تزيد على {most, number}.',
    fr: 'La valeur doit être d’au plus {most, number}.',
    en: 'The value must be at most {most, number}.',
  },
  minLength: {
    ar: 'النص يجب ألا يقل عن {least, plural, zero {# حرف} one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفا} other {# حرف}}.',
    fr: 'Le texte doit avoir au moins {least, plural, one {# caractère} many {# de caractères} other {# caractères}}.',
    en: 'The text must have at least {least, plural, one {# character} other {# characters}}.',
  },
  maxLength: {
    ar: 'النص يجب ألا يزيد على {most, plural, zero {# حرف} one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفا} other {# حرف}}.',
    fr: 'Le texte doit avoir au plus {most, plural, one {# caractère} many {# de caractères} other {# caractères}}.',
    en: 'The text must have at most {most, plural, one {# character} other {# characters}}.',
  },
  isLength: {
    ar: 'طول النص يجب أن يكون بين {least, number} و{most, plural, zero {# حرف} one {حرف واحد} two {حرفين} few {# أحرف} many {# حرفا} other {# حرف}}.',
    fr: 'Le texte doit avoir de {least, number} à {most, plural, one {# caractère} many {# de caractères} other {# caractères}}.',
    en: 'The text must have {least, number} to {most, plural, one {# character} other {# characters}}.',
  },
  arrayNotEmpty: {
    ar: 'القائمة يجب ألا تكون فارغة.',
    fr: 'La liste ne peut pas être vide.',
    en: 'The list may not be empty.',
  },
  arrayMinSize: {
    ar: 'القائمة يجب ألا تقل عن {least, plural, zero {# عنصر} one {عنصر واحد} two {عنصرين} few {# عناصر} many {# عنصرا} other {# عنصر}}.',
    fr: 'La liste doit avoir au moins {least, plural, one {# élément} many {# d’éléments} other {# éléments}}.',
    en: 'The list must have at least {least, plural, one {# entry} other {# entries}}.',
  },
  arrayMaxSize: {
    ar: 'القائمة يجب ألا تزيد على {most, plural, zero {# عنصر} one {عنصر واحد} two {عنصرين} few {# عناصر} many {# عنصرا} other {# عنصر}}.',
    fr: 'La liste doit avoir au plus {most, plural, one {# élément} many {# d’éléments} other {# éléments}}.',
    en: 'The list must have at most {most, plural, one {# entry} other {# entries}}.',
  },
  arrayUnique: {
    ar: 'في القائمة قيمة مكررة. أبقها مرة واحدة.',
    fr: 'Une valeur figure deux fois dans la liste. Ne la gardez qu’une fois.',
    en: 'A value appears twice in the list. Keep it once.',
  },
  isIn: {
    ar: 'القيمة يجب أن تكون واحدة من: {values}.',
    fr: 'La valeur doit être l’une de : {values}.',
    en: 'The value must be one of: {values}.',
  },
  isEnum: {
    ar: 'القيمة يجب أن تكون واحدة من: {values}.',
    fr: 'La valeur doit être l’une de : {values}.',
    en: 'The value must be one of: {values}.',
  },
  matches: {
    ar: 'القيمة ليست على الصيغة المطلوبة.',
    fr: 'La valeur n’a pas la forme attendue.',
    en: 'The value does not have the expected form.',
  },
  isUuid: { ar: 'القيمة يجب أن تكون UUID.', fr: 'La valeur doit être un UUID.', en: 'The value must be a UUID.' },
  isLocalDate: {
    ar: 'القيمة يجب أن تكون يوما موجودا في التقويم على الشكل 2025-08-20.',
    fr: 'La valeur doit être un jour du calendrier, écrit 2025-08-20.',
    en: 'The value must be a day of the calendar, written 2025-08-20.',
  },
  isInstant: {
    ar: 'القيمة يجب أن تكون لحظة بتوقيت UTC على الشكل 2025-08-20T10:00:00Z.',
    fr: 'La valeur doit être un instant UTC, écrit 2025-08-20T10:00:00Z.',
    en: 'The value must be an instant in UTC, written 2025-08-20T10:00:00Z.',
  },
  isVisibleText: {
    ar: 'النص فارغ أو غير مقروء. اكتب نصا.',
    fr: 'Le texte est vide ou illisible. Écrivez un texte.',
    en: 'The text is blank or unreadable. Write some text.',
  },
  noBidiControls: {
    ar: 'في النص رموز خفية تغير اتجاه الكتابة أو رموز تحكم. احذفها وأعد كتابة النص.',
    fr: 'Le texte contient des caractères invisibles de direction ou de contrôle. Retirez-les, puis réécrivez le texte.',
    en: 'The text holds invisible direction or control characters. Remove them and write the text again.',
  },
  isIdentifier: {
    ar: 'رقم الهوية ليس على الصيغة الصحيحة. رقم البطاقة الوطنية حرف أو حرفان يليهما رقم واحد إلى سبعة أرقام، مثل JC691197.',
    fr: 'L’identifiant n’a pas la bonne forme. Un numéro de CIN est une ou deux lettres suivies d’un à sept chiffres, par exemple JC691197.',
    en: 'The identifier has another form. A CIN is one or two letters and one to seven digits, such as JC691197.',
  },
  isPhone: {
    ar: 'رقم الهاتف غير صحيح. اكتبه أرقاما، مع + في أوله عند الحاجة.',
    fr: 'Le numéro de téléphone n’est pas valable. Écrivez des chiffres, avec un + devant au besoin.',
    en: 'The phone number is not valid. Write digits, with a leading + where needed.',
  },
  isProvince: {
    ar: 'رمز الإقليم غير معروف. استعمل رمز ISO، مثل MA-LAA.',
    fr: 'Le code de province est inconnu. Prenez le code ISO, par exemple MA-LAA.',
    en: 'The province code is unknown. Use the ISO code, such as MA-LAA.',
  },
  isTrade: {
    ar: 'رمز الحرفة غير معروف. اختر من لائحة الحرف، مثل carpentry.',
    fr: 'Le code de métier est inconnu. Choisissez dans la liste des métiers, par exemple carpentry.',
    en: 'The trade code is unknown. Choose from the list of trades, such as carpentry.',
  },
  isCentre: {
    ar: 'رمز المركز غير معروف. اختر مركزا من اللائحة، مثل CAR-AGA.',
    fr: 'Le code de centre est inconnu. Choisissez dans la liste, par exemple CAR-AGA.',
    en: 'The centre code is unknown. Choose from the list, such as CAR-AGA.',
  },
  isEstablishment: {
    ar: 'رمز المؤسسة غير معروف. اختر مؤسسة من اللائحة، مثل AIT-MELLOUL-1.',
    fr: 'Le code d’établissement est inconnu. Choisissez dans la liste, par exemple AIT-MELLOUL-1.',
    en: 'The establishment code is unknown. Choose from the list, such as AIT-MELLOUL-1.',
  },
  isUnit: {
    ar: 'رمز الوحدة غير معروف. أعط إقليما أو جهة أو مركزا أو *.',
    fr: 'Le code d’unité est inconnu. Donnez une province, une région, un centre ou *.',
    en: 'The unit code is unknown. Give a province, a region, a centre or *.',
  },
} as const satisfies Readonly<Record<string, Labels>>;

/** The name of every check that has its own text. */
export type FieldCode = keyof typeof fieldTexts;
