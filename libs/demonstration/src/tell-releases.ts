import { correctRelease, recordRelease, voidRelease } from '#libs/casework';
import { addDays } from '#libs/kernel';
import { PARDON_DAYS_AGO, type Someone } from './people.ts';
import { dataSteward, prisonOfficer } from './staff.ts';
import { forEach, type Teller } from './teller.ts';

/** A pardon's list under one batch id, the releases of ordinary days, then one put right and one taken back. */
export async function tellReleases(teller: Teller, people: readonly Someone[]): Promise<void> {
  const leaving = people.filter(({ releasedOn }) => releasedOn !== undefined);
  const batchId = teller.id('pardon', teller.daysAgo(PARDON_DAYS_AGO));
  await forEach(leaving, (someone) => tellRelease(teller, someone, batchId));
  const [late, mistaken] = mistakes(people);
  if (late?.releasedOn) {
    await teller.tell(correctRelease, dataSteward, late.id, {
      releasedOn: addDays(late.releasedOn, 2),
      because: 'تاريخ الإفراج في محضر المؤسسة هو المعتمد.',
    });
  }
  if (mistaken) {
    const because = 'سجل الإفراج خطأ باسم شخص آخر يحمل الاسم نفسه.';
    await teller.tell(voidRelease, dataSteward, mistaken.id, { because });
  }
}

/** Two whose release was recorded wrongly; neither has a project that hangs on it. */
export function mistakes(people: readonly Someone[]): readonly Someone[] {
  return people
    .filter(({ releasedOn, isPardoned, number }) => releasedOn && !isPardoned && number % 2 === 1)
    .slice(0, 2);
}

async function tellRelease(teller: Teller, someone: Someone, batchId: string): Promise<void> {
  const { id, chance, establishment, releasedOn, isPardoned, legalStatus, province } = someone;
  if (releasedOn === undefined) return;
  const ordinary = {
    'civil-debt': ['fine-paid'],
    remand: ['provisional-release', 'acquittal'],
    sentenced: ['sentence-served', 'sentence-served', 'conditional-release'],
    placed: ['sentence-served'],
  } as const;
  await teller.tell(recordRelease, prisonOfficer(establishment), id, {
    releasedOn,
    reason: isPardoned
      ? 'royal-pardon'
      : chance.one<(typeof ordinary)[keyof typeof ordinary][number]>(ordinary[legalStatus]),
    residence: chance.percent(80) ? { province } : undefined,
    batchId: isPardoned ? batchId : undefined,
  });
}
