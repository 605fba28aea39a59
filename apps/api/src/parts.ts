import type { DoorParts } from '#libs/assembly';

/** Where Nest finds the assembled parts. */
export const IDMAJ = Symbol('the assembled parts');

/** What the door stands on; `readings` is told of every answer about people before it leaves. */
export type Parts = DoorParts;
