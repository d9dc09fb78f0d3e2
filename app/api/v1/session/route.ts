import { CONFIRMED_FOR_MS, type Identity } from "#core/identity";
import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles, readBody, withCookies } from "#edges/web/route";
import { signInBodySchema } from "#wire/accounts";
import type { Session } from "#wire/session";

const MOST_BYTES = 4_096;

/** Who is looking. Asking keeps a session alive. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/session", async ({ accounts }, identity) => {
    const answer = respond(accept(sessionOf(identity, accounts)));
    if (identity.kind !== "person") return answer;
    return withCookies(answer, await accounts.session.prolong(request.headers).catch(() => ({ cookies: [] })));
  });
}

/** Signs in. */
export async function POST(request: Request): Promise<Response> {
  return await forRoles(request, "POST /api/v1/session", async ({ accounts }) => {
    const body = await readBody(request, signInBodySchema, MOST_BYTES);
    if (!body.ok) return respond(body);
    const signedIn = await accounts.session.signIn(body.value, request.headers);
    if (!signedIn.ok) return respond(signedIn);
    const { cookies, codeNeeded, by } = signedIn.value;
    return withCookies(respond(accept({ codeNeeded, by })), { cookies });
  });
}

/** Signs out; somebody who is not signed in is out already. */
export async function DELETE(request: Request): Promise<Response> {
  return await forRoles(request, "DELETE /api/v1/session", async ({ accounts }) =>
    withCookies(respond(accept({})), await accounts.session.signOut(request.headers)),
  );
}

function sessionOf(
  identity: Identity,
  { votesNeedSecondFactor }: { readonly votesNeedSecondFactor: boolean },
): Session {
  if (identity.kind !== "person") return identity;
  const { account, confirmedAt, secondFactor } = identity;
  const confirmedUntil = confirmedAt + CONFIRMED_FOR_MS;
  return { kind: "person", account, confirmedUntil, secondFactor, votesNeedSecondFactor };
}
