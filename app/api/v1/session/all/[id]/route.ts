import { respond } from "#edges/web/respond";
import { forPeople } from "#edges/web/route";

type Context = { readonly params: Promise<{ readonly id: string }> };

/** Ends one session of the one who asks. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  return await forPeople(request, "DELETE /api/v1/session/all/{id}", async ({ accounts }, person) =>
    respond(await accounts.session.end(person, (await params).id)),
  );
}
