import { createRequire } from 'node:module';
import type { Weakness } from './application-process.ts';

interface Connection {
  exec(sql: string): void;
  readonly isOpen: boolean;
  readonly isTransaction: boolean;
}
interface Engine {
  DatabaseSync: new (...given: never[]) => Connection;
  StatementSync: { prototype: object };
}

/** Every event file's connection says this once, when it is opened; no other file's does. */
const SAID_BY_EVENT_FILES = 'PRAGMA wal_autocheckpoint';
const COMMITS_AFTER_MS = 400;

/** Makes the event files that this process opens from now on as little durable as a control needs. */
export function weaken(how: Weakness): void {
  const builtIn = process.getBuiltinModule('node:sqlite' as 'node:fs') as unknown as Engine | undefined;
  if (builtIn && 'setReturnArrays' in builtIn.StatementSync.prototype) {
    builtIn.DatabaseSync = weakened(builtIn.DatabaseSync, how);
    return;
  }
  const require = createRequire(import.meta.url);
  const engine = require('@photostructure/sqlite') as Engine;
  const loaded = require.cache[require.resolve('@photostructure/sqlite')];
  if (!loaded) throw new Error('The engine was not loaded as a module of its own.');
  loaded.exports = { ...engine, DatabaseSync: weakened(engine.DatabaseSync, how) };
}

function weakened(Base: Engine['DatabaseSync'], how: Weakness): Engine['DatabaseSync'] {
  const isEarly = how === 'acknowledged before the commit';
  return class extends Base {
    private isEventFile = false;
    private isUncommitted = false;

    override exec(sql: string): void {
      if (sql.startsWith(SAID_BY_EVENT_FILES)) {
        this.isEventFile = true;
        super.exec(sql);
        super.exec(isEarly ? 'PRAGMA synchronous = OFF' : 'PRAGMA synchronous = NORMAL');
      } else if (!isEarly || !this.isEventFile || (sql !== 'COMMIT' && !sql.startsWith('BEGIN'))) {
        super.exec(sql);
      } else if (sql === 'COMMIT') {
        this.commitLater();
      } else if (!this.isUncommitted) {
        super.exec(sql);
      }
    }

    /** Whoever was answered is not told when it fails. */
    private commitNow(): void {
      try {
        if (this.isOpen) super.exec('COMMIT');
      } catch {
        if (this.isTransaction) super.exec('ROLLBACK');
      }
    }

    private commitLater(): void {
      if (this.isUncommitted) return;
      this.isUncommitted = true;
      setTimeout(() => {
        this.isUncommitted = false;
        this.commitNow();
      }, COMMITS_AFTER_MS);
    }
  };
}
