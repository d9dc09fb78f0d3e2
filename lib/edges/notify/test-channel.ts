import { randomUUID } from "node:crypto";
import type { ChannelConfig } from "#core/config/channel-config";
import type { Contact, Delivery } from "#core/notify/delivery";
import type { Notice } from "#core/notify/notice";
import { refuse, type Outcome } from "#core/outcome";
import type { EpochMs } from "#core/time";
import type { TimedChannel } from "./channels/open-channel.ts";

type Place = {
  readonly config: { readonly channels: readonly ChannelConfig[] };
  readonly rollout: Notice["rollout"];
  readonly baseUrl: string;
  readonly now: () => EpochMs;
};

type Asked = {
  readonly id: string;
  readonly to: Contact | null;
  readonly channels: ReadonlyMap<string, TimedChannel>;
};

/** One message through one channel, now: whoever asks wants to see it work, or why not. */
export async function testChannel(place: Place, { id, to, channels }: Asked): Promise<Outcome<string>> {
  const config = place.config.channels.find((each) => each.id === id);
  const channel = channels.get(id);
  if (!config || !channel) return refuse("not_found", `There is no channel "${id}" in the configuration.`);
  const letter = { id: randomUUID(), delivery: deliveryOf(config, to, place), url: `${place.baseUrl}/settings` };
  return channel.deliver(letter);
}

function deliveryOf(config: ChannelConfig, to: Contact | null, { rollout, now }: Place): Delivery {
  const at = now();
  // without a person, the sender's own address: it is sure to be somebody's
  const self = config.kind === "email" ? { id: "self", name: "Holdpoint", email: config.from } : null;
  return {
    key: "",
    channel: config.id,
    person: config.kind === "email" ? (to?.email ? to : self) : null,
    digest: null,
    capped: false,
    notice: {
      id: `test:${config.id}:${at}`,
      kind: "test",
      severity: "info",
      subject: `test:${config.id}`,
      title: `Channel ${config.name ?? config.id} works`,
      body: "Somebody pressed the test button. Nothing is wrong.",
      link: "/settings",
      at,
      rollout,
      audience: "on-shift",
    },
  };
}
