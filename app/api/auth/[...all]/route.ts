import { forRoles } from "#edges/web/route";

/** better-auth's own door, as far as it is open: where sign-on through a provider comes back. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/auth/{all}", ({ accounts }) => accounts.handler(request));
}

export async function POST(request: Request): Promise<Response> {
  return await forRoles(request, "POST /api/auth/{all}", ({ accounts }) => accounts.handler(request));
}
