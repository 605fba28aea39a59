import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** By how much a heap may grow, in percent of what was in use, before it is collected again. */
const USUAL = 100;
const EARLY = 30;

/** Of this thread alone, while V8's flags are the whole process's: one thread of a process says what is usual. */
let early = 0;

/**
 * From here on the heaps of this process at most double, and everything in them is young at first. Left alone, V8 after a
 * while makes what it takes for long-lived old at once: what belongs to a request is then found dead by full collections
 * only, and until then keeps alive whatever it knew.
 */
export function boundHeaps(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
  if (early === 0) growBy(USUAL);
}

/**
 * Work on many events or lines makes much garbage that has outlived the young part of the heap, a hundred megabytes while
 * a log is read. Until the answer is called, the whole process collects when a heap has grown by a third. Where commands
 * come one after the other that costs a tenth of the time, so whoever has read enough says so.
 */
export function collectGarbageEarly(): () => void {
  if (early++ === 0) {
    growBy(EARLY);
    collect();
  }
  let isOver = false;
  return () => {
    if (!isOver && --early === 0) growBy(USUAL);
    isOver = true;
  };
}

function growBy(percent: number): void {
  setFlagsFromString(`--heap-growing-percent=${percent}`);
}

/** Only a collection sets the next limit. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
