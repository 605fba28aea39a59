import { type AnyAggregate, fold } from '#libs/casework';
import { type SentCommand, streamOf } from '#libs/commanding';
import { dayInMorocco, idFrom, type LocalDate, Problem } from '#libs/kernel';
import type { ImportOptions, ImportParts, LineOutcome } from './import-parts.ts';
import type { Line } from './line.ts';
import type { Decision, ListKind, Step } from './list-kind.ts';
import type { PeopleByNumber } from './people-by-number.ts';
import { Rehearsal } from './rehearsal.ts';

/** Refusals that another writer may have caused, so that the line is decided anew before they count. */
const MAY_BE_A_RACE = new Set([
  'beneficiary.already-registered',
  'beneficiary.identifier-taken',
  'beneficiary.identifier-already-held',
  'custody.register-number-taken',
  'custody.already-inside',
  'custody.not-inside',
  'custody.release-already-recorded',
  'claim.pending',
]);

const MOST_TRIES = 4;

/** Decides lines on what is known, sends what they lead to, and says what became of them. */
export class LineWorker<L extends Line> {
  private readonly today: LocalDate;
  private readonly rehearsal: Rehearsal;

  constructor(
    private readonly kind: ListKind<L>,
    private readonly parts: ImportParts,
    private readonly people: PeopleByNumber,
    private readonly options: ImportOptions & { readonly batchId: string; readonly dryRun: boolean },
  ) {
    this.today = dayInMorocco(parts.clock.now());
    const load = async (aggregate: AnyAggregate, id: string) => {
      const recorded = await parts.events.readStream(streamOf(aggregate, id));
      return fold(
        aggregate as never,
        recorded.map((event) => parts.codec.decode(event)),
      );
    };
    this.rehearsal = new Rehearsal(load, this.today, (id, fact) => people.rehearse(id, fact));
  }

  /** `ids`: of all who ever claimed one of the line's numbers, where that was asked not long ago. */
  async outcomeOf(line: L, ids?: readonly string[]): Promise<LineOutcome> {
    for (let tries = 1; ; tries++) {
      const known = await this.people.about(line, tries === 1 ? ids : undefined);
      const decision = await this.kind.decide(line, known, { ...this.options, people: this.people });
      if ('outcome' in decision) return { line: line.line, ...decision };
      try {
        const wrote = await this.take(decision);
        if (wrote) return { line: line.line, outcome: 'applied', province: decision.province };
        return { line: line.line, outcome: 'repeated', code: 'import.repeated-line' };
      } catch (error) {
        if (!(error instanceof Problem) || error.code.startsWith('service.')) throw error;
        if (tries < MOST_TRIES && !this.options.dryRun && MAY_BE_A_RACE.has(error.code)) {
          if (error.code === 'claim.pending') await this.parts.events.changed(await this.parts.events.head(), 500);
          continue;
        }
        return { line: line.line, ...outcomeOfProblem(error) };
      }
    }
  }

  /** Whether anything new was recorded. */
  private async take({ steps, begins = false }: Extract<Decision, { steps: unknown }>): Promise<boolean> {
    const commands = steps.map((step) => this.commandOf(step));
    if (this.options.dryRun) {
      for (const command of commands) await this.rehearsal.send(command);
      return true;
    }
    // Someone new is registered only when the admission will be accepted too: a refused line leaves nothing behind.
    if (begins) {
      const trial = new Rehearsal(async ({ initial }) => initial, this.today);
      for (const command of commands) await trial.send(command);
    }
    let wrote = false;
    for (const command of commands) wrote = (await this.isNew(command)) || wrote;
    return wrote;
  }

  private async isNew(command: SentCommand): Promise<boolean> {
    try {
      return !(await this.parts.desk.send(command)).repeated;
    } catch (error) {
      // The same line, sent before by someone else or in another list.
      if (error instanceof Problem && error.code === 'request.key-reused') return false;
      throw error;
    }
  }

  private commandOf({ declaration, id, fields, words }: Step): SentCommand {
    const { actor, batchId } = this.options;
    return {
      declaration,
      id,
      fields: Object.assign(new declaration.command(), fields),
      commandId: idFrom('import', declaration.name, id, ...words),
      actor,
      channel: 'import',
      correlationId: batchId,
    };
  }
}

/** What the sender may not see reads as someone nobody knows. */
function outcomeOfProblem({ code, params }: Problem): Omit<LineOutcome, 'line'> {
  if (code === 'request.not-found') return { outcome: 'doubtful', code: 'import.person-not-found' };
  if (code === 'custody.release-already-recorded') return { outcome: 'repeated', code: 'import.repeated-line' };
  return { outcome: 'refused', code, params };
}
