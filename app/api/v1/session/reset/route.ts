import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles, readBody, withCookies } from "#edges/web/route";
import { resetBodySchema } from "#wire/accounts";

/** Sets the password that a link is for, once, and signs in. */
export async function POST(request: Request): Promise<Response> {
  return await forRoles(request, "POST /api/v1/session/reset", async ({ accounts }) => {
    const body = await readBody(request, resetBodySchema, 4_096);
    if (!body.ok) return respond(body);
    const reset = await accounts.resets.use(body.value, request.headers);
    if (!reset.ok) return respond(reset);
    const { cookies, codeNeeded, by } = reset.value;
    return withCookies(respond(accept({ codeNeeded, by })), { cookies });
  });
}
