import { isIP, type Socket } from "node:net";
import { createTransport } from "nodemailer";
import type { ChannelOf } from "#core/config/channel-config";
import { wordsOf } from "#core/notify/message-words";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { Guard } from "#edges/guard";
import type { Channel, Letter } from "./channel.ts";
import { failure } from "./failure.ts";

type EmailConfig = ChannelOf<"email">;
const WHO = "The mail server";
const DEFAULT_PORT = { starttls: 587, tls: 465, none: 25 } as const;

/** Mail by SMTP, each over a connection of its own, which ends with the try. */
export function emailChannel(config: EmailConfig, guard: Guard): Channel {
  return {
    deliver: async (letter, signal) => {
      const to = recipients(config, letter);
      if (to.length === 0) return refuse("unavailable", "Nobody is to get this mail: the person has no address.");
      return await send({ config, letter, to, signal, guard });
    },
    close: async () => undefined,
  };
}

type Sending = {
  readonly config: EmailConfig;
  readonly letter: Letter;
  readonly to: readonly string[];
  readonly signal: AbortSignal;
  readonly guard: Guard;
};

async function send({ config, letter, to, signal, guard }: Sending): Promise<Outcome<string>> {
  const port = config.port ?? DEFAULT_PORT[config.encryption];
  const socket = guard.connect({ host: config.host, port });
  const end = (): void => void socket.destroy();
  signal.addEventListener("abort", end, { once: true });
  try {
    await connected(socket);
    const transport = createTransport({
      ...transportOptions(config, port),
      getSocket: (_options, give) => give(null, { connection: socket }),
    });
    const { title, lines } = wordsOf(letter.delivery);
    const sent = await transport.sendMail({
      from: { name: "Holdpoint", address: config.from },
      to: [...to],
      messageId: `<${letter.id}@holdpoint>`,
      subject: title,
      text: [...lines, "", letter.url, ""].join("\n"),
      headers: { "Auto-Submitted": "auto-generated", ...threadOf(letter) },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return taken(letter, { to, rejected: sent.rejected.length, code: String(sent.response).slice(0, 3) });
  } catch (error) {
    return failure(WHO, error);
  } finally {
    signal.removeEventListener("abort", end);
    end();
  }
}

type Sent = { readonly to: readonly string[]; readonly rejected: number; readonly code: string };

/** Taken for some only is taken, as trying again would write to those twice; a test that not everybody gets has failed. */
function taken({ delivery }: Letter, { to, rejected, code }: Sent): Outcome<string> {
  if (rejected === 0) return accept(`${WHO} took it (${code}).`);
  const sentence = `${WHO} took it (${code}) for ${to.length - rejected} of ${to.length} recipients only.`;
  return delivery.notice.kind === "test" ? refuse("unavailable", sentence) : accept(sentence);
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    // stays on: what the network says later, the mail library hears too
    socket.on("error", reject);
    socket.once("close", () => reject(Object.assign(new Error("closed"), { code: "ECONNECTION" })));
    socket.once("connect", resolve);
  });
}

function transportOptions(config: EmailConfig, port: number): Readonly<Record<string, unknown>> {
  const { encryption, host, verify, user, password, timeoutMs } = config;
  return {
    host,
    port,
    secure: encryption === "tls",
    requireTLS: encryption === "starttls",
    ignoreTLS: encryption === "none",
    // a certificate's name is that of a host: an address has none
    tls: { rejectUnauthorized: verify, ...(isIP(host) === 0 ? { servername: host } : {}) },
    ...(user === undefined ? {} : { auth: { user, pass: password } }),
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  };
}

function recipients({ to }: EmailConfig, { delivery }: Letter): readonly string[] {
  if (to !== undefined) return to;
  return delivery.person?.email ? [delivery.person.email] : [];
}

/** All mails of one alert stand together in a mail program. */
function threadOf({ delivery: { notice, digest } }: Letter): Readonly<Record<string, string>> {
  if (digest !== null) return {};
  const thread = Buffer.from(`${notice.rollout.id}:${notice.subject}`).toString("base64url").slice(0, 120);
  return { References: `<${thread}@holdpoint>` };
}
