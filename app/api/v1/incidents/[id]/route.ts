import { readIncident } from "#edges/web/read-incident";
import { respond } from "#edges/web/respond";
import { forRoles } from "#edges/web/route";

type Context = { readonly params: Promise<{ readonly id: string }> };

/** Everything the log holds of one incident. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return await forRoles(request, "GET /api/v1/incidents/{id}", async ({ engine }) =>
    respond(await readIncident(engine, (await params).id)),
  );
}
