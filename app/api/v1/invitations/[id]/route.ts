import { respond } from "#edges/web/respond";
import { forPeople } from "#edges/web/route";

type Context = { readonly params: Promise<{ readonly id: string }> };

/** Withdraws an invitation. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  return await forPeople(request, "DELETE /api/v1/invitations/{id}", async ({ accounts }, person) =>
    respond(await accounts.invitations.withdraw(person, (await params).id)),
  );
}
