import { BEGINNING, type Position } from '#libs/event-store';
import type { ReadModels } from './read-models.ts';

/** A document as it is folded; `rev` is undefined where nothing is stored. */
export interface Folded {
  rev: number | undefined;
  position: Position;
  body: object | null;
  /** The body as the store holds it. */
  stored: object | null;
  changed: boolean;
}

/**
 * The documents in work, and a bounded number of those used last. They fall out in two halves: what was not used
 * while a half filled up is let go, so nothing is counted or sorted on the way.
 */
export class DocumentsInMemory {
  private recent = new Map<string, Folded>();
  private before = new Map<string, Folded>();

  constructor(
    private readonly readModels: ReadModels,
    private readonly collection: string,
    private readonly kept: number,
    /** Nothing is stored that is not here, so there is nothing to load. */
    private isComplete: boolean,
  ) {}

  async load(keys: Iterable<string>): Promise<void> {
    const missing: string[] = [];
    for (const key of keys) if (!this.find(key)) missing.push(key);
    if (missing.length === 0) return;
    const stored = this.isComplete ? undefined : await this.readModels.load(this.collection, missing);
    for (const key of missing) {
      const found = stored?.get(key);
      this.recent.set(
        key,
        found
          ? { stored: found.body, changed: false, ...found }
          : { rev: undefined, position: BEGINNING, body: null, stored: null, changed: false },
      );
    }
  }

  find(key: string): Folded | undefined {
    const recent = this.recent.get(key);
    if (recent) return recent;
    const before = this.before.get(key);
    if (before) {
      this.before.delete(key);
      this.recent.set(key, before);
    }
    return before;
  }

  /** The half that would be let go next. */
  older(): Iterable<[key: string, document: Folded]> {
    return this.before;
  }

  get isFull(): boolean {
    return this.recent.size >= this.kept / 2;
  }

  /** Lets the older half go; what of it has changed must be stored before. */
  age(): void {
    if (this.before.size > 0) this.isComplete = false;
    this.before = this.recent;
    this.recent = new Map();
  }

  forget(key: string): void {
    this.recent.delete(key);
    this.before.delete(key);
    this.isComplete = false;
  }
}
