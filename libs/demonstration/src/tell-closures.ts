import { approveClosure, requestClosure } from '#libs/casework';
import type { Someone } from './people.ts';
import { centreFor, centreManager, socialWorker } from './staff.ts';
import { forEach, type Teller } from './teller.ts';

const CLOSURES = [
  { outcome: 'placed', because: 'حصل على عقد عمل قار بمقاولة للبناء.' },
  { outcome: 'autonomous', because: 'بلغ استقلاله المادي والاجتماعي وطلب إنهاء المواكبة.' },
  { outcome: 'moved', because: 'انتقل للعيش خارج الأقاليم الجنوبية.' },
  { outcome: 'lost-contact', because: 'تعذر الاتصال به بعد ثلاث محاولات وزيارتين.' },
  { outcome: 'withdrew', because: 'عبر كتابة عن رغبته في إنهاء المواكبة.' },
] as const;

/** Cases of people long out and without a project come to their end; the last ones asked for wait for the manager. */
export async function tellClosures(teller: Teller, people: readonly Someone[]): Promise<void> {
  const ending = people.slice(0, 8);
  const undecided = ending.slice(6);
  await forEach(ending, async (someone) => {
    const { id, number, province, chance } = someone;
    const centre = centreFor(province);
    await teller.tell(requestClosure, socialWorker(centre, number), id, chance.one(CLOSURES));
    if (undecided.includes(someone)) return;
    await teller.tell(approveClosure, centreManager(centre), id, { closedOn: teller.daysAgo(chance.between(0, 5)) });
  });
}
