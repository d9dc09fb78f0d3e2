import { download } from "#edges/web/download";
import { forRoles } from "#edges/web/route";
import type { Runtime } from "#edges/web/runtime";

/** The whole security log, one event a line, for keeping elsewhere. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/security-events.ndjson", (runtime, identity) =>
    download(
      { runtime, identity, headers: request.headers },
      { name: "holdpoint-security.ndjson", type: "application/x-ndjson" },
      linesOf(runtime.accounts.security),
    ),
  );
}

function linesOf(security: Runtime["accounts"]["security"]): () => Promise<string | null> {
  const state = { seq: 0 };
  return async () => {
    const lines = await security.lines(state.seq);
    const last = lines.at(-1);
    if (!last) return null;
    state.seq = last.seq;
    return lines.map(({ text }) => `${text}\n`).join("");
  };
}
