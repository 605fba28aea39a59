import { type Ids, Problem, RandomIds } from '#libs/kernel';
import { DEFAULT_LANGUAGE } from '#libs/language';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problemAnswer } from '../problems/problem-answer.ts';
import { sendProblem } from '../problems/send-problem.ts';

/** An address that the router cannot read; it never reaches a handler. */
export function answerBadAddress(ids: Ids) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    sendProblem(new Problem('request.bad-address', {}, [], { cause: error }), request, reply, ids);
  };
}

const CODES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'request.headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request.too-slow',
};

const ids = new RandomIds();

/** Bytes that are no HTTP: there is no request yet, so the answer is written by hand and the connection closed. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const code = CODES[error.code ?? ''] ?? 'request.malformed';
  const { status, headers, body } = problemAnswer(new Problem(code), DEFAULT_LANGUAGE, ids.next());
  const text = JSON.stringify(body);
  const lines = Object.entries({ ...headers, connection: 'close', 'content-length': String(Buffer.byteLength(text)) });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n${text}`);
}
