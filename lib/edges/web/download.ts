import type { Identity } from "#core/identity";
import { readerOf } from "./heavy-reads.ts";
import type { Runtime } from "./runtime.ts";

type File = { readonly name: string; readonly type: string };
type Asked = { readonly runtime: Pick<Runtime, "reads">; readonly identity: Identity; readonly headers: Headers };

/**
 * A long file as an attachment, piece by piece: the next one is read when the last one is taken, and when it is the reader's
 * turn, however long that takes. `next` answers null after the last piece.
 */
export function download(
  { runtime, identity, headers }: Asked,
  file: File,
  next: () => Promise<string | null>,
): Response {
  const encoder = new TextEncoder();
  const reader = readerOf(identity, headers);
  const gone = new AbortController();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = await runtime.reads(reader, next, { signal: gone.signal, waitMs: Infinity });
        if (piece === null) controller.close();
        else controller.enqueue(encoder.encode(piece));
      },
      cancel: () => gone.abort(),
    },
    // nothing is read ahead for who does not take it
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      "content-type": `${file.type}; charset=utf-8`,
      "content-disposition": `attachment; filename="${file.name}"`,
      "cache-control": "no-store",
    },
  });
}
