import { z } from "zod";
import type { Plan } from "../plan/plan.ts";
import { durationMs, durationSchema, durationWithin } from "../plan/when.ts";
import { allNeeds, type Needs } from "../needs.ts";
import { channelConfigSchema } from "./channel-config.ts";
import type { Path } from "./place.ts";
import type { Problem } from "./problems.ts";
import {
  channelProblems,
  routeConfigSchema,
  routeRoleProblems,
  routingOf,
  stormConfigSchema,
} from "./routing-config.ts";
import { needsOf, targetConfigSchema } from "./target-config.ts";
import { trafficConfigProblems, trafficConfigSchema, trafficPlanProblems } from "./traffic-config.ts";
import { slugText } from "../text.ts";

const slug = slugText;

/** A key for `POST /api/v1/samples`. Only its hash is written down; `targets` absent: it may report for every push target. */
const pushKeySchema = z.strictObject({
  name: slug,
  hash: z.string().regex(/^sha256:[0-9a-f]{64}$/, "must be sha256: and 64 lower-case hexadecimal digits"),
  targets: z.array(slug).min(1).optional(),
});

const retentionSchema = z.strictObject({
  raw: durationWithin({ least: "1h" }).default("7d"),
  minute: durationSchema.default("40d"),
  hour: durationSchema.default("400d"),
});

/** When a session ends that nobody uses, and when one ends in which no password was given; who may vote; how often the log's head is sent. */
const securitySchema = z.strictObject({
  sessions: z
    .strictObject({
      idle: durationWithin({ least: "15m" }).default("24h"),
      absolute: durationWithin({ least: "1h" }).default("14d"),
    })
    .default({ idle: "24h", absolute: "14d" }),
  /** GO and NO-GO only from sessions that were opened with a second factor. */
  secondFactorForVotes: z.boolean().default(false),
  /** Sends the signed head of the log through every channel of a route of kind `log_head`; absent: never. */
  sendLogHeadEvery: durationWithin({ least: "15m" }).optional(),
});

/** `holdpoint.yaml`. Every field has a default, so that an empty file is a legal one. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  /** Path of the plan file, from the folder of the configuration file; absent: the plan that Holdpoint ships with. */
  plan: z.string().min(1).max(1_000).optional(),
  targets: z.array(targetConfigSchema).max(5_000).default([]),
  push: z.strictObject({ keys: z.array(pushKeySchema).max(1_000).default([]) }).default({ keys: [] }),
  /** Who moves the traffic when the room decides so; absent: people do, and the room records it. */
  traffic: trafficConfigSchema.default({ kind: "record" }),
  /** How people outside the room are told. */
  channels: z.array(channelConfigSchema).max(50).default([]),
  /** Who is told of what, and how; empty: everything through every channel. */
  routing: z.array(routeConfigSchema).max(200).default([]),
  storm: stormConfigSchema.default({ most: 3, window: "5m" }),
  /** How long samples are kept: raw 5-second ticks, one-minute and one-hour roll-ups. */
  retention: retentionSchema.default({ raw: "7d", minute: "40d", hour: "400d" }),
  security: securitySchema.default({ sessions: { idle: "24h", absolute: "14d" }, secondFactorForVotes: false }),
  network: z
    .strictObject({
      /** Calling link-local addresses reaches a cloud's metadata service, which hands out credentials. */
      allowLinkLocal: z.boolean().default(false),
    })
    .default({ allowLinkLocal: false }),
});
export type Config = z.infer<typeof configSchema>;

/** In ms; null where heads are not sent. */
export function sendLogHeadEveryMs({ security }: Pick<Config, "security">): number | null {
  return security.sendLogHeadEvery === undefined ? null : durationMs(security.sendLogHeadEvery);
}

function unsentHeads(config: Config): readonly Problem[] {
  const routing = routingOf(config);
  const isSent = routing.routes.some(({ kinds, channels }) => kinds?.includes("log_head") && channels.length > 0);
  if (config.security.sendLogHeadEvery === undefined || isSent) return [];
  const message =
    config.channels.length === 0 ? "is of no use without a channel" : "needs a route of kinds: [log_head]";
  return [{ path: ["security", "sendLogHeadEvery"], message }];
}

function repeated(names: readonly string[], pathOf: (index: number) => Path): readonly Problem[] {
  return names.flatMap((name, i) =>
    names.indexOf(name) < i ? [{ path: pathOf(i), message: `"${name}" is taken already` }] : [],
  );
}

/** Lengths of which the second may not be the shorter one. */
function lengthProblems({ retention, security: { sessions } }: Config): readonly Problem[] {
  const atLeast = (base: Path, [short, long]: readonly [string, string], lengths: Readonly<Record<string, string>>) =>
    durationMs(lengths[long] ?? "0s") < durationMs(lengths[short] ?? "0s")
      ? [{ path: [...base, long], message: `must be at least as long as ${short}` }]
      : [];
  return [
    ...atLeast(["retention"], ["raw", "minute"], retention),
    ...atLeast(["retention"], ["minute", "hour"], retention),
    ...atLeast(["security", "sessions"], ["idle", "absolute"], sessions),
  ];
}

function keyProblems(config: Config): readonly Problem[] {
  const pushed = new Set(config.targets.filter((target) => target.kind === "push").map((target) => target.id));
  return config.push.keys.flatMap((key, i) =>
    (key.targets ?? []).flatMap((id, k) => {
      const message = `names "${id}", which is no target of kind push`;
      return pushed.has(id) ? [] : [{ path: ["push", "keys", i, "targets", k], message }];
    }),
  );
}

function dependencyProblems({ targets }: Config): readonly Problem[] {
  const needs: Needs = needsOf(targets);
  return targets.flatMap(({ id, dependsOn }, i) =>
    (dependsOn ?? []).flatMap((other, k) => {
      const path = ["targets", i, "dependsOn", k];
      if (!needs.has(other)) return [{ path, message: `names "${other}", which is no target` }];
      const circle = other === id || allNeeds(needs, other).includes(id);
      return circle ? [{ path, message: `goes in a circle: "${other}" depends on "${id}" too` }] : [];
    }),
  );
}

/** What a well-formed configuration gets wrong as a whole: ids given twice, keys for no target, needs that go in a circle. */
export function configProblems(config: Config): readonly Problem[] {
  return [
    ...repeated(
      config.targets.map((target) => target.id),
      (i) => ["targets", i, "id"],
    ),
    ...repeated(
      config.push.keys.map((key) => key.name),
      (i) => ["push", "keys", i, "name"],
    ),
    ...repeated(
      config.channels.map((channel) => channel.id),
      (i) => ["channels", i, "id"],
    ),
    ...lengthProblems(config),
    ...keyProblems(config),
    ...trafficConfigProblems(config.traffic),
    ...dependencyProblems(config),
    ...channelProblems(config),
    ...unsentHeads(config),
  ];
}

/** What only both files together show: places of the configuration that do not fit the plan. */
export function misfitProblems(config: Config, plan: Plan): readonly Problem[] {
  return [
    ...segmentProblems(config, plan),
    ...trafficPlanProblems(config.traffic, plan),
    ...routeRoleProblems(config, plan),
  ];
}

/** Segments that the plan does not have: their targets would be shown under none. */
function segmentProblems({ targets }: Config, plan: Pick<Plan, "segments">): readonly Problem[] {
  const known = new Set(plan.segments.map(({ id }) => id));
  return targets.flatMap(({ segment }, i) =>
    segment === undefined || known.has(segment)
      ? []
      : [{ path: ["targets", i, "segment"], message: `names "${segment}", which is no segment of the plan` }],
  );
}
