import type { Catalogue } from './problem-text.ts';

export const importProblems = {
  'import.empty': {
    status: 400,
    ar: 'الملف فارغ. أرسل ملف CSV فيه سطر العناوين وسطر واحد على الأقل.',
    fr: 'Le fichier est vide. Envoyez un CSV avec ses titres de colonnes et une ligne au moins.',
    en: 'The file is empty. Send a CSV with its column titles and at least one line.',
  },
  'import.not-utf8': {
    status: 400,
    ar: 'الملف ليس بترميز UTF-8. احفظه بصيغة «CSV UTF-8» ثم أعد إرساله.',
    fr: 'Le fichier n’est pas en UTF-8. Enregistrez-le au format « CSV UTF-8 », puis renvoyez-le.',
    en: 'The file is not UTF-8. Save it as “CSV UTF-8”, then send it again.',
  },
  'import.not-csv': {
    status: 400,
    ar: 'تعذرت قراءة الملف في السطر {line, number}. راجع علامات التنصيص والفواصل في هذا السطر.',
    fr: 'Le fichier n’est pas lisible à la ligne {line, number}. Vérifiez les guillemets et les séparateurs.',
    en: 'The file cannot be read at line {line, number}. Check the quotes and separators there.',
  },
  'import.too-large': {
    status: 413,
    ar: 'في الملف أكثر من {limit, plural, zero {# سطر} one {سطر واحد} two {سطرين} few {# أسطر} many {# سطرا} other {# سطر}}. قسمه إلى ملفات أصغر.',
    fr: 'Le fichier a plus de {limit, plural, one {# ligne} many {# de lignes} other {# lignes}}. Divisez-le.',
    en: 'The file has more than {limit, plural, one {# line} other {# lines}}. Split it.',
  },
  'import.column-missing': {
    status: 400,
    ar: 'العمود «{column}» ناقص. أضفه إلى سطر العناوين ثم أعد إرسال الملف.',
    fr: 'La colonne « {column} » manque. Ajoutez-la aux titres, puis renvoyez le fichier.',
    en: 'The column “{column}” is missing. Add it to the titles, then send the file again.',
  },
  'import.column-unknown': {
    status: 400,
    ar: 'العمود «{column}» غير معروف. احذفه أو صحح عنوانه.',
    fr: 'La colonne « {column} » est inconnue. Retirez-la, ou corrigez son titre.',
    en: 'The column “{column}” is unknown. Remove it, or correct its title.',
  },
  'import.column-repeated': {
    status: 400,
    ar: 'العمود «{column}» مكرر. أبقه مرة واحدة.',
    fr: 'La colonne « {column} » figure deux fois. Ne la gardez qu’une fois.',
    en: 'The column “{column}” appears twice. Keep it once.',
  },
  'import.cells-do-not-fit': {
    status: 400,
    ar: 'عدد خانات هذا السطر لا يطابق عدد العناوين. راجع الفواصل في السطر.',
    fr: 'Cette ligne n’a pas autant de cases que de titres. Vérifiez ses séparateurs.',
    en: 'This line does not have as many cells as there are titles. Check its separators.',
  },
  'import.date-unreadable': {
    status: 400,
    ar: 'التاريخ في العمود «{column}» غير صحيح أو غير موجود في التقويم. اكتبه على الشكل 20/08/2025 أو 2025-08-20.',
    fr: 'La date de la colonne « {column} » n’est pas valable ou n’existe pas. Écrivez 20/08/2025 ou 2025-08-20.',
    en: 'The date in the column “{column}” is not valid or not in the calendar. Write 20/08/2025 or 2025-08-20.',
  },
  'import.value-missing': {
    status: 400,
    ar: 'الخانة «{column}» فارغة في هذا السطر. املأها ثم أعد إرسال السطر.',
    fr: 'La case « {column} » est vide sur cette ligne. Remplissez-la, puis renvoyez la ligne.',
    en: 'The cell “{column}” is empty in this line. Fill it in, then send the line again.',
  },
  'import.value-unknown': {
    status: 400,
    ar: 'القيمة في العمود «{column}» غير معروفة. اختر واحدة من القيم المعتمدة.',
    fr: 'La valeur de la colonne « {column} » est inconnue. Prenez l’une des valeurs admises.',
    en: 'The value in the column “{column}” is unknown. Use one of the accepted values.',
  },
  'import.person-not-found': {
    status: 409,
    ar: 'لم يعثر على هذا الشخص برقم بطاقته ولا برقم اعتقاله. سجل إيداعه أولا أو راجع الرقمين.',
    fr: 'La personne n’est trouvée ni par sa CIN ni par son écrou. Enregistrez son admission, ou vérifiez les numéros.',
    en: 'The person was found neither by national card nor by register number. Record the admission first, or check the numbers.',
  },
  'import.doubtful': {
    status: 409,
    ar: 'هذا السطر مشكوك فيه: لا يكفي لمعرفة الشخص دون لبس. ليقرر موظف، ثم سجل الإفراج باليد.',
    fr: 'Cette ligne est douteuse : elle ne suffit pas à reconnaître la personne. Faites-la trancher par un agent, puis saisissez-la à la main.',
    en: 'This line is doubtful: it is not enough to tell who the person is. Have someone decide, then record it by hand.',
  },
  'import.name-does-not-match': {
    status: 409,
    ar: 'الاسم في السطر لا يطابق اسم صاحب هذا الرقم. راجع الرقم والاسم.',
    fr: 'Le nom de la ligne n’est pas celui du porteur de ce numéro. Vérifiez le numéro et le nom.',
    en: 'The name in the line is not that of the holder of this number. Check the number and the name.',
  },
  'import.numbers-disagree': {
    status: 409,
    ar: 'رقم البطاقة ورقم الاعتقال لشخصين مختلفين. راجع الرقمين.',
    fr: 'La CIN et l’écrou désignent deux personnes différentes. Vérifiez les deux numéros.',
    en: 'The national card and the register number belong to two different people. Check both numbers.',
  },
  'import.repeated-line': {
    status: 409,
    ar: 'هذا السطر مكرر، وقد عولج من قبل. لا حاجة إلى إجراء.',
    fr: 'Cette ligne est répétée et déjà traitée. Il n’y a rien à faire.',
    en: 'This line is repeated and was already handled. Nothing needs to be done.',
  },
  'import.batch-unknown': {
    status: 404,
    ar: 'لا توجد دفعة استيراد بهذا المعرف. راجع المعرف.',
    fr: 'Aucun lot d’import ne porte cet identifiant. Vérifiez l’identifiant.',
    en: 'No import batch has this id. Check the id.',
  },
} satisfies Catalogue;
