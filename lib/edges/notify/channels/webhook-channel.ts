import type { ChannelOf } from "#core/config/channel-config";
import { wordsOf } from "#core/notify/message-words";
import { webhookHeaders } from "#edges/webhook-signature";
import type { Guard } from "#edges/guard";
import type { Channel, Letter } from "./channel.ts";
import { poster } from "./post.ts";

/** JSON signed as Standard Webhooks says; `webhook-id` is the same at every try. */
export function webhookChannel({ url, secret }: ChannelOf<"webhook">, guard: Guard): Channel {
  const { post, close } = poster({ url, who: "The webhook", guard });
  return {
    deliver: (letter, signal) => {
      const body = JSON.stringify(payloadOf(letter));
      const headers = webhookHeaders({ id: letter.id, at: new Date(), body }, secret);
      return post({ body, headers, signal });
    },
    close,
  };
}

/** `type` and `timestamp` as Standard Webhooks recommends them, the rest below `data`. */
function payloadOf({ id, delivery, url }: Letter): Readonly<Record<string, unknown>> {
  const { notice, digest } = delivery;
  const { title, lines } = wordsOf(delivery);
  const { kind, severity, subject, rollout } = notice;
  return {
    type: digest === null ? `notice.${kind}` : "notice.digest",
    timestamp: new Date(notice.at).toISOString(),
    data: { id, notice: notice.id, kind, severity, subject, title, text: lines.join("\n"), url, rollout, digest },
  };
}
