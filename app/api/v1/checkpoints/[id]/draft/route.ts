import { accept, refuse } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forPeople, readBody } from "#edges/web/route";
import { draftBodySchema } from "#wire/draft";

const MOST_BYTES = 64 * 1024;
type Context = { readonly params: Promise<{ readonly id: string }> };

/** Keeps one's own draft; the newest one holds. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  return await forPeople(request, "PUT /api/v1/checkpoints/{id}/draft", async ({ engine, drafts }, person) => {
    const { id: checkpoint } = await params;
    if (!Object.hasOwn(engine.room().checkpoints, checkpoint))
      return respond(refuse("not_found", `There is no open checkpoint "${checkpoint}".`));
    const body = await readBody(request, draftBodySchema, MOST_BYTES);
    if (!body.ok) return respond(body);
    const { id: account, name } = person.account;
    return respond(accept({ savedAt: await drafts.save({ checkpoint, account, name, body: body.value }) }));
  });
}

/** Takes one's own draft away; one that is gone already is gone. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  return await forPeople(request, "DELETE /api/v1/checkpoints/{id}/draft", async ({ drafts }, person) => {
    await drafts.remove({ checkpoint: (await params).id, account: person.account.id });
    return respond(accept({}));
  });
}
