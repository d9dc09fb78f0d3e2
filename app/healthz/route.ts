/** The process answers. Nothing else is asked, so that a slow database never gets it restarted. */
export function GET(): Response {
  return new Response("ok\n", { headers: { "cache-control": "no-store" } });
}

export const dynamic = "force-dynamic";
