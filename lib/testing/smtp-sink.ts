import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export type Mail = { readonly from: string; readonly to: readonly string[]; readonly text: string };

export type SmtpSink = {
  readonly port: number;
  readonly mails: Mail[];
  /** A header of a mail, unfolded; empty when it has none. */
  header(mail: Mail, name: string): string;
  close(): Promise<void>;
};

/** A local mail server that keeps what it is given; it encrypts where `options` (smtp-server's) hold a key. */
export async function openSmtpSink(options: SMTPServerOptions = {}): Promise<SmtpSink> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    ...(options.key === undefined ? { disabledCommands: ["STARTTLS"], logger: false } : {}),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? "" : mailFrom.address;
        mails.push({ from, to: rcptTo.map(({ address }) => address), text: Buffer.concat(chunks).toString("utf8") });
        done();
      });
    },
    ...options,
  });
  // clients that give up, or do not trust the certificate, are part of the tests
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    header: ({ text }, name) => {
      const head = text.slice(0, text.indexOf("\r\n\r\n")).replace(/\r\n[ \t]+/g, " ");
      return new RegExp(`^${name}: (.*)$`, "im").exec(head)?.[1]?.trim() ?? "";
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
