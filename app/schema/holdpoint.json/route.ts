import { respondJson } from "#edges/web/respond";
import { forAnyone } from "#edges/web/route";

export async function GET(): Promise<Response> {
  return await forAnyone(({ schemas }) => respondJson(schemas.config));
}
