import type { Database, SqlValue, Statement } from '#libs/sqlite';

const STATEMENTS_KEPT = 300;

/** An open file and the statements prepared on it. Rows come as arrays in column order. */
export class OpenReadFile {
  private readonly statements = new Map<string, Statement>();

  constructor(readonly database: Database) {}

  all<Row extends readonly unknown[]>(sql: string, ...values: readonly SqlValue[]): Row[] {
    return this.statement(sql).all(...values) as Row[];
  }

  get<Row extends readonly unknown[]>(sql: string, ...values: readonly SqlValue[]): Row | undefined {
    return this.statement(sql).get(...values) as Row | undefined;
  }

  statement(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (!statement) {
      if (this.statements.size >= STATEMENTS_KEPT) this.statements.clear();
      statement = this.database.prepare(sql);
      statement.setReturnArrays(true);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  /** Takes the write lock at once, so that what is read inside stays true until the commit. */
  transaction<T>(work: () => T): T {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.database.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }
}
