import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles } from "#edges/web/route";

type Context = { readonly params: Promise<{ readonly id: string }> };

/** A message that was given up on is tried again, under the id that it had. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return await forRoles(request, "POST /api/v1/channels/dead-letters/{id}/retry", async ({ notifier }) => {
    const retried = await notifier.retry((await params).id);
    return respond(retried.ok ? accept({}) : retried);
  });
}
