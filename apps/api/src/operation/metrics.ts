import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { IDMAJ, type Parts } from '../parts.ts';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** Says how a piece of work ended, `accepted`, `repeated`, … or the code of its problem. */
export type Done = (outcome: string) => void;

/** What the door counts. Labels are names of the program: no id, no address, nothing anybody typed. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly commands: Histogram;
  private readonly commandOutcomes: Counter;
  private readonly questions: Histogram;
  private readonly questionOutcomes: Counter;

  constructor(@Inject(IDMAJ) parts: Parts) {
    const registers = [this.registry];
    this.commands = new Histogram({
      name: 'idmaj_command_seconds',
      help: 'Time from a command’s body to its receipt',
      labelNames: ['command'],
      buckets: SECONDS,
      registers,
    });
    this.commandOutcomes = new Counter({
      name: 'idmaj_commands_total',
      help: 'Commands by how they ended: accepted, repeated, unchanged or the code of their problem',
      labelNames: ['command', 'outcome'],
      registers,
    });
    this.questions = new Histogram({
      name: 'idmaj_question_seconds',
      help: 'Time from a question to its answer',
      labelNames: ['question'],
      buckets: SECONDS,
      registers,
    });
    this.questionOutcomes = new Counter({
      name: 'idmaj_questions_total',
      help: 'Questions by how they ended: answered or the code of their problem',
      labelNames: ['question', 'outcome'],
      registers,
    });
    collectDefaultMetrics({ register: this.registry });
    watchLag(this.registry, parts);
  }

  commandStarted(command: string): Done {
    return timed(this.commands.labels(command), (outcome) => this.commandOutcomes.inc({ command, outcome }));
  }

  questionAsked(question: string): Done {
    return timed(this.questions.labels(question), (outcome) => this.questionOutcomes.inc({ question, outcome }));
  }
}

function timed(histogram: { observe(seconds: number): void }, count: (outcome: string) => void): Done {
  const started = performance.now();
  return (outcome) => {
    histogram.observe((performance.now() - started) / 1000);
    count(outcome);
  };
}

/** Asked of the read models when somebody looks; where they cannot be reached the figures are absent. */
function watchLag(registry: Registry, { views }: Parts): void {
  const registers = [registry];
  const labelNames = ['projection'];
  const seconds = new Gauge({
    name: 'idmaj_projection_lag_seconds',
    help: 'Age of the oldest event a projection has still to fold',
    labelNames,
    registers,
  });
  const events = new Gauge({
    name: 'idmaj_projection_lag_events',
    help: 'Events a projection has still to fold',
    labelNames,
    registers,
    async collect() {
      events.reset();
      seconds.reset();
      for (const lag of await views.lag().catch(() => [])) {
        events.set({ projection: lag.name }, lag.events);
        seconds.set({ projection: lag.name }, lag.seconds);
      }
    },
  });
}
