import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles } from "#edges/web/route";

export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/rollout", ({ engine }) => respond(accept(engine.rollout())));
}
