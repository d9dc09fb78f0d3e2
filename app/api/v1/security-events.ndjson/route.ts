import { forRoles } from "#edges/web/route";
import type { Runtime } from "#edges/web/runtime";

/** The whole security log, one event a line, for keeping elsewhere. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(
    request,
    "GET /api/v1/security-events.ndjson",
    ({ accounts }) =>
      new Response(linesOf(accounts.security), {
        headers: {
          "content-type": "application/x-ndjson; charset=utf-8",
          "content-disposition": 'attachment; filename="holdpoint-security.ndjson"',
          "cache-control": "no-store",
        },
      }),
  );
}

function linesOf(security: Runtime["accounts"]["security"]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const state = { seq: 0 };
  return new ReadableStream({
    async pull(controller) {
      const lines = await security.lines(state.seq);
      const last = lines.at(-1);
      if (!last) return controller.close();
      controller.enqueue(encoder.encode(lines.map(({ text }) => `${text}\n`).join("")));
      state.seq = last.seq;
    },
  });
}
