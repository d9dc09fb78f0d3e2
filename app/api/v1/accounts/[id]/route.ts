import { respond } from "#edges/web/respond";
import { forRoles, readBody } from "#edges/web/route";
import { accountChangeSchema } from "#wire/accounts";

type Context = { readonly params: Promise<{ readonly id: string }> };

/** Another role or discipline, disabled or enabled again. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  return await forRoles(request, "PUT /api/v1/accounts/{id}", async ({ accounts }) => {
    const body = await readBody(request, accountChangeSchema, 4_096);
    return respond(body.ok ? await accounts.people.change((await params).id, body.value) : body);
  });
}
