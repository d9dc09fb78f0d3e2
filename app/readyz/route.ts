import { forAnyone } from "#edges/web/route";

const FULL_DISKS: readonly string[] = ["disk-full", "database-disk-full"];

/**
 * 200 once ticks are measured and the store is reachable and has room, else 503 with what is missing; Holdpoint's own faults
 * with either.
 */
export async function GET(): Promise<Response> {
  return await forAnyone(({ engine }) => {
    const { sampler, store, faults } = engine.health();
    const isFull = faults.some(({ id }) => FULL_DISKS.includes(id));
    const missing = [
      sampler.alive ? null : "sampler",
      store.reachable ? null : "store",
      isFull ? "disk full" : null,
    ].filter((part) => part !== null);
    const status = missing.length === 0 ? 200 : 503;
    return Response.json(
      { ready: status === 200, missing, faults },
      { status, headers: { "cache-control": "no-store" } },
    );
  });
}

export const dynamic = "force-dynamic";
