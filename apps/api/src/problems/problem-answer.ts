import type { FieldError, Problem } from '#libs/kernel';
import { fieldText, type Language, problemStatus, problemText } from '#libs/language';
import { titleOf } from './titles.ts';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Seconds after which asking again makes sense. */
const RETRY_AFTER: Readonly<Record<number, number>> = { 429: 10, 503: 5 };

/** What a problem is answered as: RFC 9457, in the caller's language. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly correlationId: string;
  /** Every field at fault. */
  readonly errors?: readonly { readonly field: string; readonly code: string; readonly message: string }[];
}

export interface ProblemAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ProblemBody;
}

export function problemAnswer(problem: Problem, language: Language, correlationId: string): ProblemAnswer {
  const { code, params, errors } = problem;
  const status = problemStatus(code);
  const body = {
    type: `urn:idmaj:problem:${code}`,
    title: titleOf(status, language),
    status,
    detail: problemText(code, params, language),
    code,
    correlationId,
    ...(errors.length > 0 && { errors: errors.map((error) => spoken(error, language)) }),
  };
  return { status, body, headers: headersOf(code, status, language) };
}

function spoken({ field, code, params = {} }: FieldError, language: Language) {
  return { field, code, message: fieldText(code, params, language) };
}

function headersOf(code: string, status: number, language: Language): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': PROBLEM_TYPE, 'content-language': language };
  const retryAfter = RETRY_AFTER[status];
  if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter);
  if (status === 401) {
    headers['www-authenticate'] =
      code === 'auth.missing' ? 'Bearer realm="idmaj"' : 'Bearer realm="idmaj", error="invalid_token"';
  }
  return headers;
}
