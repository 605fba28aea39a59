import type { AnyAggregate, Happened } from '#libs/casework';
import type { SentCommand } from '#libs/commanding';
import type { Fact, LocalDate } from '#libs/kernel';

type Load = (aggregate: AnyAggregate, id: string) => Promise<unknown>;

/** Decides commands by their rules on states of its own, and records nothing: what was decided is folded in memory. */
export class Rehearsal {
  private readonly states = new Map<string, unknown>();

  constructor(
    private readonly load: Load,
    private readonly today: LocalDate,
    private readonly happened: (id: string, fact: Fact) => void = () => undefined,
  ) {}

  /** Throws the rule's `Refused`. */
  async send({ declaration, id, fields, actor }: SentCommand): Promise<void> {
    const { aggregate } = declaration;
    const state = await this.state(aggregate, id);
    const read: Record<string, unknown> = {};
    for (const [name, [other, idOf]] of Object.entries(declaration.reads)) {
      const otherId = idOf(fields as never, state as never, id);
      read[name] = otherId === undefined ? other.initial : await this.state(other, otherId);
    }
    const circumstances = { ...read, id, actor, today: this.today, now: `${this.today}T12:00:00.000Z` };
    const decided = declaration.decide(state as never, fields as never, circumstances);
    const occurredOn = declaration.happenedOn(fields as never) ?? this.today;
    for (const fact of [decided].flat() as readonly Fact[]) {
      const event: Happened = { ...fact, actor, occurredOn };
      const before = await this.state(aggregate, id);
      this.states.set(`${aggregate.kind}-${id}`, aggregate.evolve(before as never, event as never));
      this.happened(id, fact);
    }
  }

  private async state(aggregate: AnyAggregate, id: string): Promise<unknown> {
    const key = `${aggregate.kind}-${id}`;
    if (!this.states.has(key)) this.states.set(key, await this.load(aggregate, id));
    return this.states.get(key);
  }
}
