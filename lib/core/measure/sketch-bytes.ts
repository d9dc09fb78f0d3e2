import { EMPTY_SKETCH, MAX_KEY, MIN_KEY, sketchOf, type Sketch } from "./sketch.ts";

/*
 * Byte 0 is the layout. 0: empty. 1: one value, as float64. 2: zeros, number of bins, first key (zigzag), steps between
 * keys, counts, all as varints of 7 bits; then min, max, sum as float64, little end first.
 */
const LAYOUT = { empty: 0, single: 1, bins: 2 } as const;
const FLOAT_BYTES = 8;
const MOST_VARINT_BYTES = 8;

/** Bytes of a sketch: 1 when empty, 9 for a single value, about 2 a bin otherwise. */
export function encodeSketch(sketch: Sketch): Uint8Array {
  if (sketch.count === 0) return Uint8Array.of(LAYOUT.empty);
  if (sketch.count === 1) return withFloats([LAYOUT.single], [sketch.min]);
  const out: number[] = [LAYOUT.bins];
  pushVarint(out, sketch.zeros);
  pushVarint(out, sketch.keys.length);
  let before = 0;
  sketch.keys.forEach((key, i) => {
    pushVarint(out, i === 0 ? zigzag(key) : key - before);
    before = key;
  });
  for (const count of sketch.counts) pushVarint(out, count);
  return withFloats(out, [sketch.min, sketch.max, sketch.sum]);
}

function withFloats(head: readonly number[], floats: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(head.length + floats.length * FLOAT_BYTES);
  bytes.set(head);
  const view = new DataView(bytes.buffer);
  floats.forEach((float, i) => view.setFloat64(head.length + i * FLOAT_BYTES, float, true));
  return bytes;
}

function pushVarint(out: number[], value: number): void {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`a sketch cannot be stored with the count ${value}`);
  let rest = value;
  while (rest >= 128) {
    out.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}

function zigzag(key: number): number {
  return key < 0 ? -2 * key - 1 : 2 * key;
}

function unzigzag(value: number): number {
  return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
}

/** The sketch that `encodeSketch` wrote. Bytes that no sketch has (cut short, too long, out of order) throw. */
export function decodeSketch(bytes: Uint8Array): Sketch {
  const reader = new Reader(bytes);
  const layout = reader.byte();
  const sketch =
    layout === LAYOUT.empty
      ? EMPTY_SKETCH
      : layout === LAYOUT.single
        ? sketchOf([reader.float()])
        : layout === LAYOUT.bins
          ? readBins(reader)
          : bad(`layout ${layout}`);
  if (!reader.atEnd()) bad("too long");
  return sketch;
}

function readBins(reader: Reader): Sketch {
  const zeros = reader.varint();
  const bins = reader.varint();
  if (bins > MAX_KEY - MIN_KEY + 1) bad("too many bins");
  const keys: number[] = [];
  for (let i = 0; i < bins; i++) keys.push(nextKey(reader, keys.at(-1)));
  const counts = keys.map(() => reader.varint());
  const [min, max, sum] = [reader.float(), reader.float(), reader.float()];
  const count = counts.reduce((all, n) => all + n, zeros);
  if (counts.includes(0) || count < 2 || !Number.isSafeInteger(count)) bad("counts");
  if (!(min >= 0 && min <= max && max < Infinity && sum >= 0 && sum < Infinity)) bad("min, max or sum");
  return { count, sum, min, max, zeros, keys, counts };
}

function nextKey(reader: Reader, before: number | undefined): number {
  const read = reader.varint();
  const key = before === undefined ? unzigzag(read) : before + read;
  if (key < MIN_KEY || key > MAX_KEY || (before !== undefined && read === 0)) bad("keys");
  return key;
}

function bad(what: string): never {
  throw new Error(`not the bytes of a sketch: ${what}`);
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  byte(): number {
    return this.#bytes[this.#at++] ?? bad("cut short");
  }

  varint(): number {
    let [value, scale] = [0, 1];
    for (let i = 0; i < MOST_VARINT_BYTES; i++, scale *= 128) {
      const byte = this.byte();
      value += (byte % 128) * scale;
      if (byte < 128) return Number.isSafeInteger(value) ? value : bad("a count too large");
    }
    return bad("a count too large");
  }

  float(): number {
    if (this.#at + FLOAT_BYTES > this.#bytes.length) bad("cut short");
    this.#at += FLOAT_BYTES;
    return this.#view.getFloat64(this.#at - FLOAT_BYTES, true);
  }

  atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }
}
