import type { AnyBulkWriteOperation, Collection, Db } from 'mongodb';
import { driver } from './mongo-driver.ts';
import { isDuplicate } from './mongo-errors.ts';
import type { Batch, ParkedEvent } from './read-models.ts';

interface ParkedDocument extends ParkedEvent {
  readonly _id: string;
  /** Where the documents of its collection lie. */
  readonly documents: string;
}

export class MongoParked {
  private readonly parked: Collection<ParkedDocument>;

  constructor(db: Db) {
    this.parked = db.collection('meta.parked');
  }

  async prepare(): Promise<void> {
    await this.parked.createIndex({ documents: 1, key: 1, position: 1 });
    await this.parked.createIndex({ documents: 1, position: 1 });
  }

  async change(documents: string, { parked = [], unparked = [] }: Batch): Promise<void> {
    const idOf = (event: { key: string; position: string }) => [documents, event.position, event.key].join('\n');
    const writes: AnyBulkWriteOperation<ParkedDocument>[] = [
      ...parked.map((event) => ({
        replaceOne: { filter: { _id: idOf(event) }, replacement: { ...event, documents }, upsert: true },
      })),
      ...unparked.map((event) => ({ deleteOne: { filter: { _id: idOf(event) } } })),
    ];
    if (writes.length === 0) return;
    try {
      await this.parked.bulkWrite(writes, { ordered: false });
    } catch (error) {
      // Another worker parked the same event in the same moment.
      if (!(error instanceof driver().MongoBulkWriteError) || !isDuplicate(error)) throw error;
    }
  }

  async of(documents: string, key: string | undefined): Promise<readonly ParkedEvent[]> {
    return this.parked
      .find(key === undefined ? { documents } : { documents, key })
      .sort({ position: 1, key: 1 })
      .project<ParkedEvent>({ _id: 0, documents: 0 })
      .toArray();
  }

  async forget(documents: string): Promise<void> {
    await this.parked.deleteMany({ documents });
  }
}
