import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { ACCESS } from "#core/access";
import { API_ROUTES, type ApiRow } from "#edges/web/api-routes";
import type { Answer, ApiClient } from "./api-client.ts";
import { inParallel } from "./in-parallel.ts";
import type { Tally } from "./tally.ts";

const reportsSchema = z.object({ reports: z.array(z.object({ id: z.string() })) });
const targetsSchema = z.object({ targets: z.array(z.object({ id: z.string() })) });
const roomSchema = z.looseObject({
  seq: z.number(),
  checkpoints: z.record(z.string(), z.unknown()),
  alerts: z.record(z.string(), z.unknown()),
});
const rolloutSchema = z.looseObject({
  t0: z.number(),
  clock: z.looseObject({ clockAt: z.number() }),
  metrics: z.array(z.looseObject({ id: z.string() })).catch([]),
});
const replaySchema = z.looseObject({ from: z.number() });

type Look = { readonly row: ApiRow | null; readonly path: string };

/** Addresses that say more only with a query, or whose links are nobody's: they are in `deeper`, or nowhere. */
const ASKED_APART: ReadonlySet<string> = new Set([
  "GET /api/v1/frames/latest",
  "GET /api/v1/replay",
  "GET /api/v1/series",
]);

/** Every address that answers without being told of what: a new one is read as soon as it is in the access table. */
const PLAIN: readonly Look[] = (Object.keys(API_ROUTES) as ApiRow[]).flatMap((row) =>
  row.startsWith("GET ") && !row.includes("{") && !ASKED_APART.has(row)
    ? [{ row, path: row.slice("GET ".length) }]
    : [],
);
const BESIDE: readonly Look[] = ["/readyz", "/metrics", "/healthz", "/api/v1/openapi.json", ...pagesWithoutIds()].map(
  (path) => ({ row: null, path }),
);

function pagesWithoutIds(): readonly string[] {
  return Object.keys(ACCESS).flatMap((row) =>
    row.startsWith("PAGE ") && !row.includes("{") ? [row.slice("PAGE ".length)] : [],
  );
}

/**
 * Reads all that pages and reports read, and the pages themselves; whatever is not answered with 2xx (a page: with less than 400),
 * or not as its schema says, is a failure. Answers how much was read.
 */
export async function readEverything(api: ApiClient, tally: Tally): Promise<number> {
  const looks = [...PLAIN, ...BESIDE, ...(await deeper(api))];
  await inParallel(looks, 2, async ({ row, path }) => {
    const answer = await api.send("read everything", { method: "GET", path });
    const most = row === null ? 400 : 300;
    const fault =
      answer.status < 200 || answer.status >= most
        ? `answered ${answer.status}`
        : row === null
          ? null
          : schemaFault(row, answer);
    if (fault !== null) tally.fail("read everything", `${path} ${fault}`, answer.text.slice(0, 300));
  });
  return looks.length;
}

/** Where an answer is not as the API document has it: a wrong value, or a field that it does not name. */
function schemaFault(row: ApiRow, { status, text }: Pick<Answer, "status" | "text">): string | null {
  const { answer, type, mayBeEmpty } = API_ROUTES[row];
  if (type !== undefined) return text === "" ? "is empty" : null;
  if (status === 204) return mayBeEmpty ? null : "answered 204";
  const value: unknown = JSON.parse(text);
  const read = answer.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return `is not as its schema says: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`;
  }
  const extra = unnamedIn(value, read.data, "");
  return extra === null ? null : `holds what its schema does not name: ${extra}`;
}

/** The first place of `value` that its schema left out. */
function unnamedIn(value: unknown, read: unknown, path: string): string | null {
  if (typeof value !== "object" || value === null || isDeepStrictEqual(value, read)) return null;
  for (const [key, part] of Object.entries(value)) {
    const here = `${path}.${key}`;
    if (typeof read !== "object" || read === null || !Object.hasOwn(read, key)) return here;
    const inside = unnamedIn(part, (read as Readonly<Record<string, unknown>>)[key], here);
    if (inside !== null) return inside;
  }
  return null;
}

