import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles } from "#edges/web/route";

/** Where the log ends, signed, and the key that the signature is checked with. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/log/head", async ({ engine }) =>
    respond(accept(await engine.signedEnd())),
  );
}
