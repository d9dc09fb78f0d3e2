import { z } from "zod";
import type { RoutedChannel } from "../notify/routing.ts";
import { nameText, slugText } from "../text.ts";
import { WEB_ADDRESS } from "../plain-issues.ts";

const common = {
  id: slugText,
  name: nameText({ most: 80 }).optional(),
  /** One attempt may take so long; a channel that hangs holds up no other. */
  timeoutMs: z.number().int().min(100).max(60_000).default(10_000),
  /** Messages on their way through this channel at the same time. */
  concurrency: z.number().int().min(1).max(20).default(4),
};
/** No pattern of the published schema: an editor sees `${SLACK_WEBHOOK}` before it is filled in. */
const httpUrl = z
  .string()
  .max(2_000)
  .refine((text) => /^https?:\/\/[^\s/?#]+\S*$/i.test(text), { message: WEB_ADDRESS });
const address = z.string().regex(/^[^\s@<>,;]+@[^\s@<>,;]+$/, "must be an e-mail address such as ada@example.com");

const email = z.strictObject({
  ...common,
  kind: z.literal("email"),
  host: z.string().min(1).max(255),
  /** Absent: 587, or 465 with `encryption: tls`. */
  port: z.number().int().min(1).max(65_535).optional(),
  /** `starttls` refuses a server that offers none. */
  encryption: z.enum(["starttls", "tls", "none"]).default("starttls"),
  /** Whether the server's certificate must be one that this machine trusts. */
  verify: z.boolean().default(true),
  user: z.string().min(1).max(320).optional(),
  password: z.string().min(1).max(1_000).optional(),
  from: address,
  /** A list that gets everything. Absent: each person at the address of their account. */
  to: z.array(address).min(1).max(50).optional(),
});
const slack = z.strictObject({ ...common, kind: z.literal("slack"), url: httpUrl });
const webhook = z.strictObject({
  ...common,
  kind: z.literal("webhook"),
  url: httpUrl,
  /** Signs as Standard Webhooks says. */
  secret: z.string().refine((text) => /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/.test(text), {
    message: "must be whsec_ and 24 to 64 random bytes in base64",
  }),
  /** False: a machine reads this, and gets every notice, also in a storm. */
  digest: z.boolean().default(true),
});
const pagerduty = z.strictObject({
  ...common,
  kind: z.literal("pagerduty"),
  /** Of an integration with the Events API v2. */
  routingKey: z.string().min(1).max(64),
  url: httpUrl.default("https://events.pagerduty.com/v2/enqueue"),
});

export const channelConfigSchema = z.discriminatedUnion("kind", [email, slack, webhook, pagerduty]);
export type ChannelConfig = z.infer<typeof channelConfigSchema>;
export type ChannelOf<K extends ChannelConfig["kind"]> = Extract<ChannelConfig, { kind: K }>;

/** What routing has to know of a channel. */
export function routedChannel(config: ChannelConfig): RoutedChannel {
  const { id } = config;
  switch (config.kind) {
    case "email":
      return { id, reaches: config.to === undefined ? "each-person" : "its-readers", capped: "all" };
    case "slack":
      return { id, reaches: "its-readers", capped: "all" };
    case "webhook":
      return { id, reaches: "its-readers", capped: config.digest ? "all" : "none" };
    case "pagerduty":
      return { id, reaches: "its-readers", capped: "calls" };
  }
}
