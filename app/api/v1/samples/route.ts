import { problem, respond } from "#edges/web/respond";
import { forAnyone, readBody } from "#edges/web/route";
import { pushBatchSchema } from "#wire/push";

const MOST_BYTES = 4 * 1024 * 1024;

/** The push door: a batch of samples under a bearer key. Stored before it is acknowledged; idempotent per target and tick. */
export async function POST(request: Request): Promise<Response> {
  return await forAnyone(async ({ engine, pushKey, accounts }) => {
    const key = pushKey(request.headers.get("authorization"));
    if (key === null) {
      const counted = await accounts.security.pushRefused(request.headers).catch(() => null);
      if (counted?.ok === false) return respond(counted);
      return problem({ code: "unauthenticated", message: "A push needs a valid key: Authorization: Bearer KEY." });
    }
    const batch = await readBody(request, pushBatchSchema, MOST_BYTES);
    if (!batch.ok) return respond(batch);
    return respond(await engine.push(batch.value.samples, key), 202);
  });
}
