import type { Catalogue } from './problem-text.ts';

/** What the people who run the system may meet. */
export const engineProblems = {
  'config.missing': {
    status: 500,
    ar: 'الإعداد {name} غير مضبوط. في الإنتاج لا يخمن شيء: اضبطه ثم أعد التشغيل.',
    fr: 'Le réglage {name} manque. En production rien n’est inventé : définissez-le, puis relancez.',
    en: 'The setting {name} is missing. In production nothing is invented: set it, then start again.',
  },
  'config.invalid': {
    status: 500,
    ar: 'الإعداد {name} غير صحيح. القيم المقبولة: {allowed}. صححه ثم أعد التشغيل.',
    fr: 'Le réglage {name} n’est pas valable. Valeurs admises : {allowed}. Corrigez-le, puis relancez.',
    en: 'The setting {name} is not valid. It may be: {allowed}. Correct it, then start again.',
  },
  'config.port-taken': {
    status: 500,
    ar: 'العنوان {address} مستعمل. أوقف ما يستعمله، أو اضبط PORT على رقم آخر.',
    fr: 'L’adresse {address} est prise. Arrêtez ce qui l’utilise, ou donnez un autre PORT.',
    en: 'The address {address} is taken. Stop what uses it, or set another PORT.',
  },
  'config.file-unusable': {
    status: 500,
    ar: 'تعذر استعمال {path}: {reason}. راجع IDMAJ_DATA وحقوق الوصول، أو استرجع الملف من نسخة احتياطية.',
    fr: '{path} n’est pas utilisable : {reason}. Vérifiez IDMAJ_DATA et les droits, ou restaurez le fichier.',
    en: '{path} cannot be used: {reason}. Check IDMAJ_DATA and its rights, or restore the file from a backup.',
  },
  'engine.not-opened': {
    status: 503,
    ar: 'تعذر فتح المعطيات: {reason} راجع IDMAJ_DATA وEVENTSTOREDB_URL وMONGODB_URL. السجل التالف يسترجع من نسخة احتياطية؛ والقراءات التالفة تحذف فتبنى من جديد.',
    fr: 'Les données ne s’ouvrent pas : {reason} Vérifiez IDMAJ_DATA, EVENTSTOREDB_URL et MONGODB_URL. Un journal abîmé se restaure d’une sauvegarde ; des lectures abîmées se suppriment et se reconstruisent.',
    en: 'The data cannot be opened: {reason} Check IDMAJ_DATA, EVENTSTOREDB_URL and MONGODB_URL. A damaged log is restored from a backup; damaged read models may be deleted and build themselves anew.',
  },
  'engine.other-log': {
    status: 500,
    ar: 'قراءات هذه القاعدة من سجل آخر. أعد بناءها، أو اربطها بالسجل الصحيح.',
    fr: 'Ces lectures viennent d’un autre journal. Reconstruisez-les, ou rattachez le bon journal.',
    en: 'These read models belong to another log. Rebuild them, or connect the right log.',
  },
  'engine.append-too-large': {
    status: 413,
    ar: 'الأحداث أكبر مما يكتب دفعة واحدة. أرسل محتوى أقصر.',
    fr: 'Les événements dépassent ce qui s’écrit en une fois. Envoyez un contenu plus court.',
    en: 'The events are larger than one write takes. Send something shorter.',
  },
  'engine.unknown-event': {
    status: 500,
    ar: 'في السجل حدث لا تعرفه هذه النسخة من البرنامج. شغل نسخة تعرفه.',
    fr: 'Le journal contient un événement que cette version ignore. Lancez une version qui le connaît.',
    en: 'The log holds an event that this version does not know. Run a version that does.',
  },
  'copy.no-log': {
    status: 404,
    ar: 'لا يوجد سجل في المجلد {folder}. اضبط IDMAJ_DATA على مجلد التطبيق ثم أعد النسخ.',
    fr: 'Il n’y a pas de journal dans {folder}. Donnez à IDMAJ_DATA le dossier de l’application, puis relancez la copie.',
    en: 'There is no log in {folder}. Set IDMAJ_DATA to the folder of the application, then start the copy again.',
  },
  'copy.other-events': {
    status: 409,
    ar: 'في الوجهة حدث رقمه {number} ليس من هذا السجل، أو تجري نسخة أخرى الآن. لم يمس ما فيها: انسخ إلى قاعدة فارغة.',
    fr: 'L’événement {number} de la destination n’est pas de ce journal, ou une autre copie est en cours. Rien n’y a été changé : copiez vers une base vide.',
    en: 'Event {number} of the target is not of this log, or another copy is running. What it holds was left alone: copy into an empty one.',
  },
  'copy.interrupted': {
    status: 503,
    ar: 'قاعدة الأحداث لا تجيب. أعد تشغيل النسخ: يكمل من حيث توقف.',
    fr: 'La base d’événements ne répond pas. Relancez la copie : elle reprend où elle s’est arrêtée.',
    en: 'The event store does not answer. Start the copy again: it goes on where it stopped.',
  },
  'projection.unknown': {
    status: 404,
    ar: 'لا توجد قراءة بهذا الاسم. اعرض القائمة ثم اختر منها.',
    fr: 'Aucune projection ne porte ce nom. Affichez la liste, puis choisissez.',
    en: 'No projection has this name. List them, then choose one.',
  },
  'projection.not-rebuilt': {
    status: 409,
    ar: 'إعادة البناء لم تلحق بعد بآخر السجل. انتظر حتى تنتهي ثم بدل.',
    fr: 'La reconstruction n’a pas encore rattrapé le journal. Attendez qu’elle finisse, puis basculez.',
    en: 'The rebuild has not caught up with the log yet. Wait until it has, then switch.',
  },
  'projection.nothing-parked': {
    status: 409,
    ar: 'لا أحداث معلقة لإعادتها. لا حاجة إلى إجراء.',
    fr: 'Aucun événement n’est mis de côté. Il n’y a rien à rejouer.',
    en: 'No events are parked. There is nothing to replay.',
  },
} satisfies Catalogue;
