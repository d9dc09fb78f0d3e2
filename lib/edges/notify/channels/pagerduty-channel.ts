import type { ChannelOf } from "#core/config/channel-config";
import { wordsOf } from "#core/notify/message-words";
import type { NoticeSeverity } from "#core/notify/notice";
import type { Guard } from "#edges/guard";
import type { Channel, Letter } from "./channel.ts";
import { saysNothingElse } from "./said.ts";
import { poster } from "./post.ts";

const SEVERITIES: Readonly<Record<NoticeSeverity, string>> = {
  critical: "critical",
  high: "error",
  low: "warning",
  info: "info",
};
/** PagerDuty takes no longer summary and key. */
const SUMMARY_CHARS = 1_024;
const KEY_CHARS = 255;

/** Events API v2: one incident per subject, from its first notice until it is resolved; sent twice, it is one all the same. */
export function pagerdutyChannel({ url, routingKey }: ChannelOf<"pagerduty">, guard: Guard): Channel {
  const { post, close } = poster({ url, who: "PagerDuty", guard, taken: saysNothingElse });
  return {
    deliver: (letter, signal) =>
      post({ body: JSON.stringify({ routing_key: routingKey, ...eventOf(letter) }), signal }),
    close,
  };
}

function eventOf({ id, delivery, url }: Letter): Readonly<Record<string, unknown>> {
  const { notice, digest } = delivery;
  const dedup = digest === null ? `holdpoint:${notice.rollout.id}:${notice.subject}` : `holdpoint:digest:${id}`;
  const dedup_key = dedup.slice(0, KEY_CHARS);
  if (digest === null && notice.kind === "resolved") return { event_action: "resolve", dedup_key };
  if (digest === null && notice.kind === "acknowledged") return { event_action: "acknowledge", dedup_key };
  const { title, lines } = wordsOf(delivery);
  return {
    event_action: "trigger",
    dedup_key,
    client: "Holdpoint",
    client_url: url,
    links: [{ href: url, text: "Open in Holdpoint" }],
    payload: {
      summary: title.slice(0, SUMMARY_CHARS),
      source: notice.rollout.name,
      severity: SEVERITIES[notice.severity],
      timestamp: new Date(notice.at).toISOString(),
      custom_details: { text: lines.join("\n"), delivery: id, notice: notice.id },
    },
  };
}
