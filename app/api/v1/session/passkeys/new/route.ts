import { respond } from "#edges/web/respond";
import { forPeople } from "#edges/web/route";

/** What the browser must make. */
export async function POST(request: Request): Promise<Response> {
  return await forPeople(request, "POST /api/v1/session/passkeys/new", async ({ accounts }, person) =>
    respond(await accounts.passkeys.begin(person, request.headers)),
  );
}
