import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forAnyone } from "#edges/web/route";

export async function GET(): Promise<Response> {
  return await forAnyone(({ schemas }) => respond(accept(schemas.config)));
}
