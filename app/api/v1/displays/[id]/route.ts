import { respond } from "#edges/web/respond";
import { forRoles } from "#edges/web/route";

type Context = { readonly params: Promise<{ readonly id: string }> };

/** A display that may not look any more. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  return await forRoles(request, "DELETE /api/v1/displays/{id}", async ({ accounts }) =>
    respond(await accounts.displays.revoke((await params).id)),
  );
}
