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
  ) {}

  /** One after another. Throws `Interrupted`, or what is a fault of the program. */
  async send(sends: readonly Send[], cause: Cause): Promise<void> {
    for (const [index, each] of sends.entries()) {
      const words = [...cause.words, String(index)];
      const refusal = await this.answerTo(each, idFrom(...words), cause);
      if (refusal !== undefined) await this.send(each.refused?.(refusal) ?? [], { ...cause, words });
    }
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
