import { accept } from "#core/outcome";
import { problem, respond } from "#edges/web/respond";
import { forRoles, readBody } from "#edges/web/route";
import { rateBodySchema } from "#wire/query";

/** How fast the rehearsal runs: 1 is real time. */
export async function POST(request: Request): Promise<Response> {
  return await forRoles(request, "POST /api/v1/demo/clock", async ({ demo, engine }) => {
    if (!demo) return problem({ code: "not_found", message: "Only a rehearsal's clock can change its speed." });
    const body = await readBody(request, rateBodySchema, 1_024);
    if (!body.ok) return respond(body);
    demo.setRate(body.value.rate);
    return respond(accept(engine.rollout().clock));
  });
}
