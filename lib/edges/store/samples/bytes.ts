const FLOAT = 8;
const MOST_SCALE = 2 ** 49;

/** Bytes being written: varints, little-endian floats, texts, and runs of bytes with their length. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(256);
  #length = 0;

  /** A whole number from 0 to 2^53. */
  varint(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} cannot be stored as a count`);
    this.#room(FLOAT);
    let rest = value;
    while (rest >= 128) {
      this.#bytes[this.#length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#length++] = rest;
  }

  float(value: number): void {
    this.#room(FLOAT);
    this.#length = this.#bytes.writeDoubleLE(value, this.#length);
  }

  run(bytes: Uint8Array): void {
    this.varint(bytes.length);
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  text(text: string): void {
    this.run(Buffer.from(text, "utf8"));
  }

  done(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

/** Reads what a `ByteWriter` wrote; bytes that end too soon throw. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  varint(): number {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new Error("stored bytes are cut short");
      value += (byte % 128) * scale;
      if (byte < 128 && Number.isSafeInteger(value)) return value;
      if (scale > MOST_SCALE) throw new Error("stored bytes hold a count that is too large");
      scale *= 128;
    }
  }

  float(): number {
    this.#at += FLOAT;
    const value = this.#bytes.readDoubleLE(this.#at - FLOAT);
    if (!Number.isFinite(value)) throw new Error("stored bytes hold no number where one belongs");
    return value;
  }

  run(): Buffer {
    const length = this.varint();
    if (this.#at + length > this.#bytes.length) throw new Error("stored bytes are cut short");
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  skip(bytes: number): void {
    if (this.#at + bytes > this.#bytes.length) throw new Error("stored bytes are cut short");
    this.#at += bytes;
  }

  /** Throws where something is left over. */
  end(): void {
    if (this.#at !== this.#bytes.length) throw new Error("stored bytes are too long");
  }

  text(): string {
    return this.run().toString("utf8");
  }
}
