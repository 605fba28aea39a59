/** Text in the three languages of the house. */
export interface Labels {
  readonly ar: string;
  readonly fr: string;
  readonly en: string;
}

/** One entry of a list of reference data. Codes are stored for good; labels may be bettered at any time. */
export interface Named<C extends string = string> extends Labels {
  readonly code: C;
  /** Other ways that exports and lists write it, in any language. */
  readonly spellings?: readonly string[];
}

export function byCode<N extends Named>(list: readonly N[]): ReadonlyMap<string, N> {
  return new Map(list.map((named) => [named.code, named]));
}
