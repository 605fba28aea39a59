export interface FieldError {
  /** Path of the field in the body, e.g. `name.arabic.given` or `shares[1].percent`; empty for the whole body. */
  readonly field: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export type ProblemParams = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Anything that is answered to a person as an error. `code` is a key of the catalogue in the language library,
 * which holds its HTTP status and its text in Arabic, French and English; `params` fill that text and never hold
 * personal data.
 */
export class Problem extends Error {
  override readonly name: string = 'Problem';

  constructor(
    readonly code: string,
    readonly params: ProblemParams = {},
    readonly errors: readonly FieldError[] = [],
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

/** A rule said no. Nothing was recorded. */
export class Refused extends Problem {
  override readonly name: string = 'Refused';
}
