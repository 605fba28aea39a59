import { receiveInstalment, signAgreement } from '#libs/casework';
import { addDays } from '#libs/kernel';
import { provincesOfUnit } from '#libs/reference';
import { finance, generalCoordinator } from './staff.ts';
import type { Teller } from './teller.ts';

const DIRHAMS = 100;
const FOUNDATION = 'Fondation Mohammed VI pour la réinsertion des détenus';
const INDH = 'Initiative nationale pour le développement humain';

interface Told {
  readonly key: string;
  readonly programme: 'INDH-2' | 'INDH-3';
  readonly partner: string;
  readonly provinces: readonly string[];
  readonly envelopeCentimes: number;
  readonly perProjectCapCentimes?: number;
  readonly holderPercent?: number;
  readonly within?: string;
  /** Parts of the envelope that have been paid, in percent. */
  readonly paid: readonly number[];
}

/** Envelopes of the size that provincial conventions have: about 35,000 MAD for each project. */
const AGREEMENTS: readonly Told[] = [
  region('MA-09', 'Wilaya de la région Souss-Massa', 5_250_000, [40, 30]),
  region('MA-10', 'Wilaya de la région Guelmim-Oued Noun', 2_800_000, [50]),
  region('MA-11', 'Wilaya de la région Laâyoune-Sakia El Hamra', 3_500_000, [50, 25]),
  region('MA-12', 'Wilaya de la région Dakhla-Oued Ed-Dahab', 1_750_000, [60]),
  province('MA-TIZ', 'CPDH de Tiznit', 'MA-09', 1_050_000, [50]),
  province('MA-LAA', 'CPDH de Laâyoune', 'MA-11', 1_400_000, [10]),
  {
    key: 'INDH-3 MA-AGD',
    programme: 'INDH-3',
    partner: 'CPDH d’Agadir-Ida-Ou-Tanane',
    provinces: ['MA-AGD', 'MA-INE'],
    envelopeCentimes: 1_200_000 * DIRHAMS,
    perProjectCapCentimes: 100_000 * DIRHAMS,
    holderPercent: 40,
    paid: [50],
  },
];

/** Signs every agreement and receives what its partner has paid so far. */
export async function tellAgreements(teller: Teller): Promise<number> {
  for (const [at, told] of AGREEMENTS.entries()) {
    const id = teller.id('agreement', told.key);
    const signedOn = teller.daysAgo(430 - 9 * at);
    const holders = told.holderPercent ?? 0;
    await teller.tell(signAgreement, generalCoordinator, id, {
      reference: `${signedOn.slice(0, 4)}/${String(at + 11).padStart(3, '0')}`,
      programme: told.programme,
      partner: told.partner,
      provinces: [...told.provinces],
      signedOn,
      validFrom: signedOn,
      validUntil: addDays(signedOn, 3 * 365),
      envelopeCentimes: told.envelopeCentimes,
      perProjectCapCentimes: told.perProjectCapCentimes,
      shares: [
        { party: INDH, percent: holders > 0 ? 60 : 70 },
        holders > 0 ? { party: 'Porteur du projet', percent: holders } : { party: FOUNDATION, percent: 30 },
      ],
      parentId: told.within === undefined ? undefined : teller.id('agreement', told.within),
    });
    for (const [before, percent] of told.paid.entries()) {
      const number = before + 1;
      const payment = {
        number,
        receivedOn: addDays(signedOn, 45 + 120 * before),
        amountCentimes: (told.envelopeCentimes / 100) * percent,
        reference: `VIR-${at + 11}-${number}`,
      };
      await teller.tell(receiveInstalment, finance, id, payment, String(number));
    }
  }
  return AGREEMENTS.length;
}

/** The agreement that pays for projects of a province: the province's own, else its region's. */
export function agreementFor(teller: Teller, province: string): string {
  const paying = AGREEMENTS.filter(
    ({ programme, provinces }) => programme === 'INDH-2' && provinces.includes(province),
  );
  return teller.id('agreement', paying.at(-1)?.key ?? '');
}

/** An agreement whose cap a project over 100,000 MAD exceeds, in the provinces it has. */
export function cappedAgreement(teller: Teller): { readonly id: string; readonly provinces: readonly string[] } {
  const capped = AGREEMENTS.find(({ perProjectCapCentimes }) => perProjectCapCentimes !== undefined);
  return { id: teller.id('agreement', capped?.key ?? ''), provinces: capped?.provinces ?? [] };
}

function region(code: string, partner: string, dirhams: number, paid: readonly number[]): Told {
  const envelopeCentimes = dirhams * DIRHAMS;
  return { key: code, programme: 'INDH-2', partner, provinces: provincesOfUnit(code), envelopeCentimes, paid };
}

/** A provincial convention inside a regional framework. */
function province(code: string, partner: string, within: string, dirhams: number, paid: readonly number[]): Told {
  const envelopeCentimes = dirhams * DIRHAMS;
  return { key: code, programme: 'INDH-2', partner, provinces: [code], envelopeCentimes, within, paid };
}
