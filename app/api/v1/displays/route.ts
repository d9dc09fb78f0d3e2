import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forPeople, readBody } from "#edges/web/route";
import { approveBodySchema } from "#wire/accounts";

/** Displays that are paired. */
export async function GET(request: Request): Promise<Response> {
  return await forPeople(request, "GET /api/v1/displays", async ({ accounts }) =>
    respond(accept(await accounts.displays.list())),
  );
}

/** Lets the screen that shows a code in, under a name. */
export async function POST(request: Request): Promise<Response> {
  return await forPeople(request, "POST /api/v1/displays", async ({ accounts }, person) => {
    const body = await readBody(request, approveBodySchema, 4_096);
    return respond(body.ok ? await accounts.displays.approve(person, body.value) : body, 201);
  });
}
