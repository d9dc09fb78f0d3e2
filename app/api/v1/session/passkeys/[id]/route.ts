import { respond } from "#edges/web/respond";
import { forPeople } from "#edges/web/route";

type Context = { readonly params: Promise<{ readonly id: string }> };

/** Removes a passkey of one's own. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  return await forPeople(request, "DELETE /api/v1/session/passkeys/{id}", async ({ accounts }, person) =>
    respond(await accounts.passkeys.remove(person, (await params).id)),
  );
}
