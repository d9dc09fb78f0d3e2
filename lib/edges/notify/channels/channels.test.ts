import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttp } from "node:http";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, test } from "vitest";
import { channelConfigSchema, type ChannelConfig } from "#core/config/channel-config";
import type { Outcome } from "#core/outcome";
import { aDelivery, aNotice } from "#testing/a-notice";
import { openHttpSink, type HttpSink } from "#testing/http-sink";
import { openSmtpSink, type SmtpSink } from "#testing/smtp-sink";
import type { Letter, Told } from "./channel.ts";
import { openChannel } from "./open-channel.ts";
import { waitAskedFor } from "#edges/retry-after";

const SECRET = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
const ID = "0f8fad5b-d9cb-869f-a165-70867728950e";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const aLetter = (over: Partial<Letter["delivery"]> = {}): Letter => ({
  id: ID,
  delivery: aDelivery(aNotice("alert:1"), over),
  url: "https://holdpoint.example.com/alerts/error-rate",
});

async function deliver(config: unknown, letter = aLetter(), allowLinkLocal = false): Promise<Told> {
  const channel = openChannel(channelConfigSchema.parse(config), allowLinkLocal);
  closing.push(channel.close);
  return await channel.deliver(letter);
}
async function httpSink(...options: Parameters<typeof openHttpSink>): Promise<HttpSink> {
  const sink = await openHttpSink(...options);
  closing.push(sink.close);
  return sink;
}
async function smtpSink(...options: Parameters<typeof openSmtpSink>): Promise<SmtpSink> {
  const sink = await openSmtpSink(...options);
  closing.push(sink.close);
  return sink;
}
function sentence(outcome: Outcome<string>): string {
  return outcome.ok ? outcome.value : outcome.refusal.message;
}
const mailTo = (port: number, over: object = {}): object => ({
  id: "mail",
  kind: "email",
  host: "127.0.0.1",
  port,
  encryption: "none",
  from: "holdpoint@example.com",
  timeoutMs: 5_000,
  ...over,
});

describe("e-mail", () => {
  test("reaches the person with a Message-ID that is the delivery's, a link, and all of the words", async () => {
    const sink = await smtpSink();
    expect(sentence(await deliver(mailTo(sink.port)))).toBe("The mail server took it (250).");
    const [mail] = sink.mails;
    expect(mail).toMatchObject({ from: "holdpoint@example.com", to: ["ada@example.com"] });
    expect(mail && sink.header(mail, "Message-ID")).toBe(`<${ID}@holdpoint>`);
    expect(mail && sink.header(mail, "Subject")).toBe("Alert (critical): Error rate above 0.5 %");
    expect(mail?.text).toContain("https://holdpoint.example.com/alerts/error-rate");
    expect(mail?.text).toContain("The error rate is 0.8 % of 12,000 requests");
  });

  test("goes to the list where the channel has one, and a title cannot add a recipient", async () => {
    const sink = await smtpSink();
    const notice = aNotice("x", { title: "a\r\nBcc: eve@example.com" });
    await deliver(mailTo(sink.port, { to: ["list@example.com"] }), aLetter({ notice, person: null }));
    expect(sink.mails.map(({ to }) => to)).toEqual([["list@example.com"]]);
    expect(sink.mails.map((mail) => sink.header(mail, "Bcc"))).toEqual([""]);
  });

  test("signs in over STARTTLS, and says so when that fails", async () => {
    const sink = await smtpSink({
      ...ownCertificate(),
      onAuth: ({ username, password }, _session, done) =>
        username === "u" && password === "p" ? done(null, { user: "u" }) : done(new Error("no")),
    });
    const config = { encryption: "starttls", verify: false, user: "u" };
    expect((await deliver(mailTo(sink.port, { ...config, password: "p" }))).ok).toBe(true);
    expect(sentence(await deliver(mailTo(sink.port, { ...config, password: "wrong" })))).toBe(
      "The mail server did not take user and password.",
    );
    expect(sentence(await deliver(mailTo(sink.port, { encryption: "starttls" })))).toBe(
      "The mail server has a certificate that is not trusted.",
    );
  });

  test("is refused in a sentence by a server that offers no encryption, or does not take the recipient", async () => {
    const plain = await smtpSink();
    expect(sentence(await deliver(mailTo(plain.port, { encryption: "starttls" })))).toMatch(
      /^The mail server (offers no encryption|could not be spoken to over TLS)\.$/,
    );
    const strict = await smtpSink({ onRcptTo: (_address, _session, done) => done(new Error("nobody here")) });
    expect(sentence(await deliver(mailTo(strict.port)))).toBe("The mail server did not take sender or recipient.");
  });
});

