import { forRoles } from "#edges/web/route";
import type { Runtime } from "#edges/web/runtime";

const EVENTS_AT_ONCE = 500;

/** The whole log, one event a line, and at its end the signed head that covers all of them; for keeping elsewhere. */
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
  const state = { seq: 0 };
  return new ReadableStream({
    async pull(controller) {
      const events = await engine.events(state.seq, EVENTS_AT_ONCE);
      if (events.length > 0)
        controller.enqueue(encoder.encode(events.map((event) => `${JSON.stringify(event)}\n`).join("")));
      state.seq = events.at(-1)?.seq ?? state.seq;
      if (events.length === EVENTS_AT_ONCE) return;
      controller.enqueue(encoder.encode(`${JSON.stringify({ signedHead: await engine.signedHead() })}\n`));
      controller.close();
    },
  });
}
