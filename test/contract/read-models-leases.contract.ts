import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { type Lease, LeaseLost, type ReadModels } from '#libs/read-models';
import { newCollection, type Opened, positionOf } from './read-models.contract.ts';

/** Asks until the lease that runs has lapsed. */
async function takenAfterLapse(readModels: ReadModels, name: string, holder: string): Promise<Lease> {
  for (;;) {
    const lease = await readModels.lease(name, holder, 60_000);
    if (lease) return lease;
    await turn();
  }
}

export function describeLeases(opened: Opened): void {
  describe('leases', () => {
    const newLease = () => `projects-${randomUUID()}`;
    const taken = async (readModels: ReadModels, name: string, holder: string, ttlMs = 60_000): Promise<Lease> => {
      const lease = await readModels.lease(name, holder, ttlMs);
      if (!lease) throw new Error(`${holder} did not get the lease.`);
      return lease;
    };

    it('are held by one at a time, and renewing keeps the fence', async () => {
      const { readModels, openAnother } = opened();
      const other = await openAnother();
      const name = newLease();
      const first = await taken(readModels, name, 'worker-1');
      expect(first).toEqual({ name, holder: 'worker-1', fence: first.fence });
      expect(await other.lease(name, 'worker-2', 60_000)).toBeUndefined();
      expect(await taken(readModels, name, 'worker-1')).toEqual(first);
      expect(await taken(other, newLease(), 'worker-2')).toBeDefined();
      await other.close();
    });

    it('go to exactly one of many who ask at once', async () => {
      const { readModels, openAnother } = opened();
      const other = await openAnother();
      const name = newLease();
      const ask = () =>
        Promise.all(
          Array.from({ length: 8 }, (_, n) => (n % 2 ? other : readModels).lease(name, `worker-${n}`, 60_000)),
        );
      const [first, none] = (await ask()).filter((lease) => lease !== undefined);
      expect([first?.fence === undefined, none]).toEqual([false, undefined]);
      if (first) await readModels.release(first);
      const [second, nobody] = (await ask()).filter((lease) => lease !== undefined);
      expect(nobody).toBeUndefined();
      expect(second?.fence).toBeGreaterThan(first?.fence ?? Infinity);
      await other.close();
    });

    it('pass on with a higher fence when released, and when they lapse', async () => {
      const { readModels } = opened();
      const name = newLease();
      const first = await taken(readModels, name, 'worker-1');
      await readModels.release(first);
      const second = await taken(readModels, name, 'worker-2', 30);
      expect(second.fence).toBeGreaterThan(first.fence);
      const third = await takenAfterLapse(readModels, name, 'worker-1');
      expect(third.fence).toBeGreaterThan(second.fence);
    });

    it('grow their fence when the same holder takes them again after a release', async () => {
      const { readModels } = opened();
      const name = newLease();
      const first = await taken(readModels, name, 'worker-1');
      await readModels.release(first);
      expect((await taken(readModels, name, 'worker-1')).fence).toBeGreaterThan(first.fence);
    });

    it('are not ended by the release of a holder who had lost them', async () => {
      const { readModels } = opened();
      const name = newLease();
      const first = await taken(readModels, name, 'worker-1', 30);
      const second = await takenAfterLapse(readModels, name, 'worker-2');
      await readModels.release(first);
      await readModels.release({ ...second, holder: 'worker-1' });
      expect(await readModels.lease(name, 'worker-1', 60_000)).toBeUndefined();
      expect(await taken(readModels, name, 'worker-2')).toEqual(second);
    });

    it('refuse the batch of a worker whose lease has passed to another', async () => {
      const { readModels } = opened();
      const collection = newCollection();
      await readModels.prepare([collection]);
      const batch = (lease: Lease, event: number) => ({
        collection: collection.name,
        replacements: [{ id: `p${event}`, readAt: undefined, position: positionOf(event), body: { event } }],
        checkpoint: { logId: 'log', position: positionOf(event) },
        lease,
      });
      const name = newLease();
      const first = await taken(readModels, name, 'worker-1', 30);
      await readModels.save([batch(first, 1)]);
      const second = await takenAfterLapse(readModels, name, 'worker-2');
      await expect(readModels.save([batch(first, 2)])).rejects.toThrow(LeaseLost);
      expect(await readModels.checkpoint(collection.name)).toEqual({ logId: 'log', position: positionOf(1) });
      expect(await readModels.get(collection.name, 'p2')).toBeUndefined();
      await readModels.save([batch(second, 3)]);
      await expect(readModels.save([batch({ ...second, holder: 'worker-1' }, 4)])).rejects.toThrow(LeaseLost);
      await expect(readModels.save([batch({ name: newLease(), holder: 'x', fence: 1 }, 4)])).rejects.toThrow(LeaseLost);
      expect(await readModels.checkpoint(collection.name)).toEqual({ logId: 'log', position: positionOf(3) });
    });
  });
}
