import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles } from "#edges/web/route";

/** Who can be put to a role. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/accounts", async ({ directory }) =>
    respond(accept({ accounts: await directory.list() })),
  );
}
