import { respondJson } from "#edges/web/respond";
import { forAnyone } from "#edges/web/route";

/** What this API takes and answers: OpenAPI 3.1. */
export async function GET(): Promise<Response> {
  return await forAnyone(({ schemas }) => respondJson(schemas.openapi));
}
