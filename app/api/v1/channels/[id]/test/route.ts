import { respond } from "#edges/web/respond";
import { forPeople } from "#edges/web/route";
import { tryChannel } from "#edges/web/try-channel";

type Context = { readonly params: Promise<{ readonly id: string }> };

/** One message through this channel, now. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return await forPeople(request, "POST /api/v1/channels/{id}/test", async (runtime, person) =>
    respond(await tryChannel(runtime, { id: (await params).id, person })),
  );
}
