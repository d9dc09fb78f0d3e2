import { respond } from "#edges/web/respond";
import { forPeople, readBody } from "#edges/web/route";
import { accountChangeSchema } from "#wire/accounts";

type Context = { readonly params: Promise<{ readonly id: string }> };

/** Another role or discipline, disabled or enabled again. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  return await forPeople(request, "PUT /api/v1/accounts/{id}", async ({ accounts }, person) => {
    const body = await readBody(request, accountChangeSchema, 4_096);
    return respond(body.ok ? await accounts.people.change(person, (await params).id, body.value) : body);
  });
}
