import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles } from "#edges/web/route";

/** Everybody, the disabled too, with what only administrators see. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/accounts/people", async ({ accounts }) =>
    respond(accept(await accounts.people.list())),
  );
}
