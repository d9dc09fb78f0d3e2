import { respond } from "#edges/web/respond";
import { forRoles } from "#edges/web/route";

type Context = { readonly params: Promise<{ readonly id: string }> };

/** Withdraws an invitation. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  return await forRoles(request, "DELETE /api/v1/invitations/{id}", async ({ accounts }) =>
    respond(await accounts.invitations.withdraw((await params).id)),
  );
}
