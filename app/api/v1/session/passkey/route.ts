import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles, readBody, withCookies } from "#edges/web/route";
import { passkeyBodySchema } from "#wire/passkey";

const MOST_BYTES = 32_768;

/** A challenge for the passkeys of whoever has given the right password. */
export async function POST(request: Request): Promise<Response> {
  return await forRoles(request, "POST /api/v1/session/passkey", async ({ accounts }) =>
    respond(await accounts.session.askPasskey(request.headers)),
  );
}

/** The second step of signing in, by one of them. */
export async function PUT(request: Request): Promise<Response> {
  return await forRoles(request, "PUT /api/v1/session/passkey", async ({ accounts }) => {
    const body = await readBody(request, passkeyBodySchema, MOST_BYTES);
    if (!body.ok) return respond(body);
    const signedIn = await accounts.session.givePasskey(body.value, request.headers);
    return signedIn.ok ? withCookies(respond(accept({})), signedIn.value) : respond(signedIn);
  });
}
