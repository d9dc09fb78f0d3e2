import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forPeople, readBody, withCookies } from "#edges/web/route";
import { codeBodySchema, secondFactorBodySchema } from "#wire/second-factor";

const MOST_BYTES = 4_096;

/** How one's own second factor stands. */
export async function GET(request: Request): Promise<Response> {
  return await forPeople(request, "GET /api/v1/session/second-factor", async ({ accounts }, person) =>
    respond(accept(await accounts.secondFactors.state(person, request.headers))),
  );
}

/** A new key, shown once. */
export async function POST(request: Request): Promise<Response> {
  return await forPeople(request, "POST /api/v1/session/second-factor", async ({ accounts }, person) => {
    const body = await readBody(request, secondFactorBodySchema, MOST_BYTES);
    return respond(body.ok ? await accounts.secondFactors.begin(person, body.value, request.headers) : body, 201);
  });
}

/** Its first code. */
export async function PUT(request: Request): Promise<Response> {
  return await forPeople(request, "PUT /api/v1/session/second-factor", async ({ accounts }, person) => {
    const body = await readBody(request, codeBodySchema, MOST_BYTES);
    if (!body.ok) return respond(body);
    const proven = await accounts.secondFactors.prove(person, body.value, request.headers);
    return proven.ok ? withCookies(respond(accept({})), proven.value) : respond(proven);
  });
}

/** Turned off. */
export async function DELETE(request: Request): Promise<Response> {
  return await forPeople(request, "DELETE /api/v1/session/second-factor", async ({ accounts }, person) =>
    respond(await accounts.secondFactors.remove(person)),
  );
}
