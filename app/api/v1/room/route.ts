import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles } from "#edges/web/route";

/** The room as the log says: what the socket tells, for programs that do not listen. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/room", ({ engine }) => respond(accept(engine.room())));
}
