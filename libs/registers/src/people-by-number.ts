import { beneficiary, custody, type Happened } from '#libs/casework';
import type { Fact } from '#libs/kernel';
import type { ImportParts } from './import-parts.ts';
import { type KnownPerson, personFrom } from './known-person.ts';
import { type Described, registerOf } from './line.ts';

/** Whom a line may be about. One person in both places is one object. */
export interface Acquaintances {
  /** Who ever held the line's register number in its establishment, in the order they first did. */
  readonly holders: readonly KnownPerson[];
  /** Who holds the line's national card now. */
  readonly byCard: KnownPerson | undefined;
}

type Told = Pick<Happened, 'type' | 'data'>;

/**
 * Finds people by the claims on their numbers and reads their own streams, each time anew: nothing of the log is kept,
 * however many people it holds. What a rehearsal decided is known beside it.
 */
export class PeopleByNumber {
  private readonly rehearsed = new Map<string, Told[]>();
  private readonly rehearsedIds = new Map<string, string[]>();

  constructor(private readonly parts: Pick<ImportParts, 'desk' | 'codec'>) {}

  /** `ids`: of all who ever claimed one of the line's numbers, where that was asked already. */
  async about(line: Described, ids?: Iterable<string>): Promise<Acquaintances> {
    const people: KnownPerson[] = [];
    for (const id of ids ?? (await this.idsAbout(line))) {
      const person = await this.find(id);
      if (person) people.push(person);
    }
    const { establishment, register, cin } = line;
    const wasHeldBy = ({ stays }: KnownPerson) =>
      stays.some((stay) => stay.establishment === establishment && stay.register === register);
    return {
      holders: register === undefined ? [] : people.filter(wasHeldBy),
      byCard: cin === undefined ? undefined : people.findLast(({ cins }) => cins.includes(cin)),
    };
  }

  /** Ids of all who ever claimed one of the line's numbers. */
  async idsAbout({ establishment, register, cin }: Described): Promise<ReadonlySet<string>> {
    const ids = new Set<string>();
    if (register !== undefined) {
      await this.addClaimants(ids, 'register', registerOf(establishment, register));
    }
    if (cin !== undefined) await this.addClaimants(ids, 'cin', cin);
    return ids;
  }

  /** What is known of a person; undefined of someone nobody told of. */
  async find(id: string): Promise<KnownPerson | undefined> {
    const { desk, codec } = this.parts;
    const registration = await desk.history(beneficiary, id);
    const stays = await desk.history(custody, id);
    const recorded = [...registration, ...stays].sort((one, other) => (one.position < other.position ? -1 : 1));
    const told: Told[] = recorded.map((event) => codec.decode(event));
    return personFrom(id, [...told, ...(this.rehearsed.get(id) ?? [])]);
  }

  /** Takes in what a rehearsal decided of a person. */
  rehearse(id: string, fact: Fact): void {
    addTo(this.rehearsed, id, fact);
    const { stays = [], cins = [] } = personFrom(id, [fact]) ?? {};
    for (const { establishment = '', register } of stays) {
      if (register !== undefined) addTo(this.rehearsedIds, `register ${registerOf(establishment, register)}`, id);
    }
    for (const cin of cins) addTo(this.rehearsedIds, `cin ${cin}`, id);
  }

  private async addClaimants(ids: Set<string>, kind: 'register' | 'cin', value: string): Promise<void> {
    for (const id of await this.parts.desk.claimants(kind, value)) ids.add(id);
    for (const id of this.rehearsedIds.get(`${kind} ${value}`) ?? []) ids.add(id);
  }
}

function addTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
