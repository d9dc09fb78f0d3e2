import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forPeople, readBody } from "#edges/web/route";
import { shareBodySchema } from "#wire/share";

/** Links to the summary that are open. */
export async function GET(request: Request): Promise<Response> {
  return await forPeople(request, "GET /api/v1/shares", async ({ accounts }) =>
    respond(accept(await accounts.shares.list())),
  );
}

/** A link to the summary; it is told here and never again. */
export async function POST(request: Request): Promise<Response> {
  return await forPeople(request, "POST /api/v1/shares", async ({ accounts }, person) => {
    const body = await readBody(request, shareBodySchema, 4_096);
    return respond(body.ok ? await accounts.shares.make(person, body.value) : body, 201);
  });
}
