import { StoreUnavailable } from '#libs/event-store';
import { Problem } from '#libs/kernel';
import { ReadModelsUnavailable } from '#libs/read-models';

/** What the web framework says by status; the rest of its 4xx is a malformed request. */
const BY_STATUS: Readonly<Record<number, string>> = {
  404: 'request.not-found',
  405: 'request.method',
  408: 'request.too-slow',
  413: 'request.too-large',
  414: 'request.bad-address',
  415: 'request.media-type',
  431: 'request.headers-too-large',
  503: 'service.unavailable',
};

/** Any error as the problem it is answered as; what nobody foresaw is `service.failed`. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof StoreUnavailable || error instanceof ReadModelsUnavailable) {
    return new Problem('service.unavailable', {}, [], { cause: error });
  }
  const status = statusOf(error);
  const code = BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'request.malformed' : 'service.failed');
  return new Problem(code, {}, [], { cause: error });
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 500;
  const { statusCode, status } = error as { statusCode?: unknown; status?: unknown };
  if (typeof statusCode === 'number') return statusCode;
  return typeof status === 'number' ? status : 500;
}
