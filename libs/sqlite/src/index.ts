export { isBusy, isConstraint, sqliteCode } from './sqlite-errors.ts';
export {
  closeDatabase,
  type Database,
  openDatabase,
  type OpenOptions,
  type SqlRow,
  type SqlValue,
  type Statement,
} from './sqlite-database.ts';
