import * as zlib from "node:zlib";
import type { Transform } from "node:stream";

/** An answer as it came: its bytes, and the headers that say how to read them. */
export type RawBody = {
  readonly bytes: Buffer;
  readonly contentEncoding: string;
  readonly contentType: string;
};

type Headers = Readonly<Record<string, string | string[] | undefined>>;

export function rawBody(parts: readonly Buffer[], headers: Headers): RawBody {
  const text = (name: string): string => [headers[name] ?? ""].flat().join(", ");
  return {
    bytes: Buffer.concat(parts),
    contentEncoding: text("content-encoding"),
    contentType: text("content-type"),
  };
}

/** `whole` is false where the text goes on beyond what was asked for; `exact` is false where bytes were no text of its charset. */
export type BodyText =
  | { readonly ok: true; readonly text: string; readonly whole: boolean; readonly exact: boolean }
  | { readonly ok: false; readonly reason: string };

/** Encodings upon encodings are an attack or a mistake. */
const MOST_CODINGS = 3;

/**
 * The first `most` bytes of an answer's text: decoded from gzip, deflate, br (zstd where Node has it), read in the charset that it
 * names, without a byte order mark. Never decodes more than `most` bytes, whatever they would unfold to. The reason is a few words.
 */
export async function textOfBody({ bytes, contentEncoding, contentType }: RawBody, most: number): Promise<BodyText> {
  const codings = contentEncoding
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "" && coding !== "identity");
  if (codings.length > MOST_CODINGS) return { ok: false, reason: "answer is encoded too often" };
  let plain = bytes;
  for (const coding of codings.toReversed()) {
    const unfold = unfolder(coding, plain);
    if (unfold === null) return { ok: false, reason: `answer's encoding ${words(coding)} cannot be read` };
    const unfolded = await unfolding(unfold, plain, most + 1);
    if (unfolded === null) return { ok: false, reason: `answer is no valid ${words(coding)}` };
    plain = unfolded;
  }
  const charset = charsetOf(plain, contentType);
  const decoder = decoderFor(charset);
  if (decoder === null) return { ok: false, reason: `answer's charset ${words(charset)} is not known` };
  const text = decoder.decode(plain.subarray(0, most));
  return { ok: true, text, whole: plain.length <= most, exact: !text.includes("\ufffd") };
}

function words(text: string): string {
  return JSON.stringify(text.replace(/[^\x20-\x7e]/g, "?").slice(0, 30));
}

/** A byte order mark says it before the header does, as browsers read it. */
function charsetOf(bytes: Buffer, contentType: string): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1] ?? "utf-8";
}

function decoderFor(charset: string): TextDecoder | null {
  try {
    return new TextDecoder(charset);
  } catch {
    return null;
  }
}

type Unfolder = () => Transform;

function unfolder(coding: string, bytes: Buffer): Unfolder | null {
  const cut = { flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH };
  switch (coding) {
    case "gzip":
    case "x-gzip":
      return () => zlib.createGunzip(cut);
    case "deflate":
      // with zlib's header, as it should be, or without, as some send it
      return () => (((bytes[0] ?? 0) & 0x0f) === 8 ? zlib.createInflate(cut) : zlib.createInflateRaw(cut));
    case "br":
      return () =>
        zlib.createBrotliDecompress({
          flush: zlib.constants.BROTLI_OPERATION_FLUSH,
          finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
        });
    case "zstd": {
      const create: unknown = Reflect.get(zlib, "createZstdDecompress");
      return typeof create === "function" ? () => Reflect.apply(create, zlib, []) as Transform : null;
    }
    default:
      return null;
  }
}

/** At most `most` bytes of what `bytes` unfold to; null when they are not what they say they are. */
function unfolding(create: Unfolder, bytes: Buffer, most: number): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const stream = create();
    const parts: Buffer[] = [];
    let length = 0;
    const done = (whole: Buffer | null): void => {
      resolve(whole);
      stream.destroy();
    };
    stream.on("data", (part: Buffer) => {
      parts.push(part);
      length += part.length;
      if (length >= most) done(Buffer.concat(parts).subarray(0, most));
    });
    stream.on("end", () => done(Buffer.concat(parts)));
    stream.on("error", () => done(null));
    stream.end(bytes);
  });
}
