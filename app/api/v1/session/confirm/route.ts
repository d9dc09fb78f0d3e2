import { respond } from "#edges/web/respond";
import { forPeople, readBody } from "#edges/web/route";
import { confirmBodySchema } from "#wire/accounts";

/** Step-up: the password once more, before a signature. */
export async function POST(request: Request): Promise<Response> {
  return await forPeople(request, "POST /api/v1/session/confirm", async ({ accounts }, person) => {
    const body = await readBody(request, confirmBodySchema, 4_096);
    return respond(body.ok ? await accounts.session.confirm(person, body.value, request.headers) : body);
  });
}
