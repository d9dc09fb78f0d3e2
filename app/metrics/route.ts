import { forAnyone } from "#edges/web/route";
import { prometheusText } from "#edges/web/prometheus-text";

export async function GET(): Promise<Response> {
  return await forAnyone(({ engine }) => {
    const headers = { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" };
    return new Response(prometheusText(engine.health(), engine.counters()), { headers });
  });
}

export const dynamic = "force-dynamic";
