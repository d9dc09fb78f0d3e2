import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles, readBody, withCookies } from "#edges/web/route";
import { joinBodySchema } from "#wire/accounts";

/** Makes the account that a link offers, once, and signs in. */
export async function POST(request: Request): Promise<Response> {
  return await forRoles(request, "POST /api/v1/invitations/join", async ({ accounts }) => {
    const body = await readBody(request, joinBodySchema, 4_096);
    if (!body.ok) return respond(body);
    const joined = await accounts.invitations.join(body.value, request.headers);
    return joined.ok ? withCookies(respond(accept({}), 201), joined.value) : respond(joined);
  });
}
