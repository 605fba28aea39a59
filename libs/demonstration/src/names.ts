import type { Chance } from './chance.ts';

/** A name part in both scripts, as civil registers of the south write it. */
type Written = readonly [arabic: string, latin: string];

const MEN: readonly Written[] = [
  ['محمد', 'Mohamed'],
  ['أحمد', 'Ahmed'],
  ['مبارك', 'M’barek'],
  ['سعيد', 'Saïd'],
  ['عبد الله', 'Abdellah'],
  ['الحسين', 'El Houssine'],
  ['إبراهيم', 'Brahim'],
  ['لحسن', 'Lahcen'],
  ['رشيد', 'Rachid'],
  ['خالد', 'Khalid'],
  ['يوسف', 'Youssef'],
  ['عمر', 'Omar'],
  ['حمادي', 'Hammadi'],
  ['سيداتي', 'Sidati'],
  ['البشير', 'Bachir'],
  ['محفوظ', 'Mahfoud'],
  ['مصطفى', 'Mustapha'],
  ['عبد الرحمان', 'Abderrahmane'],
  ['الناجم', 'Najem'],
  ['حمدي', 'Hamdi'],
  ['ياسين', 'Yassine'],
  ['أيوب', 'Ayoub'],
  ['بوجمعة', 'Boujemaa'],
  ['علي سالم', 'Ali Salem'],
  ['عبد العزيز', 'Abdelaziz'],
  ['كريم', 'Karim'],
];

const WOMEN: readonly Written[] = [
  ['فاطمة', 'Fatima'],
  ['خديجة', 'Khadija'],
  ['عائشة', 'Aïcha'],
  ['مريم', 'Maryam'],
  ['السالكة', 'Salka'],
  ['رقية', 'Rkia'],
  ['زينب', 'Zineb'],
  ['نعيمة', 'Naïma'],
  ['الغالية', 'El Ghalia'],
  ['منتو', 'Mintou'],
  ['لالة عبوش', 'Lalla Abbouch'],
  ['كلثوم', 'Keltoum'],
  ['حليمة', 'Halima'],
  ['السعدية', 'Saadia'],
  ['أمينتو', 'Aminatou'],
  ['تسلم', 'Teslem'],
  ['إيمان', 'Imane'],
  ['حياة', 'Hayat'],
];

const FAMILIES: readonly Written[] = [
  ['الدليمي', 'Dlimi'],
  ['الركيبي', 'Rguibi'],
  ['أيت الحاج', 'Aït El Haj'],
  ['بوشامة', 'Bouchama'],
  ['أمزيان', 'Amzian'],
  ['الفيلالي', 'El Filali'],
  ['الإدريسي', 'El Idrissi'],
  ['ولد سالم', 'Ould Salem'],
  ['منت سيدي', 'Mint Sidi'],
  ['تكنة', 'Tekna'],
  ['لبيض', 'Labyad'],
  ['أوبلا', 'Oubella'],
  ['العلوي', 'El Alaoui'],
  ['بنعلي', 'Benali'],
  ['أوتملي', 'Outmelli'],
  ['ماء العينين', 'Maelainine'],
  ['الأنصاري', 'El Ansari'],
  ['العروسي', 'Laaroussi'],
  ['أبا حازم', 'Aba Hazem'],
  ['بوعيدة', 'Bouaïda'],
  ['الجماني', 'Joumani'],
  ['أوسعيد', 'Ousaïd'],
  ['إد بلقاسم', 'Id Belkacem'],
  ['السوسي', 'Soussi'],
  ['التيدراريني', 'Tidrarini'],
  ['أيت باها', 'Aït Baha'],
  ['الزركي', 'Zergui'],
  ['لعبيدي', 'Laabidi'],
  ['حيدارا', 'Haïdara'],
  ['بيروك', 'Beyrouk'],
];

/** A name in both scripts that say the same. A family name that begins with Mint is a woman's, with Ould a man's. */
export function nameOf(chance: Chance, isWoman: boolean) {
  const [givenArabic, givenLatin] = chance.one(isWoman ? WOMEN : MEN);
  const other = isWoman ? 'ولد' : 'منت';
  const [familyArabic, familyLatin] = chance.one(FAMILIES.filter(([arabic]) => !arabic.startsWith(other)));
  return {
    arabic: { given: givenArabic, family: familyArabic },
    latin: { given: givenLatin, family: familyLatin },
  };
}