describe("a chat's webhook", () => {
  test("gets a text in which nothing calls everybody", async () => {
    const sink = await httpSink();
    const notice = aNotice("x", { title: "<!channel> & more" });
    await deliver({ id: "chat", kind: "slack", url: sink.url }, aLetter({ notice, person: null }));
    const { text } = JSON.parse(sink.posted[0]?.body ?? "{}") as { text: string };
    expect(text).toContain("*Alert (critical): &lt;!channel&gt; &amp; more*");
    expect(text).toContain("<https://holdpoint.example.com/alerts/error-rate|Open in Holdpoint>");
  });
});

describe("what counts as taken (slack-false)", () => {
  const answering = async (status: number, body: string, headers: Record<string, string> = {}): Promise<string> => {
    const server = createHttp((request, response) => {
      request.resume();
      response.writeHead(status, headers).end(body);
    }).listen(0, "127.0.0.1");
    await new Promise((done) => server.once("listening", done));
    closing.push(async () => (server.closeAllConnections(), void server.close()));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  };
  const chat = (url: string): object => ({ id: "chat", kind: "slack", url });

  test.each([
    ['{"ok":false,"error":"invalid_auth"}', 'The chat did not take it: it answered "invalid_auth" with status 200.'],
    ['{"success":false}', "The chat did not take it: it answered that it did not take it with status 200."],
    ["<html>sign in</html>", "The chat did not take it: it answered a web page with status 200."],
    ["ok", "The chat took it (status 200)."],
    ['{"ok":true}', "The chat took it (status 200)."],
  ])("a chat that answers 200 and %s", async (body, expected) => {
    expect(sentence(await deliver(chat(await answering(200, body))))).toBe(expected);
  });

  test("mail that only some of the list get is told, and is no passed test", async () => {
    const sink = await smtpSink({
      onRcptTo: ({ address }, _session, done) => done(address.startsWith("no") ? new Error("nobody") : null),
    });
    const config = mailTo(sink.port, { to: ["yes@example.com", "no@example.com"] });
    const told = "The mail server took it (250) for 1 of 2 recipients only.";
    expect(await deliver(config)).toEqual({ ok: true, value: told });
    const test = aLetter({ notice: aNotice("t", { kind: "test" }) });
    expect(await deliver(config, test)).toMatchObject({ ok: false, refusal: { message: told } });
  });

  test.each([
    [429, "30", 30_000],
    [503, "5", 5_000],
    [429, "86400", 600_000],
    [429, "soon", undefined],
    [500, "30", undefined],
  ])("status %i with Retry-After %s asks to wait %s ms (retry-after)", async (status, header, waitMs) => {
    const told: Told = await deliver(chat(await answering(status, "", { "retry-after": header })));
    expect(told.waitMs).toBe(waitMs);
  });

  test("a date is a moment to wait for, and one that is over asks for nothing", () => {
    const now = Date.parse("2026-11-24T10:00:00Z");
    expect(waitAskedFor("Tue, 24 Nov 2026 10:00:40 GMT", now)).toBe(40_000);
    expect(waitAskedFor("Tue, 24 Nov 2026 09:00:00 GMT", now)).toBe(0);
  });
});

describe("a webhook", () => {
  test("is signed as the standard's own library verifies, under the delivery's id", async () => {
    const sink = await httpSink();
    await deliver({ id: "hook", kind: "webhook", url: sink.url, secret: SECRET });
    const headers = (sink.posted[0]?.headers ?? {}) as Record<string, string>;
    const body = sink.posted[0]?.body ?? "";
    expect(headers["webhook-id"]).toBe(ID);
    const verified = new Webhook(SECRET).verify(body, headers);
    expect(verified).toMatchObject({
      type: "notice.alert",
      timestamp: "2025-11-02T16:05:00.000Z",
      data: { id: ID, notice: "alert:1", severity: "critical", subject: "error-rate", digest: null },
    });
    expect(() => new Webhook(SECRET).verify(`${body} `, headers)).toThrow();
  });
});

