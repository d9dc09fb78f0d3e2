import { respond } from "#edges/web/respond";
import { forPeople } from "#edges/web/route";

type Context = { readonly params: Promise<{ readonly id: string }> };

/** Resets the second factor of somebody who lost it. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  return await forPeople(request, "DELETE /api/v1/accounts/{id}/second-factor", async ({ accounts }, person) =>
    respond(await accounts.secondFactors.reset(person, (await params).id)),
  );
}
