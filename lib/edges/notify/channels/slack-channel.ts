import type { ChannelOf } from "#core/config/channel-config";
import { wordsOf } from "#core/notify/message-words";
import type { Channel } from "./channel.ts";
import { poster } from "./post.ts";

/** An incoming webhook as Slack, Mattermost and others have it: a text with a link. */
export function slackChannel({ url }: ChannelOf<"slack">, allowLinkLocal: boolean): Channel {
  const { post, close } = poster({ url, who: "The chat", allowLinkLocal });
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
