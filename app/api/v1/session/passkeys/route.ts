import { respond } from "#edges/web/respond";
import { forPeople, readBody } from "#edges/web/route";
import { newPasskeyBodySchema } from "#wire/passkey";

/** Keeps the passkey that the browser made. */
export async function POST(request: Request): Promise<Response> {
  return await forPeople(request, "POST /api/v1/session/passkeys", async ({ accounts }, person) => {
    const body = await readBody(request, newPasskeyBodySchema, 65_536);
    return respond(body.ok ? await accounts.passkeys.add(person, body.value, request.headers) : body, 201);
  });
}
