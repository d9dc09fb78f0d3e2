import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles, readQuery } from "#edges/web/route";
import { securityQuerySchema } from "#wire/security";

/** The security log, newest first. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/security-events", async ({ accounts }) => {
    const query = readQuery(request, securityQuerySchema);
    if (!query.ok) return respond(query);
    const { before = null, limit, type: types, text } = query.value;
    const found = await accounts.security.list({ before, limit: limit + 1, types, text });
    return respond(accept({ events: found.slice(0, limit), more: found.length > limit }));
  });
}
