import type { Catalogue } from './problem-text.ts';

export const beneficiaryProblems = {
  'beneficiary.already-registered': {
    status: 409,
    ar: 'هذا المستفيد مسجل من قبل بهذا المعرف. افتح ملفه، أو استعمل معرفا جديدا لشخص آخر.',
    fr: 'Ce bénéficiaire est déjà enregistré sous cet identifiant. Ouvrez sa fiche, ou prenez un nouvel identifiant pour une autre personne.',
    en: 'This beneficiary is already registered under this id. Open the record, or use a new id for another person.',
  },
  'beneficiary.not-registered': {
    status: 409,
    ar: 'هذا الشخص غير مسجل بعد. سجله مستفيدا أولا ثم أعد المحاولة.',
    fr: 'Cette personne n’est pas encore enregistrée. Enregistrez-la comme bénéficiaire, puis recommencez.',
    en: 'This person is not registered yet. Register them as a beneficiary first, then try again.',
  },
  'beneficiary.name-missing': {
    status: 409,
    ar: 'الاسم ناقص. أدخل الاسم العائلي والشخصي بالحروف العربية أو اللاتينية على الأقل.',
    fr: 'Le nom manque. Saisissez le nom et le prénom dans une écriture au moins, arabe ou latine.',
    en: 'The name is missing. Give the family and given name in at least one script, Arabic or Latin.',
  },
  'beneficiary.birth-missing': {
    status: 409,
    ar: 'تاريخ الازدياد ناقص. أدخل التاريخ الكامل، أو سنة الازدياد التقديرية.',
    fr: 'La naissance manque. Saisissez la date exacte ou, à défaut, l’année estimée.',
    en: 'The birth is missing. Give the exact date or, failing that, the estimated year.',
  },
  'beneficiary.birth-given-twice': {
    status: 409,
    ar: 'أدخلت تاريخ الازدياد وسنة الازدياد معا. احتفظ بواحد منهما فقط.',
    fr: 'La date et l’année de naissance sont données toutes les deux. Gardez l’une des deux seulement.',
    en: 'Both a birth date and a birth year were given. Keep only one of them.',
  },
  'beneficiary.born-in-future': {
    status: 409,
    ar: 'الازدياد مؤرخ في المستقبل. صحح التاريخ أو السنة.',
    fr: 'La naissance est datée dans le futur. Corrigez la date ou l’année.',
    en: 'The birth lies in the future. Correct the date or the year.',
  },
  'beneficiary.minor-needs-guardian': {
    status: 409,
    ar: 'هذا الشخص دون الثامنة عشرة. أضف الولي أو الحاضن، أو المحكمة التي أمرت بالإيداع.',
    fr: 'Cette personne a moins de 18 ans. Ajoutez son tuteur, ou le tribunal qui a ordonné le placement.',
    en: 'This person is under 18. Add a guardian, or the court that ordered the placement.',
  },
  'beneficiary.identifier-taken': {
    status: 409,
    ar: 'رقم الهوية هذا مسجل لشخص آخر. ابحث بالرقم: قد يكون الشخص نفسه مسجلا من قبل، وإلا فراجع الرقم.',
    fr: 'Ce numéro d’identité appartient à une autre personne. Cherchez-le : la personne est peut-être déjà enregistrée ; sinon vérifiez le numéro.',
    en: 'This identity number belongs to someone else. Search for it: the person may already be registered; otherwise check the number.',
  },
  'beneficiary.identifier-malformed': {
    status: 409,
    ar: 'رقم الهوية ليس على الصيغة الصحيحة. رقم البطاقة الوطنية حرف أو حرفان يليهما رقم واحد إلى سبعة أرقام، مثل JC691197.',
    fr: 'Le numéro d’identité n’a pas la bonne forme. Une CIN s’écrit avec une ou deux lettres puis un à sept chiffres, par exemple JC691197.',
    en: 'The identity number is not well formed. A national card has one or two letters and then one to seven digits, such as JC691197.',
  },
  'beneficiary.identifier-unknown': {
    status: 409,
    ar: 'لا يحمل هذا الشخص رقم الهوية المذكور. راجع النوع والرقم في ملفه.',
    fr: 'Cette personne ne porte pas ce numéro d’identité. Vérifiez le type et le numéro sur sa fiche.',
    en: 'This person does not hold that identity number. Check the type and the number in the record.',
  },
  'beneficiary.identifier-already-held': {
    status: 409,
    ar: 'رقم الهوية هذا موجود من قبل في ملف هذا الشخص. لا حاجة إلى إضافته.',
    fr: 'Cette personne porte déjà ce numéro d’identité. Il n’y a rien à ajouter.',
    en: 'This person already holds that identity number. Nothing needs to be added.',
  },
  'beneficiary.identifier-repeated': {
    status: 409,
    ar: 'ذكر رقم الهوية نفسه أكثر من مرة. أبقه مرة واحدة.',
    fr: 'Le même numéro d’identité est donné deux fois. Ne le gardez qu’une fois.',
    en: 'The same identity number is given twice. Keep it once.',
  },
  'beneficiary.nothing-changes': {
    status: 409,
    ar: 'المعلومات المرسلة مطابقة للمسجل، فلا شيء يتغير. أدخل القيمة الجديدة.',
    fr: 'Les données envoyées sont déjà celles de la fiche : rien ne change. Saisissez la nouvelle valeur.',
    en: 'What was sent is what the record already says, so nothing changes. Enter the new value.',
  },
  'beneficiary.residence-in-future': {
    status: 409,
    ar: 'تاريخ تغيير السكنى في المستقبل. سجله عند وقوعه أو صحح التاريخ.',
    fr: 'Le changement de résidence est daté dans le futur. Enregistrez-le le moment venu, ou corrigez la date.',
    en: 'The change of residence lies in the future. Record it when it has happened, or correct the date.',
  },
  'beneficiary.residence-before-birth': {
    status: 409,
    ar: 'تاريخ تغيير السكنى سابق للازدياد. صحح التاريخ.',
    fr: 'Le changement de résidence précède la naissance. Corrigez la date.',
    en: 'The change of residence comes before the birth. Correct the date.',
  },
  'beneficiary.deceased': {
    status: 409,
    ar: 'هذا الشخص متوفى، ولا يقبل ملفه بعد الوفاة إلا التصحيحات.',
    fr: 'Cette personne est décédée. Seules des corrections restent possibles sur sa fiche.',
    en: 'This person has died. Only corrections can still be made to the record.',
  },
  'beneficiary.death-in-future': {
    status: 409,
    ar: 'تاريخ الوفاة في المستقبل. صحح التاريخ.',
    fr: 'Le décès est daté dans le futur. Corrigez la date.',
    en: 'The death lies in the future. Correct the date.',
  },
  'beneficiary.death-before-birth': {
    status: 409,
    ar: 'تاريخ الوفاة سابق للازدياد. صحح أحد التاريخين.',
    fr: 'Le décès précède la naissance. Corrigez l’une des deux dates.',
    en: 'The death comes before the birth. Correct one of the two dates.',
  },
  'beneficiary.death-already-recorded': {
    status: 409,
    ar: 'وفاة هذا الشخص مسجلة من قبل. لا حاجة إلى تسجيلها مرة أخرى.',
    fr: 'Le décès de cette personne est déjà enregistré. Il n’y a rien à refaire.',
    en: 'This person’s death is already recorded. It need not be recorded again.',
  },
} satisfies Catalogue;
