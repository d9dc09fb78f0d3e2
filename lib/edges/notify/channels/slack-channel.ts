import type { ChannelOf } from "#core/config/channel-config";
import { wordsOf } from "#core/notify/message-words";
import type { Guard } from "#edges/guard";
import type { Channel } from "./channel.ts";
import { saysNothingElse } from "./said.ts";
import { poster } from "./post.ts";

/** An incoming webhook as Slack, Mattermost and others have it: a text with a link. */
export function slackChannel({ url }: ChannelOf<"slack">, guard: Guard): Channel {
  const { post, close } = poster({ url, who: "The chat", guard, taken: saysNothingElse });
  return {
    deliver: ({ delivery, url: page }, signal) => {
      const { title, lines } = wordsOf(delivery);
      const text = [`*${plain(title)}*`, ...lines.map(plain), `<${page}|Open in Holdpoint>`].join("\n");
      return post({ body: JSON.stringify({ text }), signal });
    },
    close,
  };
}

/** As Slack asks: what is left cannot call everybody in the channel (<!channel>) or hide a link. */
function plain(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
