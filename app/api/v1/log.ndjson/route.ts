import { lineOf } from "#edges/web/log-line";
import { forRoles } from "#edges/web/route";
import type { Runtime } from "#edges/web/runtime";
import type { SignedEnd } from "#wire/room-log";

const ROWS_AT_ONCE = 500;

/**
 * The whole log, one event a line, each with the text that was hashed, and at its end the signed head that covers all of them:
 * `holdpoint verify-log --file` needs nothing else.
 */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(
    request,
    "GET /api/v1/log.ndjson",
    ({ engine }) =>
      new Response(linesOf(engine), {
        headers: {
          "content-type": "application/x-ndjson; charset=utf-8",
          "content-disposition": 'attachment; filename="holdpoint-log.ndjson"',
          "cache-control": "no-store",
        },
      }),
  );
}

function linesOf(engine: Runtime["engine"]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const state = { seq: 0, end: null as SignedEnd | null };
  return new ReadableStream({
    async pull(controller) {
      // what is logged meanwhile is for the next download
      const end = (state.end ??= await engine.signedEnd());
      const rows = await engine.writtenRows(state.seq, Math.min(ROWS_AT_ONCE, end.seq - state.seq));
      controller.enqueue(encoder.encode(rows.map((row) => `${JSON.stringify(lineOf(row))}\n`).join("")));
      state.seq = rows.at(-1)?.seq ?? end.seq;
      if (state.seq < end.seq) return;
      controller.enqueue(encoder.encode(`${JSON.stringify(end)}\n`));
      controller.close();
    },
  });
}
