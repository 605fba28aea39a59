import type { Catalogue } from './problem-text.ts';

/** What was typed at the terminal and cannot be done. */
export const usageProblems = {
  'usage.unknown-command': {
    status: 400,
    ar: 'الأمر «{word}» غير معروف. اكتب --help لعرض الأوامر.',
    fr: 'La commande « {word} » est inconnue. Tapez --help pour voir les commandes.',
    en: 'The command “{word}” is unknown. Type --help to see the commands.',
  },
  'usage.unknown-option': {
    status: 400,
    ar: 'الخيار «{word}» غير معروف. اكتب --help لعرض الخيارات.',
    fr: 'L’option « {word} » est inconnue. Tapez --help pour voir les options.',
    en: 'The option “{word}” is unknown. Type --help to see the options.',
  },
  'usage.argument-missing': {
    status: 400,
    ar: 'ينقص «{word}». أضفه بعد الأمر، أو اكتب --help.',
    fr: 'Il manque « {word} ». Ajoutez-le après la commande, ou tapez --help.',
    en: '“{word}” is missing. Add it after the command, or type --help.',
  },
  'usage.option-missing': {
    status: 400,
    ar: 'الخيار «{word}» ضروري. أضفه، أو اكتب --help.',
    fr: 'L’option « {word} » est obligatoire. Ajoutez-la, ou tapez --help.',
    en: 'The option “{word}” is required. Add it, or type --help.',
  },
  'usage.value-missing': {
    status: 400,
    ar: 'الخيار «{word}» بلا قيمة. اكتب قيمته بعده.',
    fr: 'L’option « {word} » est sans valeur. Donnez-la à sa suite.',
    en: 'The option “{word}” has no value. Write it after the option.',
  },
  'usage.value-not-possible': {
    status: 400,
    ar: 'القيمة غير ممكنة في «{word}». اكتب --help لعرض القيم الممكنة.',
    fr: 'Cette valeur n’est pas possible pour « {word} ». Tapez --help pour voir les valeurs possibles.',
    en: 'That value is not possible for “{word}”. Type --help to see the possible ones.',
  },
  'usage.too-many': {
    status: 400,
    ar: 'في السطر كلمات زائدة. اكتب --help لمعرفة ما يأخذه الأمر.',
    fr: 'La ligne contient des mots en trop. Tapez --help pour voir ce que prend la commande.',
    en: 'There are too many words on the line. Type --help to see what the command takes.',
  },
  'usage.unclear': {
    status: 400,
    ar: 'تعذر فهم السطر. اكتب --help لمعرفة ما يأخذه الأمر.',
    fr: 'La ligne n’est pas comprise. Tapez --help pour voir ce que prend la commande.',
    en: 'The line was not understood. Type --help to see what the command takes.',
  },
} as const satisfies Catalogue;
