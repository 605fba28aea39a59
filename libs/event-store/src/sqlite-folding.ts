import type { Database, Statement } from '#libs/sqlite';

/** Each pass has only what was committed during the one before it, and seldom more than three meet anything. */
const MOST_PASSES = 4;

/** Folds the write-ahead log into the file, beside a connection that goes on writing it. */
export class SqliteFolding {
  private readonly pass: Statement;

  constructor(database: Database) {
    this.pass = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');
    this.pass.setReturnArrays(true);
  }

  /**
   * Where a pass ends with nothing left, the writer begins its log anew; a log that only grew would be slower to sync. While
   * another connection folds, it has nothing to do.
   */
  run(): void {
    let before: number | undefined;
    for (let pass = 0; pass < MOST_PASSES; pass++) {
      const [isBusy, pages] = this.pass.get() as [busy: number, pages: number];
      if (isBusy !== 0 || pages === before) return;
      before = pages;
    }
  }
}
