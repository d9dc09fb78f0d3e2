import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles, readBody, withCookies } from "#edges/web/route";
import { codeBodySchema } from "#wire/second-factor";

/** The second step of signing in: a code of the app, or a backup code. */
export async function POST(request: Request): Promise<Response> {
  return await forRoles(request, "POST /api/v1/session/code", async ({ accounts }) => {
    const body = await readBody(request, codeBodySchema, 4_096);
    if (!body.ok) return respond(body);
    const signedIn = await accounts.session.giveCode(body.value, request.headers);
    return signedIn.ok ? withCookies(respond(accept({})), signedIn.value) : respond(signedIn);
  });
}
