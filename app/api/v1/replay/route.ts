import { respond } from "#edges/web/respond";
import { forRoles, readQuery } from "#edges/web/route";
import { replayQuerySchema } from "#wire/replay";

/** The war room as it was at a past moment: read only, whatever the role. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/replay", async ({ engine, rollouts }) => {
    const query = readQuery(request, replayQuerySchema);
    if (!query.ok) return respond(query);
    const { rollout } = query.value;
    return respond(
      rollout === undefined ? await engine.replay(query.value) : await rollouts.replay(rollout, query.value),
    );
  });
}
