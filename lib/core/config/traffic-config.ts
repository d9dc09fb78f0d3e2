import { z } from "zod";
import { STABLE } from "../traffic/split.ts";
import type { Plan } from "../plan/plan.ts";
import type { Problem } from "./problems.ts";
import { slugText } from "../text.ts";

/** Most servers of all groups together: all their weights must fit into one line of HAProxy's socket, 16 KiB. */
const MOST_SERVERS = 100;

/** A call of the controller is given up after so many milliseconds. */
const timeoutMs = z.number().int().min(50).max(30_000).default(3_000);

const slug = slugText;

/** Whatever ends a name or a command on HAProxy's socket is no part of a name. */
const haproxyName = z.string().regex(/^[A-Za-z0-9_.:-]{1,60}$/, "must be 1 to 60 letters, digits, _, -, . or :");

/** Nothing is told to anybody: people move the traffic, and the room records it. */
const record = z.strictObject({ kind: z.literal("record") });

const webhook = z.strictObject({
  kind: z.literal("webhook"),
  url: z.url({ protocol: /^https?$/ }),
  /** Of Standard Webhooks: `whsec_` and the base64 of 24 to 64 bytes. */
  secret: z
    .string()
    .regex(/^whsec_(?:[A-Za-z0-9+/]{4}){8,21}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})?$/, {
      message: "must be whsec_ and the base64 of 24 to 64 bytes",
    }),
  /** Answers a GET with the shares that are in force; absent: they cannot be read back. */
  readBack: z.url({ protocol: /^https?$/ }).optional(),
  timeoutMs,
});

const haproxy = z.strictObject({
  kind: z.literal("haproxy"),
  /** HAProxy's `stats socket`, of level admin: the path of a Unix socket, or `tcp://host:port`. */
  socket: z
    .string()
    .max(300)
    .regex(/^(\/[^\s]+|tcp:\/\/(\[[0-9A-Fa-f:.%a-z]+\]|[^\s:/?#[\]@]+):[0-9]{1,5})$/, {
      message: "must be the path of a Unix socket, or tcp:// with host and port",
    }),
  backend: haproxyName,
  /** Servers of `backend` by traffic group of the plan; `stable` are those that get what no group has. */
  servers: z.record(slug, z.array(haproxyName).min(1).max(MOST_SERVERS)),
  timeoutMs,
});

export const trafficConfigSchema = z.discriminatedUnion("kind", [record, webhook, haproxy]);
export type TrafficConfig = z.infer<typeof trafficConfigSchema>;
export type WebhookConfig = Extract<TrafficConfig, { kind: "webhook" }>;
export type HaproxyConfig = Extract<TrafficConfig, { kind: "haproxy" }>;

/** What `traffic` gets wrong in itself. */
export function trafficConfigProblems(config: TrafficConfig): readonly Problem[] {
  if (config.kind !== "haproxy") return [];
  const path = ["traffic", "servers"];
  const placed = Object.entries(config.servers).flatMap(([group, servers]) =>
    servers.map((server, i) => ({ server, path: [...path, group, i] })),
  );
  const repeated = placed.flatMap(({ server, path: place }, i) =>
    placed.findIndex((other) => other.server === server) < i
      ? [{ path: place, message: `"${server}" has a group already` }]
      : [],
  );
  return [
    ...(config.servers[STABLE] ? [] : [{ path, message: `needs servers for ${STABLE}: what no group has goes there` }]),
    ...(placed.length > MOST_SERVERS
      ? [{ path, message: `names ${placed.length} servers, more than ${MOST_SERVERS}` }]
      : []),
    ...repeated,
  ];
}

/** Where `traffic` and the plan do not fit: groups that the plan does not have, and groups of its steps without servers. */
export function trafficPlanProblems(config: TrafficConfig, plan: Plan): readonly Problem[] {
  if (config.kind !== "haproxy") return [];
  const path = ["traffic", "servers"];
  const { groups, steps } = plan.traffic ?? { groups: [], steps: [] };
  const unknown = Object.keys(config.servers)
    .filter((group) => group !== STABLE && !groups.some(({ id }) => id === group))
    .map((group) => ({ path: [...path, group], message: "is a traffic group that the plan does not have" }));
  const given = steps.flatMap(({ changes }) => changes.filter(({ to }) => to > 0).map(({ group }) => group));
  const without = groups
    .filter(({ id }) => given.includes(id) && !config.servers[id])
    .map(({ id }) => ({ path, message: `has no servers for ${id}, to which the plan gives traffic` }));
  return [...unknown, ...without];
}
