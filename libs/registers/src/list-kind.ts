import type { AnyCommandDeclaration } from '#libs/casework';
import type { ImportOptions, LineOutcome, Outcome } from './import-parts.ts';
import type { Line } from './line.ts';
import type { Acquaintances, PeopleByNumber } from './people-by-number.ts';
import type { Cells } from './read-cells.ts';
import type { Layout } from './read-rows.ts';

/** One command that a line leads to. */
export interface Step {
  readonly declaration: AnyCommandDeclaration;
  /** The person's id. */
  readonly id: string;
  readonly fields: object;
  /** What the command's id is made of: the same line always makes the same command. */
  readonly words: readonly string[];
}

/** What a line comes to on what is known now. */
export type Decision =
  | { readonly outcome: Exclude<Outcome, 'applied'>; readonly code: string; readonly params?: LineOutcome['params'] }
  | { readonly steps: readonly Step[]; readonly province: string | undefined; readonly begins?: boolean };

/** By what a line is decided beside itself and whom it may be about. */
export interface DecisionParts extends ImportOptions {
  readonly batchId: string;
  readonly people: PeopleByNumber;
}

/** A kind of list: how it is laid out, and what its lines mean. */
export interface ListKind<L extends Line> {
  readonly name: 'admissions' | 'releases';
  readonly layout: Layout;
  read(line: number, cells: Cells): L;
  /** What makes two lines say the same. */
  wordsOf(line: L): string;
  decide(line: L, known: Acquaintances, parts: DecisionParts): Decision | Promise<Decision>;
}