async function deeper(api: ApiClient): Promise<readonly Look[]> {
  const reports = await read(api, "/api/v1/reports", reportsSchema);
  const targets = await read(api, "/api/v1/targets", targetsSchema);
  const room = await read(api, "/api/v1/room", roomSchema);
  const rollout = await read(api, "/api/v1/rollout", rolloutSchema);
  const now = rollout?.clock.clockAt ?? 0;
  const past = await read(api, `/api/v1/replay?at=${now}`, replaySchema);
  const at = (sinceT0: number): number => Math.max(past?.from ?? 0, Math.min(now, (rollout?.t0 ?? 0) + sinceT0));
  const text = (ms: number): string => encodeURIComponent(new Date(ms).toISOString());
  const moment = (sinceT0: number): string => text(at(sinceT0));
  // where the row says another T0, both are the same end of the rollout
  const range = `from=${moment(-900_000)}&to=${text(Math.max(at(3_600_000), at(-900_000) + 60_000))}&buckets=60`;
  const of = (row: ApiRow, ...paths: readonly string[]): readonly Look[] => paths.map((path) => ({ row, path }));
  const ids = (all: readonly { readonly id: string }[] | undefined): readonly string[] =>
    (all ?? []).map(({ id }) => encodeURIComponent(id));
  const [targetIds, reportIds] = [ids(targets?.targets), ids(reports?.reports)];
  const alerts = Object.keys(room?.alerts ?? {}).map(encodeURIComponent);
  const checkpoints = Object.keys(room?.checkpoints ?? {}).map(encodeURIComponent);
  const rooms = ["overview", "segments", "criteria", ...targetIds.map((id) => `target:${id}`)];
  return [
    ...of(
      "GET /api/v1/reports/{id}",
      ...reportIds.flatMap((id) => ["md", "html", "json"].map((format) => `/api/v1/reports/${id}?format=${format}`)),
    ),
    ...of("GET /api/v1/targets/{targetId}/history", ...targetIds.map((id) => `/api/v1/targets/${id}/history?${range}`)),
    ...of("GET /api/v1/series", ...ids(rollout?.metrics).map((id) => `/api/v1/series?metric=${id}&${range}`)),
    ...of("GET /api/v1/frames/latest", ...rooms.map((room) => `/api/v1/frames/latest?room=${room}`)),
    ...of(
      "GET /api/v1/replay",
      ...[-60_000, 30_000].flatMap((at) => [
        `/api/v1/replay?at=${moment(at)}`,
        ...rooms.map((view) => `/api/v1/replay?at=${moment(at)}&room=${view}`),
      ]),
    ),
    ...of("GET /api/v1/checkpoints/{id}/drafts", ...checkpoints.map((id) => `/api/v1/checkpoints/${id}/drafts`)),
    ...of("GET /api/v1/incidents/{id}", ...alerts.map((id) => `/api/v1/incidents/${id}`)),
    ...of("GET /api/v1/incidents/{id}/review", ...alerts.map((id) => `/api/v1/incidents/${id}/review`)),
    ...of("GET /api/v1/log", ...logPages(room?.seq ?? 0)),
    ...[...checkpoints.map((id) => `/checkpoints/${id}`), ...targetIds.map((id) => `/targets/${id}`)].map((path) => ({
      ...{ row: null, path },
    })),
    ...alerts.map((id) => ({ row: null, path: `/alerts/${id}` })),
  ];
}

const LOG_PAGE = 500;

/** The log to its end, however much was accepted. */
function logPages(seq: number): readonly string[] {
  const pages = Math.ceil(seq / LOG_PAGE);
  return Array.from({ length: pages }, (_, page) => `/api/v1/log?after=${page * LOG_PAGE}&limit=${LOG_PAGE}`);
}

async function read<S extends z.ZodType>(api: ApiClient, path: string, schema: S): Promise<z.infer<S> | null> {
  const { text } = await api.raw({ method: "GET", path });
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
