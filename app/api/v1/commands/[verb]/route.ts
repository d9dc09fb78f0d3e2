import { createHash } from "node:crypto";
import { z } from "zod";
import { actorOf, CONFIRMED_FOR_MS } from "#core/identity";
import { problem, respond } from "#edges/web/respond";
import { forRoles, readBody } from "#edges/web/route";
import { idempotencyKeySchema } from "#wire/command";

const MOST_BYTES = 256 * 1024;
type Context = { readonly params: Promise<{ readonly verb: string }> };

/** The one door for every change of the room. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return await forRoles(request, "POST /api/v1/commands/{verb}", async ({ engine, accounts }, identity) => {
    if (identity.kind !== "person") return problem({ code: "forbidden", message: "Only a person gives commands." });
    const header = request.headers.get("idempotency-key");
    const key = idempotencyKeySchema.nullable().safeParse(header);
    if (!key.success)
      return problem({ code: "invalid", message: "Idempotency-Key must be 8 to 128 letters, digits, . _ : or -." });
    const body = await readBody(request, z.unknown(), MOST_BYTES);
    if (!body.ok) return respond(body);
    const digest = createHash("sha256").update(JSON.stringify(body.value)).digest("hex");
    const { verb } = await params;
    const confirmed = Date.now() - identity.confirmedAt < CONFIRMED_FOR_MS;
    const { secondFactor } = identity;
    const { votesNeedSecondFactor } = accounts;
    const who = { actor: actorOf(identity), confirmed, votesNeedSecondFactor, secondFactor };
    const sent = { verb, input: body.value, digest, key: key.data, ...who };
    return respond(await engine.command(sent));
  });
}
