import { z } from "zod";
import { problem } from "#edges/web/respond";
import { forRoles, readBody } from "#edges/web/route";

const TIMEOUT_MS = 3_000;
const MOST_BYTES = 4_096;
type Method = "GET" | "POST" | "DELETE";

/** The demo's control port checks what it is given and answers for itself. */
async function forward(request: Request, method: Method): Promise<Response> {
  return await forRoles(request, `${method} /api/v1/demo/faults`, async ({ demo }) => {
    if (!demo) return problem({ code: "not_found", message: "The demo system is not running." });
    const body = method === "POST" ? await readBody(request, z.unknown(), MOST_BYTES) : null;
    if (body?.ok === false) return problem(body.refusal);
    const reply = await fetch(`${demo.controlUrl}/faults${new URL(request.url).search}`, {
      method,
      ...(body && { body: JSON.stringify(body.value), headers: { "content-type": "application/json" } }),
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
  return await forward(request, "GET");
}

export async function POST(request: Request): Promise<Response> {
  return await forward(request, "POST");
}

/** `?fault=NAME` switches one off; without it, all. */
export async function DELETE(request: Request): Promise<Response> {
  return await forward(request, "DELETE");
}
