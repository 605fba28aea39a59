import type { JsonObject } from '#libs/kernel';
import type { Position, RecordedEvent } from './event-store.ts';

/** A stored event whose JSON is still text: it is parsed at each asking, so that whoever needs none of it pays nothing. */
export class WrittenEvent implements RecordedEvent {
  constructor(
    readonly position: Position,
    readonly stream: string,
    readonly revision: number,
    readonly type: string,
    private readonly hexId: string,
    readonly dataText: string,
    readonly metadataText: string,
  ) {}

  get id(): string {
    return uuidText(this.hexId);
  }

  get data(): JsonObject {
    return JSON.parse(this.dataText) as JsonObject;
  }

  get metadata(): JsonObject {
    return JSON.parse(this.metadataText) as JsonObject;
  }
}

export function uuidText(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
