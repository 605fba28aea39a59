import { faultOf } from './faults.ts';
import type { Answer, Asked, Line, Numbered, Told } from './messages.ts';

/** The end of a line that is asked: answers, and tells in one message what comes up in one go. */
export class Teller {
  private pending: Told[] = [];

  constructor(private readonly line: Line) {}

  /** From now on everything that is asked at the other end is answered so; what was asked before has waited. */
  answerBy(answerTo: (asked: Asked) => Promise<Answer>): void {
    this.line.on('message', (text) => {
      for (const [to, asked] of JSON.parse(text) as readonly Numbered[]) {
        answerTo(asked).then(
          (answer) => this.tell({ to, answer }),
          (error: unknown) => this.tell({ to, fault: faultOf(error) }),
        );
      }
    });
  }

  tell(told: Told): void {
    if (this.pending.push(told) === 1) process.nextTick(this.post);
  }

  private readonly post = (): void => {
    const told = this.pending;
    this.pending = [];
    this.line.postMessage(JSON.stringify(told));
  };
}
