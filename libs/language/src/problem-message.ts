import type { Language } from './languages.ts';
import { fillMessage, type MessageParams } from './messages.ts';
import { problems } from './problem-catalogue.ts';
import type { Catalogue, ProblemText } from './problems/problem-text.ts';

/** What happened and what to do next, for a person. A code the catalogue lacks reads as an unexpected failure. */
export function problemText(code: string, params: MessageParams, language: Language): string {
  return fillMessage(entry(code)[language], params, language);
}

/** The HTTP status of a problem; 500 for a code the catalogue lacks. */
export function problemStatus(code: string): number {
  return entry(code).status;
}

function entry(code: string): ProblemText {
  return find(problems, code) ?? problems['service.failed'];
}

function find(catalogue: Catalogue, code: string): ProblemText | undefined {
  return Object.hasOwn(catalogue, code) ? catalogue[code] : undefined;
}
