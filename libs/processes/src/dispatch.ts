import { pauseUnlessAborted } from '#libs/read-models';
import type { Desk } from '#libs/commanding';
import { idFrom, Problem } from '#libs/kernel';
import type { Send } from './process.ts';

/** Why commands are sent. */
export interface Cause {
  /** Words that make the commands' ids: the same reaction repeated sends the same commands. */
  readonly words: readonly string[];
  readonly correlationId?: string;
  readonly causationId?: string;
}

/** The work was given up before its commands were answered; whoever goes on sends them again. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Not an answer yet: asked again until there is one. */
const NO_ANSWER: ReadonlySet<string> = new Set(['service.unavailable', 'service.outcome-unknown', 'claim.pending']);
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 5_000;

/** Sends a process's commands until each is answered: accepted, or refused by the rules. */
export class Dispatch {
  constructor(
    private readonly desk: Desk,
    private readonly process: string,
    private readonly signal: AbortSignal,
    private readonly onNoAnswer: (code: string) => void,
    /** Ids of commands on record from a life that ended before its checkpoint. */
    private readonly sentBefore: ReadonlySet<string>,
  ) {}

  /** Whether an earlier life had begun with them, as far as the log tells. */
  isBegun(sends: readonly Send[], cause: Cause): boolean {
    return this.lastBegun(sends, cause) >= 0;
  }

  /**
   * One after another. What comes before one that is on record was answered, were it by a refusal, which leaves no
   * trace and might be another answer by now. Throws `Interrupted`, or what is a fault of the program.
   */
  async send(sends: readonly Send[], cause: Cause): Promise<void> {
    const begun = this.lastBegun(sends, cause);
    for (const [index, each] of sends.entries()) {
      if (index < begun) continue;
      const words = [...cause.words, String(index)];
      const refusal = await this.answerTo(each, idFrom(...words), cause);
      if (refusal !== undefined) await this.send(each.refused?.(refusal) ?? [], { ...cause, words });
    }
  }

  private lastBegun(sends: readonly Send[], { words }: Cause): number {
    if (this.sentBefore.size === 0) return -1;
    const isOnRecord = (...more: string[]) => this.sentBefore.has(idFrom(...words, ...more));
    return sends.findLastIndex((_each, index) => isOnRecord(String(index)) || isOnRecord(String(index), '0'));
  }

  /** The code it was refused with, or undefined when accepted. */
  private async answerTo(sent: Send, commandId: string, cause: Cause): Promise<string | undefined> {
    for (let tries = 0; ; tries++) {
      try {
        await this.sendOnce(sent, commandId, cause);
        return undefined;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        // It was accepted already, when an earlier version of the process filled its fields otherwise.
        if (error.code === 'request.key-reused') return undefined;
        if (!NO_ANSWER.has(error.code)) return error.code;
        this.onNoAnswer(error.code);
        if (this.signal.aborted) throw new Interrupted();
        await pauseUnlessAborted(Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS), this.signal);
      }
    }
  }

  private async sendOnce({ declaration, id, fields }: Send, commandId: string, cause: Cause): Promise<void> {
    await this.desk.send({
      declaration,
      id,
      fields: Object.assign(new declaration.command(), fields),
      commandId,
      actor: { id: `process:${this.process}`, role: 'process', unit: '*' },
      channel: 'process',
      correlationId: cause.correlationId,
      causationId: cause.causationId,
    });
  }
}
