import type { Program } from './programs.ts';

export type As = readonly [role: string, unit: string];

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Api {
  readonly origin: string;
  readonly program: Program;
  /** Undefined where no answer came: the process is gone. */
  post(as: As, address: string, fields: object, key?: string): Promise<Answer | undefined>;
  get(as: As, address: string): Promise<Answer | undefined>;
}

/** Nothing waits longer than this for an answer, and nothing should. */
const PATIENCE_MS = 60_000;

export function apiAt(origin: string, program: Program, token: (...as: As) => Promise<string>): Api {
  const ask = async (as: As, address: string, request: RequestInit): Promise<Answer | undefined> => {
    const headers = { ...request.headers, authorization: `Bearer ${await token(...as)}`, 'accept-language': 'en' };
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const response = await fetch(`${origin}${address}`, { ...request, headers, signal });
      const body = (await response.json()) as Answer['body'];
      return { status: response.status, headers: response.headers, body };
    } catch (error) {
      // By name: jest's own TypeError is another class.
      if (String(error).startsWith('TypeError')) return undefined;
      throw error;
    }
  };
  return {
    origin,
    program,
    post: (as, address, fields, key) => {
      const headers = { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) };
      return ask(as, address, { method: 'POST', headers, body: JSON.stringify(fields) });
    },
    get: (as, address) => ask(as, address, {}),
  };
}
