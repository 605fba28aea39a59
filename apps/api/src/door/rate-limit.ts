import type { Clock } from '#libs/kernel';
import { LRUCache } from 'lru-cache';

const MOST_SENDERS = 10_000;
const MINUTE_MS = 60_000;

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/** A bucket of requests per sender: it holds a minute's worth and fills at an even pace. */
export class RateLimit {
  private readonly buckets = new LRUCache<string, Bucket>({ max: MOST_SENDERS });

  constructor(
    private readonly perMinute: number,
    private readonly clock: Clock,
  ) {}

  /** Whether one more request of this sender is within the limit; if so it counts. */
  allows(sender: string): boolean {
    const nowMs = Date.parse(this.clock.now());
    const bucket = this.buckets.get(sender) ?? { tokens: this.perMinute, filledAtMs: nowMs };
    const gained = (Math.max(0, nowMs - bucket.filledAtMs) / MINUTE_MS) * this.perMinute;
    const tokens = Math.min(this.perMinute, bucket.tokens + gained);
    const allowed = tokens >= 1;
    this.buckets.set(sender, { tokens: allowed ? tokens - 1 : tokens, filledAtMs: nowMs });
    return allowed;
  }
}
