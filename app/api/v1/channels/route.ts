import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles } from "#edges/web/route";

/** How people outside are told, how each channel fares, and what could not be delivered. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/channels", async ({ notifier }) => {
    const [channels, deadLetters] = await Promise.all([notifier.channels(), notifier.deadLetters()]);
    return respond(accept({ channels, deadLetters }));
  });
}
