import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles, readQuery } from "#edges/web/route";
import { summaryQuerySchema } from "#wire/papers";

/** The summary as it stands now. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/summary", async ({ engine }) => {
    const query = readQuery(request, summaryQuerySchema);
    return respond(query.ok ? accept(await engine.summary(query.value.since ?? null)) : query);
  });
}
