import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forDisplay } from "#edges/web/route";

export async function GET(request: Request): Promise<Response> {
  return await forDisplay(request, ({ engine }) => respond(accept({ targets: engine.targets() })));
}
