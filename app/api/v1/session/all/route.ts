import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forPeople } from "#edges/web/route";

/** Where the one who asks is signed in. */
export async function GET(request: Request): Promise<Response> {
  return await forPeople(request, "GET /api/v1/session/all", async ({ accounts }, person) =>
    respond(accept(await accounts.session.list(person))),
  );
}

/** Ends all sessions but the one that asks. */
export async function DELETE(request: Request): Promise<Response> {
  return await forPeople(request, "DELETE /api/v1/session/all", async ({ accounts }, person) => {
    await accounts.session.endOthers(person);
    return respond(accept({}));
  });
}
