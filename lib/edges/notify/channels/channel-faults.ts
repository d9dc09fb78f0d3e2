import type { ChannelConfig } from "#core/config/channel-config";
import type { Problem } from "#core/config/problems";
import { hostFaults, urlOf } from "#edges/client-faults";
import type { Guard } from "#edges/guard";
import { channelOf } from "./open-channel.ts";

/** Why nobody can be told through `config`, by its fields; opens the channel, and closes it again. */
export function channelFaults(config: ChannelConfig, guard: Guard): readonly Problem[] {
  const faults = config.kind === "email" ? mailFaults(config, guard) : webFaults(config, guard);
  if (faults.length > 0) return faults;
  try {
    void channelOf(config, guard).close();
    return [];
  } catch {
    return [{ path: [], message: "cannot be opened" }];
  }
}

type Mail = Extract<ChannelConfig, { kind: "email" }>;
type Web = Exclude<ChannelConfig, Mail>;

function mailFaults(config: Mail, guard: Guard): readonly Problem[] {
  return [
    ...hostFaults(config.host, ["host"], { guard, verb: "call" }),
    ...brokenText("user", config.user),
    ...brokenText("password", config.password),
  ];
}

function webFaults(config: Web, guard: Guard): readonly Problem[] {
  const wish = { schemes: ["http", "https"], example: "https://host/path", guard, verb: "call" } as const;
  const { faults } = urlOf(config.url, ["url"], wish);
  return [...faults, ...(config.kind === "pagerduty" ? keyFaults(config.routingKey) : [])];
}

function keyFaults(routingKey: string): readonly Problem[] {
  const broken = brokenText("routingKey", routingKey);
  if (broken.length > 0 || /^[\x21-\x7e]*$/.test(routingKey)) return broken;
  return [{ path: ["routingKey"], message: "must have letters and digits alone, as PagerDuty shows it" }];
}

/** A secret that was pasted with its line break, or with half of the next one. */
function brokenText(field: string, text: string | undefined): readonly Problem[] {
  if (text === undefined || !/[\u0000-\u001f\u007f]/.test(text)) return [];
  return [{ path: [field], message: "has a line break or another control character in it" }];
}
