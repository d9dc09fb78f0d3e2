import { respond } from "#edges/web/respond";
import { forPeople } from "#edges/web/route";

type Context = { readonly params: Promise<{ readonly id: string }> };

/** Revokes a link to the summary. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  return await forPeople(request, "DELETE /api/v1/shares/{id}", async ({ accounts }, person) =>
    respond(await accounts.shares.revoke(person, (await params).id)),
  );
}
