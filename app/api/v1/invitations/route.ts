import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forPeople, readBody } from "#edges/web/route";
import { inviteBodySchema } from "#wire/accounts";

/** Invitations that nobody has used yet. */
export async function GET(request: Request): Promise<Response> {
  return await forPeople(request, "GET /api/v1/invitations", async ({ accounts }) =>
    respond(accept(await accounts.invitations.list())),
  );
}

/** A link that makes one account; it is told here and never again. */
export async function POST(request: Request): Promise<Response> {
  return await forPeople(request, "POST /api/v1/invitations", async ({ accounts }, person) => {
    const body = await readBody(request, inviteBodySchema, 4_096);
    return respond(body.ok ? await accounts.invitations.invite(person, body.value) : body, 201);
  });
}
