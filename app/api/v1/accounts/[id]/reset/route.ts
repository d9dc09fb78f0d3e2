import { respond } from "#edges/web/respond";
import { forPeople } from "#edges/web/route";

type Context = { readonly params: Promise<{ readonly id: string }> };

/** A link with which one person sets a new password: shown once. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return await forPeople(request, "POST /api/v1/accounts/{id}/reset", async ({ accounts }, person) =>
    respond(await accounts.resets.make(person, (await params).id), 201),
  );
}
