import type { HttpSink } from "#testing/http-sink";
import type { SmtpSink } from "#testing/smtp-sink";

/** A message that came in: through which channel, under which id, what it says in its title, and when (epoch ms). */
export type Arrival = {
  readonly channel: "hook" | "mail";
  readonly id: string;
  readonly title: string;
  readonly at: number;
};

/** How often the sinks are looked at: an arrival is at most so much older than it says. */
const LOOK_MS = 5;

export type Arrivals = { readonly list: readonly Arrival[]; stop(): void };

export function watchSinks({ hook, mail }: { readonly hook: HttpSink; readonly mail: SmtpSink }): Arrivals {
  const list: Arrival[] = [];
  const seen = { hook: 0, mail: 0 };
  const timer = setInterval(() => {
    const at = performance.timeOrigin + performance.now();
    for (const { headers, body } of hook.posted.slice(seen.hook)) {
      const { data } = JSON.parse(body) as { readonly data: { readonly title: string } };
      list.push({ channel: "hook", id: String(headers["webhook-id"]), title: data.title, at });
    }
    for (const each of mail.mails.slice(seen.mail)) {
      list.push({ channel: "mail", id: mail.header(each, "Message-ID"), title: mail.header(each, "Subject"), at });
    }
    seen.hook = hook.posted.length;
    seen.mail = mail.mails.length;
  }, LOOK_MS);
  return { list, stop: () => clearInterval(timer) };
}
