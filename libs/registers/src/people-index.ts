import type { EventCodec, Happened } from '#libs/casework';
import { BEGINNING, type EventStore, type Position } from '#libs/event-store';
import type { LocalDate } from '#libs/kernel';
import { type LineName, nameKey, registerOf } from './line.ts';
import { registerKey } from './read-cells.ts';

/** One number used in one establishment, from one day to another. */
export interface Stay {
  readonly establishment: string | undefined;
  readonly register: string | undefined;
  readonly from: LocalDate;
  /** It began with an admission, not with a transfer. */
  readonly admitted: boolean;
  to?: LocalDate;
}

/** What is known of a person that a line can agree with or contradict; earlier words still count. */
export interface KnownPerson {
  readonly id: string;
  readonly names: string[];
  readonly births: (LocalDate | number)[];
  readonly cinsEver: string[];
  readonly stays: Stay[];
  readonly releases: { readonly releasedOn: LocalDate; readonly reason: string }[];
  province?: string;
}

const PAGE = 1000;
const TYPES = new Set([
  'BeneficiaryRegistered',
  'IdentityCorrected',
  'IdentifierAdded',
  'IdentifierRetired',
  'ResidenceChanged',
  'AdmissionRecorded',
  'TransferRecorded',
  'ReleaseRecorded',
  'ReleaseCorrected',
  'ReleaseVoided',
]);

/** Everyone in the log by register number and by national card. It follows the log itself, never a read model. */
export class PeopleIndex {
  readonly people = new Map<string, KnownPerson>();
  private readonly byRegister = new Map<string, KnownPerson[]>();
  private readonly byCin = new Map<string, KnownPerson>();
  private position: Position = BEGINNING;
  private reading: Promise<void> | undefined;
  private waiting: Promise<void> | undefined;

  constructor(
    private readonly events: EventStore,
    private readonly codec: EventCodec,
  ) {}

  /** Everything that was in the log when this was called is known afterwards. */
  catchUp(): Promise<void> {
    if (!this.reading) {
      this.reading = this.read().finally(() => (this.reading = undefined));
      return this.reading;
    }
    // A reading under way may have passed what its caller has just written: one more serves all who come meanwhile.
    this.waiting ??= this.reading.then(
      () => this.again(),
      () => this.again(),
    );
    return this.waiting;
  }

  private again(): Promise<void> {
    this.waiting = undefined;
    return this.catchUp();
  }

  private async read(): Promise<void> {
    for (;;) {
      const page = await this.events.readAll(this.position, PAGE);
      for (const event of page) {
        if (TYPES.has(event.type)) this.learn(idOf(event.stream), this.codec.decode(event));
      }
      this.position = page.at(-1)?.position ?? this.position;
      if (page.length < PAGE) return;
    }
  }

  /** Who ever held a register number in an establishment. */
  holders(establishment: string, register: string): readonly KnownPerson[] {
    return this.byRegister.get(registerOf(establishment, register)) ?? [];
  }

  /** Who holds a national card now. */
  holderOf(cin: string): KnownPerson | undefined {
    return this.byCin.get(cin);
  }

  /** Takes in one event about a person. */
  learn(id: string, { type, data: fields }: Pick<Happened, 'type' | 'data'>): void {
    const data = fields as Data;
    const person = this.person(id);
    switch (type) {
      case 'BeneficiaryRegistered':
      case 'IdentityCorrected':
        for (const script of ['arabic', 'latin'] as const) {
          const name = data.name?.[script];
          if (name) addOnce(person.names, nameKey({ script, ...name }));
        }
        if (data.birthDate !== undefined) addOnce(person.births, data.birthDate);
        if (data.birthYear !== undefined) addOnce(person.births, data.birthYear);
        person.province = data.residence?.province ?? person.province;
        for (const identifier of data.identifiers ?? []) this.identified(person, identifier);
        return;
      case 'IdentifierAdded':
        return this.identified(person, { type: data.type, value: data.value });
      case 'IdentifierRetired':
        if (data.type === 'cin' && this.byCin.get(data.value) === person) this.byCin.delete(data.value);
        return;
      case 'ResidenceChanged':
        person.province = data.province;
        return;
      case 'AdmissionRecorded':
        return this.stays(person, data, data.admittedOn, true);
      case 'TransferRecorded': {
        const last = person.stays.at(-1);
        if (last) last.to = data.transferredOn;
        return this.stays(person, data, data.transferredOn, false);
      }
      default:
        return learnRelease(person, type, data);
    }
  }

  private person(id: string): KnownPerson {
    let person = this.people.get(id);
    if (!person) {
      person = { id, names: [], births: [], cinsEver: [], stays: [], releases: [] };
      this.people.set(id, person);
    }
    return person;
  }

  private identified(person: KnownPerson, { type, value }: { type: string; value: string }): void {
    if (type !== 'cin') return;
    addOnce(person.cinsEver, value);
    this.byCin.set(value, person);
  }

  private stays(person: KnownPerson, data: Data, from: LocalDate, admitted: boolean): void {
    const { establishment } = data;
    const register = data.registerNumber === undefined ? undefined : registerKey(data.registerNumber);
    person.stays.push({ establishment, register, from, admitted });
    if (establishment === undefined || register === undefined) return;
    const key = registerOf(establishment, register);
    const holders = this.byRegister.get(key);
    if (!holders) this.byRegister.set(key, [person]);
    else if (!holders.includes(person)) holders.push(person);
  }
}

/** The fields of these events that matter here, as their definitions declare them. */
interface Data {
  readonly name?: Readonly<Record<'arabic' | 'latin', Omit<LineName, 'script'> | undefined>>;
  readonly birthDate?: LocalDate;
  readonly birthYear?: number;
  readonly residence?: { readonly province: string };
  readonly identifiers?: readonly { readonly type: string; readonly value: string }[];
  readonly type: string;
  readonly value: string;
  readonly province: string;
  readonly establishment?: string;
  readonly registerNumber?: string;
  readonly admittedOn: LocalDate;
  readonly transferredOn: LocalDate;
  readonly releasedOn?: LocalDate;
  readonly reason?: string;
}

/** A release as recorded stays among what is known: a list that repeats it says nothing new, even once corrected. */
function learnRelease(person: KnownPerson, type: string, data: Data): void {
  const stay = person.stays.at(-1);
  if (!stay) return;
  if (type === 'ReleaseVoided') {
    delete stay.to;
    return;
  }
  const last = person.releases.at(-1);
  const releasedOn = data.releasedOn ?? last?.releasedOn ?? stay.from;
  person.releases.push({ releasedOn, reason: data.reason ?? last?.reason ?? '' });
  stay.to = releasedOn;
  if (type === 'ReleaseRecorded' && data.residence) person.province = data.residence.province;
}

/** There are one or two of each, and a hundred thousand people: a list is far smaller than a set. */
function addOnce<T>(list: T[], value: T): void {
  if (!list.includes(value)) list.push(value);
}

function idOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}
