import { accept } from "#core/outcome";
import { listReports } from "#core/report/list-reports";
import { respond } from "#edges/web/respond";
import { forRoles } from "#edges/web/route";

/** The plan's reports. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/reports", ({ engine }) =>
    respond(accept({ reports: listReports(engine.plan(), engine.rollout().t0) })),
  );
}
