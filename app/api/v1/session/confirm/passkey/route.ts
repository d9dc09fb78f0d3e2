import { respond } from "#edges/web/respond";
import { forPeople, readBody } from "#edges/web/route";
import { passkeyBodySchema } from "#wire/passkey";

const MOST_BYTES = 32_768;

/** A challenge for one's passkeys. */
export async function POST(request: Request): Promise<Response> {
  return await forPeople(request, "POST /api/v1/session/confirm/passkey", async ({ accounts }, person) =>
    respond(await accounts.session.askToConfirm(person, request.headers)),
  );
}

/** One of them instead of the password. */
export async function PUT(request: Request): Promise<Response> {
  return await forPeople(request, "PUT /api/v1/session/confirm/passkey", async ({ accounts }, person) => {
    const body = await readBody(request, passkeyBodySchema, MOST_BYTES);
    return respond(body.ok ? await accounts.session.confirmByPasskey(person, body.value, request.headers) : body);
  });
}
