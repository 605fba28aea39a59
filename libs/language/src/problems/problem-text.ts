/** One code's HTTP status and its text: what happened and what to do next, as an ICU message per language. */
export interface ProblemText {
  readonly status: number;
  readonly ar: string;
  readonly fr: string;
  readonly en: string;
}

export type Catalogue = Readonly<Record<string, ProblemText>>;
