import { problem } from "#edges/web/respond";
import { forRoles } from "#edges/web/route";

const TIMEOUT_MS = 3_000;
type Method = "GET" | "POST" | "DELETE";

/** The demo's control port checks what it is given and answers for itself. */
async function forward(request: Request, init: RequestInit & { readonly method: Method }): Promise<Response> {
  return await forRoles(request, `${init.method} /api/v1/demo/faults`, async ({ demo }) => {
    if (!demo) return problem({ code: "not_found", message: "The demo system is not running." });
    const reply = await fetch(`${demo.controlUrl}/faults${new URL(request.url).search}`, {
      ...init,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const type = reply.headers.get("content-type") ?? "application/json";
    return new Response(await reply.text(), {
      status: reply.status,
      headers: { "content-type": type, "cache-control": "no-store" },
    });
  });
}

export async function GET(request: Request): Promise<Response> {
  return await forward(request, { method: "GET" });
}

export async function POST(request: Request): Promise<Response> {
  const body = (await request.text()).slice(0, 4_096);
  return await forward(request, { method: "POST", body, headers: { "content-type": "application/json" } });
}

/** `?fault=NAME` switches one off; without it, all. */
export async function DELETE(request: Request): Promise<Response> {
  return await forward(request, { method: "DELETE" });
}
