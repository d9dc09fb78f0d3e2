import { respond } from "#edges/web/respond";
import { forRoles, readQuery } from "#edges/web/route";
import { seriesQuerySchema } from "#wire/query";

export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/series", async ({ engine }) => {
    const query = readQuery(request, seriesQuerySchema);
    if (!query.ok) return respond(query);
    const { metric, segment, from, to, buckets } = query.value;
    return respond(await engine.series({ metrics: metric, segment: segment ?? null, range: { from, to }, buckets }));
  });
}
