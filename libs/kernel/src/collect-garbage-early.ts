import { setFlagsFromString } from 'node:v8';

/**
 * Work on many events or lines makes much garbage that has outlived the young part of the heap. Left alone, V8 lets it
 * grow as large as what is in use, a hundred megabytes while a log is read; from here on the whole process collects when
 * a heap has grown by a third. The next limit is set at each collection, so this is said before the first ones, while a
 * program is still loading, or before a thread makes its heap.
 */
export function collectGarbageEarly(): void {
  setFlagsFromString('--heap-growing-percent=30');
}
