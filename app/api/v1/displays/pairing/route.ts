import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles, withCookies } from "#edges/web/route";

/** How the pairing of the screen that asks stands; the answer that lets it in carries its cookie. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/displays/pairing", async ({ accounts }) => {
    const { pairing, cookies } = await accounts.displays.poll(request.headers);
    return withCookies(respond(accept(pairing)), { cookies });
  });
}

/** A new code for the screen that asks. */
export async function POST(request: Request): Promise<Response> {
  return await forRoles(request, "POST /api/v1/displays/pairing", async ({ accounts }) => {
    const begun = await accounts.displays.begin(request.headers);
    return begun.ok ? withCookies(respond(accept(begun.value.pairing)), begun.value) : respond(begun);
  });
}
