import type { CaseworkCommand, CommandDeclaration } from '#libs/casework';
import type { Desk } from '#libs/commanding';
import type { Actor } from '#libs/event-store';
import { addDays, idFrom, type LocalDate, Problem } from '#libs/kernel';

/** Tells the foundation's story through commands, as its staff would send them. */
export class Teller {
  constructor(
    private readonly desk: Desk,
    private readonly seed: string,
    readonly today: LocalDate,
  ) {}

  /** The id that these words always have under this seed. */
  id(...words: string[]): string {
    return idFrom('demonstration', this.seed, ...words);
  }

  daysAgo(days: number): LocalDate {
    return addDays(this.today, -days);
  }

  /** `which` tells commands of one kind to one thing apart. Told twice, it happens once. */
  async tell<S, C extends CaseworkCommand>(
    declaration: CommandDeclaration<S, C>,
    actor: Actor,
    id: string,
    fields: Fields<C>,
    which = '',
  ): Promise<void> {
    const commandId = this.id('command', declaration.name, id, which);
    const command = Object.assign(new declaration.command(), fields);
    try {
      await this.desk.send({ declaration, id, fields: command, commandId, actor, channel: 'demonstration' });
    } catch (error) {
      // Told on an earlier day, when it was begun and stopped half way: its days were that day's.
      if (error instanceof Problem && error.code === 'request.key-reused') return;
      throw error;
    }
  }
}

type Fields<C> = Omit<C, keyof CaseworkCommand>;

/** Does the work for every one of them, some at once, each in its own order. */
export async function forEach<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values();
  const runner = async () => {
    for (const one of waiting) await work(one);
  };
  await Promise.all(Array.from({ length: 16 }, runner));
}
