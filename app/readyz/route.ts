import { forAnyone } from "#edges/web/route";

/** 200 once ticks are measured and the store is reachable, else 503 with what is missing; Holdpoint's own faults with either. */
export async function GET(): Promise<Response> {
  return await forAnyone(({ engine }) => {
    const { sampler, store, faults } = engine.health();
    const missing = [sampler.alive ? null : "sampler", store.reachable ? null : "store"].filter(
      (part) => part !== null,
    );
    const status = missing.length === 0 ? 200 : 503;
    return Response.json(
      { ready: status === 200, missing, faults },
      { status, headers: { "cache-control": "no-store" } },
    );
  });
}

export const dynamic = "force-dynamic";
