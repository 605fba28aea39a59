import { Problem } from '#libs/kernel';
import { isUtf8 } from 'node:buffer';

const MARKS = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
];
const WINDOWS = ['windows-1256', 'windows-1252'];
const CHUNK_BYTES = 64 * 1024;

/**
 * The encoding of an export, whatever program saved it: UTF-8 with or without a mark, UTF-16 with one, else the Windows
 * encoding in which most of what `recognized` looks for is found at its beginning. Throws `import.not-utf8`.
 */
export function encodingOf(bytes: Uint8Array, recognized: (beginning: string) => number): string {
  const marked = MARKS.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte))?.encoding;
  if (marked !== undefined && marked !== 'utf-8') return marked;
  if (isUtf8(bytes)) return 'utf-8';
  if (marked !== undefined) return unreadable();
  let best = { found: 0, encoding: '' };
  for (const encoding of WINDOWS) {
    const found = recognized(beginningOf(bytes, encoding));
    if (found > best.found) best = { found, encoding };
  }
  return best.found > 0 ? best.encoding : unreadable();
}

export function beginningOf(bytes: Uint8Array, encoding: string): string {
  return decodedParts(bytes, encoding).next().value ?? '';
}

/** The text piece by piece, so that it never stands in memory whole; a mark at its beginning is not part of it. */
export function* decodedParts(bytes: Uint8Array, encoding: string): Generator<string, undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    yield decoded(decoder, bytes.subarray(at, at + CHUNK_BYTES), at + CHUNK_BYTES < bytes.length);
  }
}

function decoded(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    return unreadable();
  }
}

function unreadable(): never {
  throw new Problem('import.not-utf8');
}
