import { get, type IncomingMessage } from 'node:http';

/** A process of many readers: it counts what arrives, and when asked to notes when each did. */
export interface Readers {
  readonly origin: string;
  readonly readers: readonly { readonly path: string; readonly token: string; readonly wanted: number }[];
  /** Note the arrival of each, in nanoseconds of the machine's monotonic clock. */
  readonly times?: boolean;
}

export interface Arrived {
  readonly seconds: number;
  /** By reader, in the order of arrival. */
  readonly times?: readonly (readonly number[])[];
}

async function follow({ origin, readers, times }: Readers): Promise<void> {
  let first = 0n;
  let left = readers.length;
  const arrivals: number[][] = readers.map(() => []);
  const responses: IncomingMessage[] = [];
  const done = new Promise<void>((resolve) => {
    for (const [n, { path, token, wanted }] of readers.entries()) {
      let got = 0;
      const counter = new Counter();
      const headers = { authorization: `Bearer ${token}` };
      get(`${origin}${path}`, { headers, agent: false }, (response) => {
        responses.push(response);
        response.on('data', (bytes: Buffer) => {
          const now = process.hrtime.bigint();
          const more = counter.count(bytes);
          if (more === 0) return;
          if (first === 0n) first = now;
          if (times) for (let one = 0; one < more; one++) arrivals[n]?.push(Number(now));
          const before = got;
          got += more;
          if (before < wanted && got >= wanted && --left === 0) resolve();
        });
        response.on('error', () => undefined);
        if (responses.length === readers.length) process.send?.('open');
      });
    }
  });
  await done;
  const seconds = Number(process.hrtime.bigint() - first) / 1e9;
  for (const response of responses) response.destroy();
  process.send?.(times ? { seconds, times: arrivals } : { seconds });
}

const MARK = Buffer.from('\ndata: ');

/** A mark may come in two pieces: the end of one is counted with the beginning of the next. */
class Counter {
  private rest = Buffer.alloc(0);

  count(bytes: Buffer): number {
    const text = Buffer.concat([this.rest, bytes]);
    let found = 0;
    let end = 0;
    for (let at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, end)) {
      found++;
      end = at + MARK.length;
    }
    this.rest = text.subarray(Math.max(end, text.length - MARK.length + 1));
    return found;
  }
}

process.on('message', (asked: Readers) => void follow(asked));
