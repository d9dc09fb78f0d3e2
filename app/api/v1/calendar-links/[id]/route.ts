import { respond } from "#edges/web/respond";
import { forPeople } from "#edges/web/route";

type Context = { readonly params: Promise<{ readonly id: string }> };

/** A link that opens nothing any more. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  return await forPeople(request, "DELETE /api/v1/calendar-links/{id}", async ({ accounts }, person) =>
    respond(await accounts.calendars.revoke(person, (await params).id)),
  );
}
