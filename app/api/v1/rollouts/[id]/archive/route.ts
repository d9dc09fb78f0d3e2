import { actorOf } from "#core/identity";
import { respond } from "#edges/web/respond";
import { forPeople, readBody } from "#edges/web/route";
import { archiveBodySchema, MOST_ARCHIVE_BYTES } from "#wire/rollouts";

type Context = { readonly params: Promise<{ readonly id: string }> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return await forPeople(request, "POST /api/v1/rollouts/{id}/archive", async ({ rollouts, accounts }, person) => {
    const body = await readBody(request, archiveBodySchema, MOST_ARCHIVE_BYTES);
    const { secondFactor } = person;
    const by = { actor: actorOf(person), secondFactor, votesNeedSecondFactor: accounts.votesNeedSecondFactor };
    return respond(body.ok ? await rollouts.archive((await params).id, body.value, by) : body);
  });
}
