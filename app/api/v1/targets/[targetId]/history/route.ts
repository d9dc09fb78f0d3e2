import { respond } from "#edges/web/respond";
import { forRoles, readQuery } from "#edges/web/route";
import { historyQuerySchema } from "#wire/query";

type Context = { readonly params: Promise<{ readonly targetId: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  return await forRoles(request, "GET /api/v1/targets/{targetId}/history", async ({ engine }) => {
    const query = readQuery(request, historyQuerySchema);
    if (!query.ok) return respond(query);
    const { from, to, buckets } = query.value;
    return respond(await engine.history({ target: (await params).targetId, range: { from, to }, buckets }));
  });
}
