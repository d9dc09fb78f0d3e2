import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles, readQuery } from "#edges/web/route";
import { marksQuerySchema } from "#wire/replay";

/** Gates, alerts and decisions of the whole rollout, for a slider over it. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/replay/marks", async ({ engine, rollouts }) => {
    const query = readQuery(request, marksQuerySchema);
    if (!query.ok) return respond(query);
    const { rollout } = query.value;
    const marks = rollout === undefined ? accept(await engine.replayMarks()) : await rollouts.marks(rollout);
    return respond(marks.ok ? accept({ marks: marks.value }) : marks);
  });
}
