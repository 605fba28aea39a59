import { Building } from './building.ts';
import type { Generation } from './generation.ts';
import { isOfVersion, nextGeneration, type Pointer } from './generation-pointers.ts';
import type { AnyProjection } from './projection.ts';
import { replayParkedEvents } from './replay-parked.ts';
import { CheckpointOfAnotherLog } from './runner-alarms.ts';
import type { FedGenerations } from './runner-circumstances.ts';

/** Documents kept of a projection whose documents are soon complete, while they are built. */
const KEPT_OF_COMPLETE = 64;

/** What the worker does beside feeding: builds what is missing or asked for, switches, replays, drops what is retired. */
export class GenerationBuilds {
  constructor(private readonly session: FedGenerations) {}

  async attend(): Promise<void> {
    const { pointers, projections } = this.session.parts;
    const all = await pointers.all(projections.map(({ name }) => name));
    const wanted: AnyProjection[] = [];
    for (const projection of projections) {
      const pointer = all.get(projection.name) ?? {};
      if (pointer.retired) await this.drop(projection, pointer.retired);
      if (pointer.building !== undefined || !isOfVersion(pointer.live, projection)) wanted.push(projection);
      else if (pointer.replay) await this.replay(projection);
    }
    if (wanted.length > 0 && !this.session.signal.aborted) await this.build(wanted);
  }

  /** All in one reading of the log, beside what is live. */
  private async build(wanted: readonly AnyProjection[]): Promise<void> {
    const { parts, signal, lease } = this.session;
    const kept = Math.ceil(parts.keptWhileBuilding / wanted.filter(({ soonComplete }) => !soonComplete).length);
    const generations: Generation[] = [];
    for (const projection of wanted) {
      generations.push(await this.begin(projection, projection.soonComplete ? KEPT_OF_COMPLETE : kept));
    }
    const building = new Building({ ...parts, lease }, generations);
    // While others write the log has no end: it is read to where it ended at the start, then to where the live ones are.
    const isAtEnd = await building.readOn(signal, await parts.events.head());
    await building.store();
    if (!isAtEnd) return;
    for (const { collection, projection } of generations) {
      await parts.readModels.prepare([{ name: collection, indexes: projection.indexes }]);
    }
    if (!(await building.readOn(signal, await parts.events.head()))) return;
    await this.session.turn(async () => {
      if (!(await building.readOn(signal, this.session.position))) return;
      await building.store();
      await this.goLive(generations);
    });
  }

  private async begin(projection: AnyProjection, kept: number): Promise<Generation> {
    const { parts, lease } = this.session;
    const { building } = await parts.pointers.change(
      projection.name,
      (before) => {
        if (isOfVersion(before.building, projection)) return before;
        return { ...retiring(before, before.building), building: nextGeneration(projection, before) };
      },
      lease,
    );
    const collection = building ?? '';
    const open = async () => {
      await parts.readModels.prepare([{ name: collection, indexes: projection.indexes, filling: true }]);
      return this.session.openGeneration(projection, collection, kept);
    };
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof CheckpointOfAnotherLog)) throw error;
      await parts.readModels.drop(collection);
      return open();
    }
  }

  private async goLive(generations: readonly Generation[]): Promise<void> {
    const { parts, lease } = this.session;
    const live: Generation[] = [];
    for (const { projection, collection } of generations) {
      await parts.pointers.change(
        projection.name,
        (before) => ({ ...retiring(before, before.live), live: collection, building: undefined }),
        lease,
      );
      live.push(await this.session.openGeneration(projection, collection, parts.keptDocuments));
    }
    this.session.feedInstead(live);
    parts.progress.switch();
  }

  private async drop(projection: AnyProjection, retired: readonly string[]): Promise<void> {
    const { pointers, readModels } = this.session.parts;
    for (const collection of retired) await readModels.drop(collection);
    await pointers.change(projection.name, (before) => {
      const left = before.retired?.filter((collection) => !retired.includes(collection)) ?? [];
      return { ...before, retired: left.length > 0 ? left : undefined };
    });
  }

  private async replay(projection: AnyProjection): Promise<void> {
    const { parts, lease } = this.session;
    await this.session.turn(async () => {
      const generation = this.session.live.find((one) => one.projection === projection);
      if (!generation) return;
      const outcome = await replayParkedEvents(parts, lease, generation);
      await parts.pointers.change(projection.name, (before) => {
        const building = before.building ?? (outcome === 'rebuild' ? nextGeneration(projection, before) : undefined);
        return { ...before, replay: undefined, building };
      });
    });
    parts.progress.switch();
    this.session.attendNow();
  }
}

function retiring(pointer: Pointer, collection: string | undefined): Pointer {
  return collection === undefined ? pointer : { ...pointer, retired: [...(pointer.retired ?? []), collection] };
}
