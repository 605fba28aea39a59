export type DiskOp =
  | { readonly op: 'write'; readonly path: string; readonly at: number; readonly data: Buffer }
  | { readonly op: 'truncate'; readonly path: string; readonly size: number }
  | { readonly op: 'sync' | 'failed sync' | 'unlink'; readonly path: string };

const HEAD_BYTES = 17;

/** Reads what disk-shim.c has written down. A record cut off by the kill ends it. */
export function readRecord(bytes: Buffer): DiskOp[] {
  const ops: DiskOp[] = [];
  for (let at = 0; at + HEAD_BYTES <= bytes.length;) {
    const op = String.fromCharCode(bytes.readUInt8(at));
    const offset = Number(bytes.readBigUInt64LE(at + 1));
    const pathBytes = bytes.readUInt32LE(at + 9);
    const dataBytes = bytes.readUInt32LE(at + 13);
    const pathAt = at + HEAD_BYTES;
    const dataAt = pathAt + pathBytes;
    at = dataAt + dataBytes;
    if (at > bytes.length) break;
    const path = bytes.toString('utf8', pathAt, dataAt);
    if (op === 'w') ops.push({ op: 'write', path, at: offset, data: bytes.subarray(dataAt, at) });
    else if (op === 't') ops.push({ op: 'truncate', path, size: offset });
    else ops.push({ op: op === 's' ? 'sync' : op === 'f' ? 'failed sync' : 'unlink', path });
  }
  return ops;
}

type Change = Extract<DiskOp, { readonly op: 'write' } | { readonly op: 'truncate' }>;

/** What a disk holds for certain, and what it may hold. */
export class Disk {
  private readonly files = new Map<string, { surely: Buffer; perhaps: Change[] }>();

  apply(op: DiskOp): void {
    const file = this.files.get(op.path) ?? { surely: Buffer.alloc(0), perhaps: [] };
    this.files.set(op.path, file);
    if (op.op === 'unlink') this.files.delete(op.path);
    else if (op.op === 'sync') {
      for (const change of file.perhaps.splice(0)) file.surely = changed(file.surely, change);
    } else if (op.op === 'failed sync') {
      // The pages count as written from here on, and they are not.
      file.perhaps.length = 0;
    } else if (op.op === 'write' || op.op === 'truncate') file.perhaps.push(op);
  }

  /** The files after a power cut now: of what was not synced, some is there, some is not, some is torn. */
  afterPowerCut(below: (most: number) => number): Map<string, Buffer> {
    const keptOf100 = [0, 50, 90, 100][below(4)] ?? 0;
    const images = new Map<string, Buffer>();
    for (const [path, { surely, perhaps }] of this.files) {
      let image: Buffer = Buffer.from(surely);
      for (const change of perhaps) {
        if (below(100) >= keptOf100) continue;
        image = changed(image, below(4) === 0 ? torn(change, below) : change);
      }
      images.set(path, image);
    }
    return images;
  }
}

const SECTOR = 512;

function torn(change: Change, below: (most: number) => number): Change {
  if (change.op !== 'write') return change;
  return { ...change, data: change.data.subarray(0, SECTOR * below(Math.ceil(change.data.length / SECTOR) + 1)) };
}

/** The buffer itself where it is large enough: it belongs to one file. */
function changed(content: Buffer, change: Change): Buffer {
  if (change.op === 'truncate') {
    return change.size <= content.length ? content.subarray(0, change.size) : grown(content, change.size);
  }
  const end = change.at + change.data.length;
  const image = end <= content.length ? content : grown(content, end);
  change.data.copy(image, change.at);
  return image;
}

function grown(content: Buffer, size: number): Buffer {
  const whole = Buffer.alloc(Math.max(size, 1) + 262_144).subarray(0, size);
  content.copy(whole);
  return whole;
}
