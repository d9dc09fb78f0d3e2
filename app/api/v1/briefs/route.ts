import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles } from "#edges/web/route";

/** Every brief that is due. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/briefs", async ({ engine }) =>
    respond(accept({ briefs: await engine.briefs() })),
  );
}
