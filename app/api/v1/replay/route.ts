import { respond } from "#edges/web/respond";
import { forRoles, readQuery } from "#edges/web/route";
import { replayQuerySchema } from "#wire/replay";

/** The war room as it was at a past moment: read only, whatever the role. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/replay", async ({ engine }) => {
    const query = readQuery(request, replayQuerySchema);
    return respond(query.ok ? await engine.replay(query.value) : query);
  });
}
