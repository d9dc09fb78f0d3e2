import { download } from "#edges/web/download";
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
  return await forRoles(request, "GET /api/v1/log.ndjson", (runtime, identity) =>
    download(
      { runtime, identity, headers: request.headers },
      { name: "holdpoint-log.ndjson", type: "application/x-ndjson" },
      linesOf(runtime.engine),
    ),
  );
}

function linesOf(engine: Runtime["engine"]): () => Promise<string | null> {
  const state = { seq: 0, end: null as SignedEnd | null, isOver: false };
  return async () => {
    if (state.isOver) return null;
    // what is logged meanwhile is for the next download
    const end = (state.end ??= await engine.signedEnd());
    const rows = await engine.writtenRows(state.seq, Math.min(ROWS_AT_ONCE, end.seq - state.seq));
    state.seq = rows.at(-1)?.seq ?? end.seq;
    state.isOver = state.seq >= end.seq;
    const lines = [...rows.map(lineOf), ...(state.isOver ? [end] : [])];
    return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  };
}
