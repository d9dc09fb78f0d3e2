import { forAnyone } from "#edges/web/route";

/** 200 once ticks are measured and the store is reachable, else 503 with what is missing. */
export async function GET(): Promise<Response> {
  return await forAnyone(({ engine }) => {
    const { sampler, store } = engine.health();
    const missing = [sampler.alive ? null : "sampler", store.reachable ? null : "store"].filter(
      (part) => part !== null,
    );
    const status = missing.length === 0 ? 200 : 503;
    return Response.json({ ready: status === 200, missing }, { status, headers: { "cache-control": "no-store" } });
  });
}

export const dynamic = "force-dynamic";
