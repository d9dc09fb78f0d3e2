import { respond } from "#edges/web/respond";
import { forPeople, readBody } from "#edges/web/route";
import { passwordBodySchema } from "#wire/accounts";

/** A new password; every other session of the account ends. */
export async function PUT(request: Request): Promise<Response> {
  return await forPeople(request, "PUT /api/v1/session/password", async ({ accounts }, person) => {
    const body = await readBody(request, passwordBodySchema, 4_096);
    return respond(body.ok ? await accounts.session.changePassword(person, body.value) : body);
  });
}
