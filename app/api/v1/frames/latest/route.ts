import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles, readQuery } from "#edges/web/route";
import { latestQuerySchema } from "#wire/query";

/** The newest frame of a room; 204 before the first tick. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/frames/latest", ({ engine }) => {
    const query = readQuery(request, latestQuerySchema);
    if (!query.ok) return respond(query);
    const frame = engine.latest(query.value.room);
    return frame ? respond(accept(frame)) : new Response(null, { status: 204 });
  });
}
