import type { LocalDate } from '#libs/kernel';
import type { KnownPerson, Stay } from './known-person.ts';
import { type Described, nameKey } from './line.ts';
import type { Acquaintances } from './people-by-number.ts';

/** Who a line is about: someone known, nobody known, or more doubt than a program may decide. */
export type Match = { readonly person: KnownPerson } | { readonly doubt: string } | 'nobody';

/** The stay that is not over, if the person is inside. */
export function openStay({ stays }: KnownPerson): Stay | undefined {
  const last = stays.at(-1);
  return last?.to === undefined ? last : undefined;
}

/** By register number within its prison, else by national card; whatever the line says must agree. */
export function matchRelease({ holders, byCard }: Acquaintances, line: Described): Match {
  if (line.register === undefined && line.cin === undefined) return { doubt: 'import.doubtful' };
  if (holders.length === 0) return matchCard(line, byCard);
  if (byCard && !holders.includes(byCard)) return { doubt: 'import.numbers-disagree' };
  const agreeing = holders.filter((holder) => contradiction(holder, line) === undefined);
  const [only, ...others] = agreeing.length > 1 ? agreeing.filter((holder) => uses(holder, line)) : agreeing;
  if (only && others.length === 0) return { person: only };
  const first = holders.find((holder) => uses(holder, line)) ?? holders.at(-1);
  return { doubt: (first && contradiction(first, line)) ?? 'import.doubtful' };
}

/** As for a release; but a number whose last holder was released before is free to mean someone else. */
export function matchAdmission(
  { holders, byCard }: Acquaintances,
  line: Described & { readonly on: LocalDate },
): Match {
  if (line.register === undefined && line.cin === undefined) return { doubt: 'import.doubtful' };
  const agreeing = holders.filter((holder) => contradiction(holder, line) === undefined);
  const inTheWay = holders
    .filter((holder) => !agreeing.includes(holder))
    .find((holder) => covers(holder, line, line.on));
  if (agreeing.length > 1) return { doubt: 'import.doubtful' };
  const [person] = agreeing;
  if (person && byCard && byCard !== person) return { doubt: 'import.numbers-disagree' };
  if (person) return { person };
  if (inTheWay && byCard && byCard !== inTheWay) return { doubt: 'import.numbers-disagree' };
  if (inTheWay) return { doubt: contradiction(inTheWay, line) ?? 'import.doubtful' };
  return matchCard(line, byCard);
}

/** A card whose holder is inside the same prison under another number is doubted; each prison has its own numbers. */
function matchCard(line: Described, byCard: KnownPerson | undefined): Match {
  if (!byCard) return 'nobody';
  const doubt = contradiction(byCard, line);
  if (doubt !== undefined) return { doubt };
  const open = openStay(byCard);
  const otherNumber =
    line.register !== undefined &&
    open?.register !== undefined &&
    open.establishment === line.establishment &&
    open.register !== line.register;
  return otherNumber ? { doubt: 'import.register-does-not-match' } : { person: byCard };
}

/** The code of what in the line contradicts what is known; undefined where nothing does. */
function contradiction(person: KnownPerson, { name, birthDate, birthYear, cin }: Described): string | undefined {
  const comparable = person.names.some((known) => known.startsWith(name.script));
  if (comparable && !person.names.includes(nameKey(name))) return 'import.name-does-not-match';
  if (!birthAgrees(person.births, birthDate ?? birthYear)) return 'import.birth-does-not-match';
  if (cin !== undefined && person.cinsEver.length > 0 && !person.cinsEver.includes(cin))
    return 'import.card-does-not-match';
  return undefined;
}

function birthAgrees(known: readonly (LocalDate | number)[], said: LocalDate | number | undefined): boolean {
  if (said === undefined || known.length === 0) return true;
  const exact = typeof said === 'string';
  return known.some((birth) => (exact && typeof birth === 'string' ? birth === said : yearOf(birth) === yearOf(said)));
}

function yearOf(birth: LocalDate | number): number {
  return typeof birth === 'number' ? birth : Number(birth.slice(0, 4));
}

function numbered(stay: Stay, { establishment, register }: Described): boolean {
  return stay.establishment === establishment && stay.register === register;
}

/** Inside now, under this number. */
function uses(person: KnownPerson, line: Described): boolean {
  const open = openStay(person);
  return open !== undefined && numbered(open, line);
}

function covers({ stays }: KnownPerson, line: Described, on: LocalDate): boolean {
  return stays.some((stay) => numbered(stay, line) && (stay.to === undefined || (stay.from <= on && on <= stay.to)));
}
