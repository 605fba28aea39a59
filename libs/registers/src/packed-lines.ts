const FIRST_BYTES = 256 * 1024;
/** Of a UTF-16 unit in UTF-8. */
const MOST_BYTES_A_UNIT = 3;

/**
 * Lines that wait for their turn, one after the other as bytes outside the heap: as objects they take three times the
 * room, and every collection looks at them again.
 */
export class PackedLines<L extends object> {
  private bytes = Buffer.allocUnsafe(FIRST_BYTES);
  private readonly ends: number[] = [];

  get count(): number {
    return this.ends.length;
  }

  add(line: L): void {
    const text = JSON.stringify(line);
    const from = this.ends.at(-1) ?? 0;
    const needed = from + MOST_BYTES_A_UNIT * text.length;
    if (needed > this.bytes.length) this.grow(2 * needed);
    this.ends.push(from + this.bytes.write(text, from));
  }

  /** The line that was added so many lines after the first. */
  at(index: number): L {
    const text = this.bytes.toString('utf8', index === 0 ? 0 : this.ends[index - 1], this.ends[index]);
    return JSON.parse(text) as L;
  }

  private grow(size: number): void {
    const larger = Buffer.allocUnsafe(size);
    this.bytes.copy(larger);
    this.bytes = larger;
  }
}
