import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Instead of a status, where the connection was closed. */
const NO_ANSWER = 0;

/** One kept connection, one request at a time, with as little work on this side as HTTP allows. */
class Connection {
  private answered: ((status: number) => void) | undefined;
  private received = '';

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => this.read(chunk));
    socket.once('close', () => this.answered?.(NO_ANSWER));
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect(port, '127.0.0.1');
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new Connection(socket);
  }

  ask(request: string): Promise<number> {
    return new Promise((resolve) => {
      if (this.socket.destroyed) resolve(NO_ANSWER);
      this.answered = resolve;
      this.socket.write(request, 'utf8');
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private read(chunk: string): void {
    this.received += chunk;
    const head = this.received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const [, length = '0'] = /content-length: (\d+)/i.exec(this.received.slice(0, head)) ?? [];
    if (this.received.length < head + 4 + Number(length)) return;
    const status = Number(this.received.slice(9, 12));
    if (status >= 300) console.error(this.received.slice(0, 20), this.received.slice(head + 4, head + 400));
    this.received = '';
    this.answered?.(status);
  }
}

export type NextRequest = () => string;

/** Clients that each wait for an answer before they ask again. */
export class ClosedLoop {
  private constructor(private readonly connections: readonly Connection[]) {}

  static async open(port: number, connections: number): Promise<ClosedLoop> {
    return new ClosedLoop(await Promise.all(Array.from({ length: connections }, () => Connection.open(port))));
  }

  /** Requests answered in about so long; throws on any that was not accepted. */
  async run(milliseconds: number, next: NextRequest): Promise<{ readonly count: number; readonly seconds: number }> {
    const from = performance.now();
    let count = 0;
    const asking = this.connections.map(async (connection) => {
      while (performance.now() - from < milliseconds) {
        const status = await connection.ask(next());
        if (status !== 201) throw new Error(`A command was answered ${status}.`);
        count++;
      }
    });
    await Promise.all(asking);
    return { count, seconds: (performance.now() - from) / 1000 };
  }

  close(): void {
    for (const connection of this.connections) connection.close();
  }
}

/** Requests that come at an even rate whatever the server does; between them the client sleeps. */
export class OpenLoop {
  private readonly idle: Connection[];
  private readonly due: { readonly at: number; readonly request: string }[] = [];
  private latencies: number[] = [];

  private constructor(private readonly connections: readonly Connection[]) {
    this.idle = [...connections];
  }

  static async open(port: number, connections: number): Promise<OpenLoop> {
    return new OpenLoop(await Promise.all(Array.from({ length: connections }, () => Connection.open(port))));
  }

  /** Milliseconds from when each request was due to its answer; what is unanswered at the end counts as long as it waited. */
  async run(perSecond: number, milliseconds: number, next: NextRequest): Promise<number[]> {
    const from = performance.now();
    const total = Math.floor((perSecond * milliseconds) / 1000);
    this.latencies = [];
    let made = 0;
    while (made < total) {
      const now = performance.now();
      for (; made < total && from + (made * 1000) / perSecond <= now; made++) {
        this.due.push({ at: from + (made * 1000) / perSecond, request: next() });
      }
      this.serve();
      await pause(1);
    }
    const giveUpAt = performance.now() + 2 * milliseconds;
    while (this.latencies.length < total && performance.now() < giveUpAt) await pause(5);
    const unanswered = total - this.latencies.length;
    const latencies = [...this.latencies, ...Array.from({ length: unanswered }, () => performance.now() - from)];
    this.due.length = 0;
    while (this.idle.length < this.connections.length) await pause(5);
    return latencies;
  }

  close(): void {
    for (const connection of this.connections) connection.close();
  }

  private serve(): void {
    while (this.due.length > 0) {
      // In turn: one that is never used is closed by the server.
      const connection = this.idle.shift();
      if (!connection) return;
      const one = this.due.shift();
      if (one) void this.ask(connection, one);
    }
  }

  private async ask(connection: Connection, { at, request }: { at: number; request: string }): Promise<void> {
    const status = await connection.ask(request);
    this.latencies.push(status === 201 ? performance.now() - at : Number.POSITIVE_INFINITY);
    this.idle.push(connection);
    this.serve();
  }
}
