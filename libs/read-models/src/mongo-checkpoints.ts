import type { Collection } from 'mongodb';
import { LeaseLost, UnknownCollection } from './errors.ts';
import type { CollectionRecord } from './mongo-collections.ts';
import type { Checkpoint, Lease } from './read-models.ts';

/** A checkpoint lies with the declarations of its collection, so that it goes when they go. */
export class MongoCheckpoints {
  constructor(private readonly records: Collection<CollectionRecord>) {}

  async of(name: string): Promise<Checkpoint | undefined> {
    const { logId, position } = (await this.records.findOne({ _id: name })) ?? {};
    return logId === undefined || position === undefined ? undefined : { logId, position };
  }

  /** Errors: `LeaseLost`, when a later holder of the lease has been here; `UnknownCollection`, when it was dropped. */
  async store({ _id, documents }: CollectionRecord, at: Checkpoint, lease: Lease | undefined): Promise<void> {
    const { logId, position } = at;
    const guard = lease && { $or: [{ lease: { $ne: lease.name } }, { fence: { $lte: lease.fence } }] };
    const { matchedCount } = await this.records.updateOne(
      { _id, documents, ...guard },
      { $set: { logId, position, ...(lease && { lease: lease.name, fence: lease.fence }) } },
    );
    if (matchedCount === 1) return;
    const stays = await this.records.findOne({ _id, documents });
    throw stays !== null && lease ? new LeaseLost(lease.name) : new UnknownCollection(_id);
  }

  /** From here on the holder before finds a fence above its own, also when it checked its lease earlier. */
  async closeBefore(lease: string, fence: number): Promise<void> {
    await this.records.updateMany({ lease, fence: { $lt: fence } }, { $set: { fence } });
  }
}
