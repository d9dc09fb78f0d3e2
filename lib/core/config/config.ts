import { z } from "zod";
import type { Plan } from "../plan/plan.ts";
import { durationMs, durationSchema, durationWithin } from "../plan/when.ts";
import { allNeeds, type Needs } from "../needs.ts";
import { channelConfigSchema } from "./channel-config.ts";
import { placesLike, valueAt, type Path } from "./place.ts";
import type { Problem } from "./problems.ts";
import { halfSignIn, routeConfigSchema, routeRoleProblems, routingOf, stormConfigSchema } from "./routing-config.ts";
import { crossProblems, isWhole, type CrossCheck, type SoundPart } from "./sound-part.ts";
import { PROBE_KINDS, targetConfigSchema } from "./target-config.ts";
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

/** Texts at the places like `pattern`: also of what is wrong otherwise, so that a name is known there too. */
function textsAt(document: unknown, pattern: string): readonly { readonly path: Path; readonly text: string }[] {
  return placesLike(document, pattern).flatMap((path) => {
    const text = valueAt(document, path);
    return typeof text === "string" ? [{ path, text }] : [];
  });
}

function repeated(document: unknown): readonly Problem[] {
  return ["targets.*.id", "push.keys.*.name", "channels.*.id"].flatMap((pattern) => {
    const names = textsAt(document, pattern);
    return names.flatMap(({ path, text }, i) =>
      names.findIndex((other) => other.text === text) < i ? [{ path, message: `"${text}" is taken already` }] : [],
    );
  });
}

/** Of lengths by name, the second may not be the shorter one. */
function shorter(base: Path, lengths: Readonly<Record<string, string>>, [short, long]: readonly [string, string]) {
  return durationMs(lengths[long] ?? "0s") < durationMs(lengths[short] ?? "0s")
    ? [{ path: [...base, long], message: `must be at least as long as ${short}` }]
    : [];
}

function retentionProblems({ retention }: Config): readonly Problem[] {
  const base = ["retention"];
  return [...shorter(base, retention, ["raw", "minute"]), ...shorter(base, retention, ["minute", "hour"])];
}

function sessionProblems({ security: { sessions } }: Config): readonly Problem[] {
  return shorter(["security", "sessions"], sessions, ["idle", "absolute"]);
}

function keyProblems(document: unknown): readonly Problem[] {
  const pushed = new Set(
    textsAt(document, "targets.*.id").flatMap(({ path, text }) =>
      isProbed(valueAt(document, [...path.slice(0, -1), "kind"])) ? [] : [text],
    ),
  );
  return textsAt(document, "push.keys.*.targets.*").flatMap(({ path, text }) =>
    pushed.has(text) ? [] : [{ path, message: `names "${text}", which is no target of kind push` }],
  );
}

/** A kind that is none of them may be meant as push. */
function isProbed(kind: unknown): boolean {
  return PROBE_KINDS.some((probed) => probed === kind);
}

function dependencyProblems(document: unknown): readonly Problem[] {
  const targets = textsAt(document, "targets.*.id").map(({ path, text }) => {
    const needs = textsAt(valueAt(document, path.slice(0, -1)), "dependsOn.*");
    return { id: text, needs: needs.map((need) => ({ ...need, path: [...path.slice(0, -1), ...need.path] })) };
  });
  const needs: Needs = new Map(targets.map((target) => [target.id, target.needs.map(({ text }) => text)]));
  return targets.flatMap(({ id, needs: named }) =>
    named.flatMap(({ path, text: other }) => {
      if (!needs.has(other)) return [{ path, message: `names "${other}", which is no target` }];
      const circle = other === id || allNeeds(needs, other).includes(id);
      return circle ? [{ path, message: `goes in a circle: "${other}" depends on "${id}" too` }] : [];
    }),
  );
}

function routeProblems(document: unknown): readonly Problem[] {
  const known = new Set(textsAt(document, "channels.*.id").map(({ text }) => text));
  return textsAt(document, "routing.*.channels.*").flatMap(({ path, text }) =>
    known.has(text) ? [] : [{ path, message: `names "${text}", which is no channel` }],
  );
}

/** Names given twice, and names that nothing bears. Works on the raw document, as the plan's `referenceProblems`. */
export function nameProblems(document: unknown): readonly Problem[] {
  return [...repeated(document), ...keyProblems(document), ...dependencyProblems(document), ...routeProblems(document)];
}

/** What a well-formed configuration gets wrong as a whole. */
export const CONFIG_SOUNDNESS: readonly CrossCheck<Config>[] = [
  { needs: ["retention"], find: retentionProblems },
  { needs: ["security"], find: sessionProblems },
  { needs: ["traffic"], find: ({ traffic }) => trafficConfigProblems(traffic) },
  { needs: [], find: ({ channels }) => channels.flatMap(halfSignIn) },
  { needs: ["security", "channels", "routing"], find: unsentHeads },
];

/** What only both files together show: places of the configuration that do not fit the plan, as far as both are whole. */
export function misfitProblems(config: SoundPart<Config>, plan: SoundPart<Plan>): readonly Problem[] {
  const checks: readonly (CrossCheck<Config> & { readonly ofPlan: keyof Plan })[] = [
    { needs: [], ofPlan: "segments", find: (value) => segmentProblems(value, plan.value) },
    { needs: ["traffic"], ofPlan: "traffic", find: ({ traffic }) => trafficPlanProblems(traffic, plan.value) },
    { needs: [], ofPlan: "people", find: (value) => routeRoleProblems(value, plan.value) },
  ];
  return crossProblems(
    config,
    checks.filter(({ ofPlan }) => isWhole(plan, ofPlan)),
  );
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
