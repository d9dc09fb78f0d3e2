import { z } from "zod";
import type { ApiClient } from "./api-client.ts";
import type { Tally } from "./tally.ts";

const reportsSchema = z.object({ reports: z.array(z.object({ id: z.string() })) });
const targetsSchema = z.object({ targets: z.array(z.object({ id: z.string() })) });
const roomSchema = z.looseObject({
  seq: z.number(),
  checkpoints: z.record(z.string(), z.unknown()),
  alerts: z.record(z.string(), z.unknown()),
});
const rolloutSchema = z.object({ t0: z.number(), clock: z.object({ clockAt: z.number() }) });
const PLAIN = [
  ...[
    "rollout",
    "plan",
    "room",
    "targets",
    "rollouts",
    "replay/marks",
    "log?after=0",
    "log.ndjson",
    "reports",
    "briefs",
  ],
  ...[
    "summary",
    "shares",
    "channels",
    "session",
    "session/all",
    "accounts",
    "accounts/people",
    "invitations",
    "displays",
  ],
  ...["calendar-links", "openapi.json", "frames/latest?room=overview", "frames/latest?room=segments"],
] as const;

/** Reads all that pages and reports read; whatever is not answered with 2xx is a failure. Answers how much was read. */
export async function readEverything(api: ApiClient, tally: Tally): Promise<number> {
  const paths = [...PLAIN.map((path) => `/api/v1/${path}`), "/readyz", "/metrics", ...(await deeperPaths(api))];
  for (const path of paths) {
    const { status, text } = await api.send("read everything", { method: "GET", path });
    if (status < 200 || status >= 300) tally.fail("read everything", `${path} answered ${status}`, text.slice(0, 300));
  }
  return paths.length;
}

async function deeperPaths(api: ApiClient): Promise<readonly string[]> {
  const reports = await read(api, "/api/v1/reports", reportsSchema);
  const targets = await read(api, "/api/v1/targets", targetsSchema);
  const room = await read(api, "/api/v1/room", roomSchema);
  const rollout = await read(api, "/api/v1/rollout", rolloutSchema);
  const from = encodeURIComponent(new Date((rollout?.t0 ?? 0) - 600_000).toISOString());
  const to = encodeURIComponent(new Date((rollout?.t0 ?? 0) + 3_600_000).toISOString());
  const at = encodeURIComponent(new Date((rollout?.t0 ?? 0) + 30_000).toISOString());
  const checkpoints = Object.keys(room?.checkpoints ?? {}).map(encodeURIComponent);
  return [
    ...(reports?.reports ?? []).flatMap(({ id }) =>
      ["md", "html", "json"].map((format) => `/api/v1/reports/${encodeURIComponent(id)}?format=${format}`),
    ),
    ...(targets?.targets ?? []).map(({ id }) => `/api/v1/targets/${id}/history?from=${from}&to=${to}&buckets=60`),
    ...["overview", "segments", "criteria"].map((view) => `/api/v1/replay?at=${at}&room=${view}`),
    ...checkpoints.map((id) => `/api/v1/checkpoints/${id}/drafts`),
    ...Object.keys(room?.alerts ?? {}).map((id) => `/api/v1/incidents/${encodeURIComponent(id)}`),
    ...logPages(room?.seq ?? 0),
  ];
}

/** The log to its end, however much was accepted. */
function logPages(seq: number): readonly string[] {
  return Array.from({ length: Math.ceil(seq / 100) }, (_, page) => `/api/v1/log?after=${page * 100}`);
}

async function read<S extends z.ZodType>(api: ApiClient, path: string, schema: S): Promise<z.infer<S> | null> {
  const { text } = await api.raw({ method: "GET", path });
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
