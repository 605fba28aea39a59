import type { Collection, Db } from 'mongodb';
import { LeaseLost } from './errors.ts';
import type { MongoCheckpoints } from './mongo-checkpoints.ts';
import { isDuplicate } from './mongo-errors.ts';
import type { Lease } from './read-models.ts';

interface LeaseDocument {
  readonly _id: string;
  readonly holder: string;
  readonly fence: number;
  readonly until: Date;
}

/** One document per lease, moved only by whoever saw its present state. Time is the server's. */
export class MongoLeases {
  private readonly leases: Collection<LeaseDocument>;

  constructor(
    private readonly db: Db,
    private readonly checkpoints: MongoCheckpoints,
  ) {
    this.leases = db.collection('meta.leases');
  }

  async take(name: string, holder: string, ttlMs: number): Promise<Lease | undefined> {
    const now = await this.serverTime();
    const until = new Date(now + ttlMs);
    const current = await this.leases.findOne({ _id: name });
    if (current === null) return this.takeFirst(name, holder, until);
    const { fence } = current;
    if (current.until.getTime() > now) {
      if (current.holder !== holder) return undefined;
      const renewed = await this.leases.updateOne({ _id: name, holder, fence }, { $set: { until } });
      return renewed.matchedCount === 1 ? { name, holder, fence } : undefined;
    }
    const taken = await this.leases.updateOne(
      { _id: name, fence, until: current.until },
      { $set: { holder, fence: fence + 1, until } },
    );
    if (taken.matchedCount === 0) return undefined;
    await this.checkpoints.closeBefore(name, fence + 1);
    return { name, holder, fence: fence + 1 };
  }

  async release({ name, holder, fence }: Lease): Promise<void> {
    await this.leases.updateOne({ _id: name, holder, fence }, { $set: { until: new Date(0) } });
  }

  /** Error: `LeaseLost`. */
  async verify(lease: Lease): Promise<void> {
    const current = await this.leases.findOne({ _id: lease.name });
    if (current?.fence !== lease.fence || current.holder !== lease.holder) throw new LeaseLost(lease.name);
  }

  private async takeFirst(name: string, holder: string, until: Date): Promise<Lease | undefined> {
    try {
      await this.leases.insertOne({ _id: name, holder, fence: 1, until });
      return { name, holder, fence: 1 };
    } catch (error) {
      if (isDuplicate(error)) return undefined;
      throw error;
    }
  }

  private async serverTime(): Promise<number> {
    const { localTime } = (await this.db.command({ hello: 1 })) as { localTime: Date };
    return localTime.getTime();
  }
}
