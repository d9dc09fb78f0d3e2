import { accept, refuse } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forPeople } from "#edges/web/route";
import type { Drafts } from "#wire/draft";

type Context = { readonly params: Promise<{ readonly id: string }> };

/** Everybody's drafts of an open checkpoint. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return await forPeople(request, "GET /api/v1/checkpoints/{id}/drafts", async ({ engine, drafts }) => {
    const { id } = await params;
    if (!Object.hasOwn(engine.room().checkpoints, id))
      return respond(refuse("not_found", `There is no open checkpoint "${id}".`));
    const found: Drafts = { drafts: await drafts.list(id) };
    return respond(accept(found));
  });
}
