import { createHash } from 'node:crypto';
import type { Actor } from '#libs/event-store';
import { type Clock, Problem } from '#libs/kernel';
import { type JWTPayload, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { actorOf } from './claims-of-token.ts';
import type { TrustedIssuer } from './trusted-issuer.ts';

const CLOCK_TOLERANCE_SECONDS = 30;
const REMEMBERED_MS = 60_000;
const MOST_REMEMBERED = 10_000;
const LONGEST_TOKEN = 8_192;

interface Remembered {
  readonly actor: Actor;
  readonly untilMs: number;
}

/** Tells from a bearer token who is acting. One way for our own tokens and a provider's. */
export class TokenVerifier {
  /** Checking a signature costs more than most questions; kept by the token's hash, never by the token. */
  private readonly remembered = new LRUCache<string, Remembered>({ max: MOST_REMEMBERED });

  constructor(
    private readonly trusted: TrustedIssuer,
    private readonly clock: Clock,
  ) {}

  /**
   * The actor of an `Authorization: Bearer …` header. Throws `auth.missing`, `auth.invalid` (also expired, for
   * another audience, with an unknown role or unit) or `auth.provider-unavailable`.
   */
  async verify(authorization: string | undefined): Promise<Actor> {
    const token = bearerOf(authorization);
    const key = createHash('sha256').update(token).digest('base64url');
    const nowMs = Date.parse(this.clock.now());
    const known = this.remembered.get(key);
    if (known && nowMs < known.untilMs) return known.actor;
    const payload = await this.check(token, nowMs);
    const actor = actorOf(payload);
    if (!actor) throw new Problem('auth.invalid');
    const untilMs = Math.min(nowMs + REMEMBERED_MS, (payload.exp ?? 0) * 1000);
    this.remembered.set(key, { actor, untilMs });
    return actor;
  }

  private async check(token: string, nowMs: number): Promise<JWTPayload> {
    const { issuer, audience, algorithms, keys } = this.trusted;
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: [...issuer],
        audience,
        algorithms: [...algorithms],
        requiredClaims: ['sub', 'exp'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: new Date(nowMs),
      });
      return payload;
    } catch (error) {
      if (error instanceof Problem) throw error;
      // Whatever else goes wrong comes of what the client sent.
      throw new Problem('auth.invalid', {}, [], { cause: error });
    }
  }
}

function bearerOf(authorization: string | undefined): string {
  const [, token] = /^bearer +(\S+)\s*$/i.exec(authorization ?? '') ?? [];
  if (token === undefined) throw new Problem('auth.missing');
  if (token.length > LONGEST_TOKEN) throw new Problem('auth.invalid');
  return token;
}
