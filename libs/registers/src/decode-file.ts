import { Problem } from '#libs/kernel';

const UTF8_MARK = [0xef, 0xbb, 0xbf];
const UTF16_MARKS = [
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
];

/**
 * The text of an export, whatever program saved it: UTF-8 with or without a mark, UTF-16 with one, else the Windows
 * encoding in which most of what `recognized` looks for is found. Throws `import.not-utf8`.
 */
export function decodeFile(bytes: Uint8Array, recognized: (text: string) => number): string {
  const marked = UTF16_MARKS.find(({ mark }) => startsWith(bytes, mark));
  if (marked) return decoded(bytes, marked.encoding) ?? unreadable();
  const text = decoded(bytes, 'utf-8');
  if (text !== undefined) return text;
  if (startsWith(bytes, UTF8_MARK)) return unreadable();
  let best = { found: 0, text: '' };
  for (const encoding of ['windows-1256', 'windows-1252']) {
    const attempt = decoded(bytes, encoding) ?? '';
    const found = recognized(attempt);
    if (found > best.found) best = { found, text: attempt };
  }
  return best.found > 0 ? best.text : unreadable();
}

/** A mark at the beginning is not part of the text. */
function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function unreadable(): never {
  throw new Problem('import.not-utf8');
}
