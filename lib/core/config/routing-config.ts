import { z } from "zod";
import { noticeKindSchema, noticeSeveritySchema } from "../notify/notice.ts";
import type { Routing } from "../notify/routing.ts";
import type { StormLimit } from "../notify/storm.ts";
import type { Plan } from "../plan/plan.ts";
import { durationMs, durationWithin } from "../plan/when.ts";
import { routedChannel, type ChannelConfig } from "./channel-config.ts";
import type { Problem } from "./problems.ts";

const name = z.string().min(1).max(63);

/** Which notices go through which channels. What a route leaves out holds for all. */
export const routeConfigSchema = z.strictObject({
  severity: z.array(noticeSeveritySchema).min(1).optional(),
  kinds: z.array(noticeKindSchema).min(1).optional(),
  /** Roles of the plan: of those whom a notice is for, only they are told by this route. */
  roles: z.array(name).min(1).optional(),
  channels: z.array(name).min(1),
});
export type RouteConfig = z.infer<typeof routeConfigSchema>;

/** In a storm, a person gets `most` messages in `window`, the last a digest of the rest. */
export const stormConfigSchema = z.strictObject({
  most: z.number().int().min(2).max(100).default(3),
  window: durationWithin({ most: "1d" }).default("5m"),
});

type Notifying = {
  readonly channels: readonly ChannelConfig[];
  readonly routing: readonly RouteConfig[];
  readonly storm: z.infer<typeof stormConfigSchema>;
};

/** Without a route, everything goes through every channel: one that was configured is never silent by oversight. */
export function routingOf({ channels, routing }: Pick<Notifying, "channels" | "routing">): Routing {
  const everything = {
    severities: null,
    kinds: noticeKindSchema.options,
    roles: null,
    channels: channels.map(({ id }) => id),
  };
  const routes = routing.map(({ severity, kinds, roles, channels: through }) => ({
    severities: severity ?? null,
    kinds: kinds ?? null,
    roles: roles ?? null,
    channels: through,
  }));
  return { channels: channels.map(routedChannel), routes: routing.length === 0 ? [everything] : routes };
}

export function stormLimitOf({ storm }: Pick<Notifying, "storm">): StormLimit {
  return { most: storm.most, windowMs: durationMs(storm.window) };
}

/** A password without a user, or the other way round. */
export function halfSignIn(channel: ChannelConfig, i: number): readonly Problem[] {
  if (channel.kind !== "email" || (channel.user === undefined) === (channel.password === undefined)) return [];
  const [given, missing] = channel.user === undefined ? ["password", "user"] : ["user", "password"];
  return [{ path: ["channels", i, given], message: `is of no use without ${missing}` }];
}

/** Routes for roles that the plan does not have: nobody would be told. */
export function routeRoleProblems(
  { routing }: Pick<Notifying, "routing">,
  plan: Pick<Plan, "people">,
): readonly Problem[] {
  const known = new Set(plan.people.roles.map(({ id }) => id));
  return routing.flatMap(({ roles = [] }, i) =>
    roles.flatMap((role, k) =>
      known.has(role)
        ? []
        : [{ path: ["routing", i, "roles", k], message: `names "${role}", which is no role of the plan` }],
    ),
  );
}
