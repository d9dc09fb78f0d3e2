import type { Needs } from "../needs.ts";
import type { Target } from "../target.ts";
import { nameText, slugText } from "../text.ts";
import { z } from "zod";
import { MOST_GAUGES } from "../measure/sample-bounds.ts";

const slug = slugText;

const common = {
  id: slug,
  name: nameText({ most: 80 }).optional(),
  segment: slug.optional(),
  region: slug.optional(),
  critical: z.boolean().default(false),
  /** Targets without which this one cannot work: while one of them is down, this belongs to its alert. */
  dependsOn: z.array(slug).max(50).optional(),
};
/** Below the 5-second interval, so that a slow target's answer never reaches into the next tick. */
const timeoutMs = z.number().int().min(50).max(4_500).default(3_000);

const tls = z.strictObject({
  /** PEM file of the authority to trust instead of the system's, from the folder of the configuration file. */
  ca: z.string().optional(),
  serverName: z.string().optional(),
  verify: z.boolean().default(true),
});

const http = z.strictObject({
  ...common,
  kind: z.literal("http"),
  url: z.url({ protocol: /^https?$/ }),
  method: z.enum(["GET", "HEAD", "POST", "PUT"]).default("GET"),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().max(65_536).optional(),
  /** Statuses that count as available; default 200 to 299. */
  expectStatus: z.array(z.number().int().min(100).max(599)).min(1).optional(),
  /** Text that the first 64 KiB of the reply must hold. */
  expectBody: z.string().min(1).max(1_000).optional(),
  /**
   * Figures in the JSON answer, by the gauge that each becomes: `{ revenue_impact: "/data/result/0/value/1" }` reads a query of
   * Prometheus. JSON pointers, RFC 6901.
   */
  gauges: z
    .record(slug, z.string().regex(/^(\/[^/]*)+$/, "must be a JSON pointer, as /data/result/0/value/1"))
    .refine((gauges) => Object.keys(gauges).length <= MOST_GAUGES, { message: `has more than ${MOST_GAUGES} gauges` })
    .optional(),
  tls: tls.optional(),
  timeoutMs,
});
const tcp = z.strictObject({
  ...common,
  kind: z.literal("tcp"),
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535),
  timeoutMs,
});
const postgres = z.strictObject({
  ...common,
  kind: z.literal("postgres"),
  url: z.string().min(1),
  query: z.string().min(1).default("select 1"),
  /** Columns of the first row that are figures, each a gauge of its name. */
  gauges: z.array(slug).min(1).max(MOST_GAUGES).optional(),
  timeoutMs,
});
const redis = z.strictObject({
  ...common,
  kind: z.literal("redis"),
  url: z.string().min(1),
  command: z.array(z.string()).min(1).default(["PING"]),
  timeoutMs,
});
/** Reports its own traffic through `POST /api/v1/samples`. */
const push = z.strictObject({ ...common, kind: z.literal("push") });

export const targetConfigSchema = z.discriminatedUnion("kind", [http, tcp, postgres, redis, push]);
export const PROBE_KINDS = [http, tcp, postgres, redis].map(({ shape }) => shape.kind.value);
export type TargetConfig = z.infer<typeof targetConfigSchema>;
export type ProbeConfig = Exclude<TargetConfig, { kind: "push" }>;

/** By target, those that it names as needed. */
export function needsOf(targets: readonly TargetConfig[]): Needs {
  return new Map(targets.map(({ id, dependsOn }) => [id, dependsOn ?? []]));
}

/** What the room knows of a configured target. */
export function targetOf(config: TargetConfig): Target {
  const { id, kind, name, segment, region, critical } = config;
  return { id, kind, name: name ?? id, segment: segment ?? null, region: region ?? null, critical };
}
