import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forPeople, readBody, withCookies } from "#edges/web/route";
import { newPasskeyBodySchema } from "#wire/passkey";

/** Keeps the passkey that the browser made. */
export async function POST(request: Request): Promise<Response> {
  return await forPeople(request, "POST /api/v1/session/passkeys", async ({ accounts }, person) => {
    const body = await readBody(request, newPasskeyBodySchema, 65_536);
    if (!body.ok) return respond(body);
    const added = await accounts.passkeys.add(person, body.value, request.headers);
    return added.ok ? withCookies(respond(accept({}), 201), added.value) : respond(added);
  });
}
