import { type EventStore, StoreUnavailable } from '#libs/event-store';
import type { BackOffice } from './back-office.ts';

/** Little is left to do at a time then, and pages that commits change again and again are moved only now and then. */
const EVERY_MS = 50;

/**
 * Has the log folded into its file in this thread while the back office writes it: there, every fold would keep commands
 * waiting. Answers what ends it.
 */
export function foldLogBeside(events: EventStore, office: BackOffice): () => void {
  let due: NodeJS.Timeout | undefined;
  let isOver = false;
  const fold = (): void => {
    due = undefined;
    // What is not folded now is folded with what comes next.
    events.foldIntoFile?.().catch((error: unknown) => {
      if (!(error instanceof StoreUnavailable)) throw error;
    });
  };
  office.onNews((news) => {
    if ('logGrew' in news && !isOver) due ??= setTimeout(fold, EVERY_MS);
  });
  return () => {
    isOver = true;
    clearTimeout(due);
  };
}
