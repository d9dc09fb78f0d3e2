import { actorOf } from "#core/identity";
import { respond } from "#edges/web/respond";
import { forPeople, readBody } from "#edges/web/route";
import { archiveBodySchema, MOST_ARCHIVE_BYTES } from "#wire/rollouts";

type Context = { readonly params: Promise<{ readonly id: string }> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return await forPeople(request, "POST /api/v1/rollouts/{id}/archive", async ({ rollouts }, person) => {
    const body = await readBody(request, archiveBodySchema, MOST_ARCHIVE_BYTES);
    return respond(body.ok ? await rollouts.archive((await params).id, body.value, actorOf(person)) : body);
  });
}
