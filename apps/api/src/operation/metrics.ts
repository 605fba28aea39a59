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

/** Asked of the read models when somebody looks. */
function watchLag(registry: Registry, { views }: Parts): void {
  const gauge = (name: string, help: string, valueOf: (lag: Lag) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['projection'],
      registers: [registry],
      async collect() {
        this.reset();
        for (const lag of await views.lag()) this.set({ projection: lag.name }, valueOf(lag));
      },
    });
  gauge('idmaj_projection_lag_events', 'Events a projection has still to fold', ({ events }) => events);
  gauge(
    'idmaj_projection_lag_seconds',
    'Age of the oldest event a projection has still to fold',
    ({ seconds }) => seconds,
  );
}

type Lag = Awaited<ReturnType<Parts['views']['lag']>>[number];