test("PagerDuty's incident is triggered, acknowledged and resolved under one key; a digest has its own", async () => {
  const sink = await httpSink(202);
  const config = { id: "pager", kind: "pagerduty", routingKey: "key", url: sink.url };
  for (const kind of ["alert", "acknowledged", "resolved"] as const)
    await deliver(config, aLetter({ notice: aNotice(kind, { kind }), person: null }));
  const digest = { count: 9, critical: 9, high: 0, titles: ["one"], sentences: ["one is wrong"] };
  expect(sentence(await deliver(config, aLetter({ digest, person: null })))).toBe("PagerDuty took it (status 202).");
  const events = sink.posted.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  expect(events).toMatchObject([
    {
      routing_key: "key",
      event_action: "trigger",
      dedup_key: "holdpoint:r1:error-rate",
      payload: { severity: "critical", source: "Full rollout" },
    },
    { event_action: "acknowledge", dedup_key: "holdpoint:r1:error-rate" },
    { event_action: "resolve", dedup_key: "holdpoint:r1:error-rate" },
    { event_action: "trigger", dedup_key: `holdpoint:digest:${ID}` },
  ]);
});

describe("a channel that fails says why in one sentence", () => {
  const hookAt = (url: string, over: object = {}): object => ({
    id: "hook",
    kind: "webhook",
    url,
    secret: SECRET,
    ...over,
  });

  test("when the other side answers 500, or redirects", async () => {
    const sink = await httpSink(500);
    expect(sentence(await deliver(hookAt(sink.url)))).toBe("The webhook answered with status 500.");
    sink.answer = 302;
    expect(sentence(await deliver(hookAt(sink.url)))).toBe("The webhook answered with status 302.");
  });

  test("when it hangs, and lets go of the connection", async () => {
    const sink = await httpSink("hang");
    expect(sentence(await deliver(hookAt(sink.url, { timeoutMs: 300 })))).toBe(
      'Channel "hook" did not answer within 0.3 s.',
    );
    await expect.poll(() => sink.waiting()).toBe(0);
    const silent = await silentServer();
    const port = (silent.address() as AddressInfo).port;
    expect(sentence(await deliver(mailTo(port, { timeoutMs: 300 })))).toBe(
      'Channel "mail" did not answer within 0.3 s.',
    );
    const open = (): Promise<number> => new Promise((resolve) => silent.getConnections((_error, n) => resolve(n)));
    await expect.poll(open).toBe(0);
  });

  test("when nobody listens, or the name is not known", async () => {
    expect(sentence(await deliver(hookAt("http://127.0.0.1:1/x")))).toBe("The webhook refused the connection.");
    expect(sentence(await deliver(mailTo(1)))).toBe("The mail server refused the connection.");
    expect(sentence(await deliver(hookAt("http://no-such-host.invalid/x")))).toMatch(
      /^The webhook has a name that (is not known|could not be looked up)\.$/,
    );
  });

  test.each<[string, (host: string) => object]>([
    ["a webhook", (host) => hookAt(`http://${host}:1/`)],
    ["a mail server", (host) => ({ ...mailTo(1), host })],
  ])("when %s is at a link-local address", async (_name, config) => {
    const words = /is at a link-local or cloud metadata address, which network.allowLinkLocal does not allow\.$/;
    expect(sentence(await deliver(config("169.254.169.254")))).toMatch(words);
    expect(sentence(await deliver(config("[::ffff:a9fe:a9fe]")))).toMatch(words);
  });

  test("and never shows a secret", async () => {
    const config: ChannelConfig = channelConfigSchema.parse({
      id: "c",
      kind: "slack",
      url: "http://u:s3cret@127.0.0.1:1/T/s3cret",
    });
    expect(sentence(await deliver(config))).not.toContain("s3cret");
  });
});

/** Takes connections and never says a word. */
async function silentServer(): Promise<Server> {
  const server = createServer((socket) => void socket.on("error", () => undefined).resume());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => void server.close(() => resolve())));
  return server;
}

/** One that no machine trusts. */
function ownCertificate(): { readonly key: Buffer; readonly cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), "holdpoint-smtp-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const made = spawnSync("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
    ...["-subj", "/CN=peer.test", "-addext", "subjectAltName=DNS:peer.test", "-keyout", key, "-out", cert],
  ]);
  if (made.status !== 0) throw new Error(`openssl is needed for this test: ${String(made.stderr)}`);
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return pair;
}
