import { respond } from "#edges/web/respond";
import { forPeople } from "#edges/web/route";

type Context = { readonly params: Promise<{ readonly id: string }> };

/** A display that may not look any more. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  return await forPeople(request, "DELETE /api/v1/displays/{id}", async ({ accounts }, person) =>
    respond(await accounts.displays.revoke(person, (await params).id)),
  );
}
