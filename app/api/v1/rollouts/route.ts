import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles } from "#edges/web/route";

/** Every rollout of the database. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/rollouts", async ({ rollouts }) =>
    respond(accept({ rollouts: await rollouts.list() })),
  );
}
