import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { configSchema } from "#core/config/config";
import type { NoticeRoster } from "#core/notify/routing";
import type { Log } from "#engine/ports";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { aNotice } from "#testing/a-notice";
import { openHttpSink, type HttpSink } from "#testing/http-sink";
import { openSmtpSink, type SmtpSink } from "#testing/smtp-sink";
import { openNotifier, type NotifierOptions, type OpenNotifier } from "./open-notifier.ts";

const SECRET = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const QUICK = { tries: 2, pauseSeconds: 1, checkSeconds: 1 };
const SOON = { timeout: 15_000, interval: 50 };
const ROSTER: NoticeRoster = {
  people: [
    { id: "ada", name: "Ada Osei", email: "ada@example.com" },
    { id: "ben", name: "Ben Ito", email: "ben@example.com" },
  ],
  holders: { "on-call": ["ada"] },
  onShift: ["ada", "ben"],
};

let database: TestDatabase;
let hook: HttpSink;
let mail: SmtpSink;
const clock = { ahead: 0 };
const open: OpenNotifier[] = [];

beforeEach(async () => {
  [database, hook, mail] = await Promise.all([openTestDatabase(), openHttpSink(), openSmtpSink()]);
  clock.ahead = 0;
});
afterEach(async () => {
  hook.answer = 200;
  for (const notifier of open.splice(0)) await notifier.close();
  await Promise.all([hook.close(), mail.close()]);
  await database.close();
});

const hookChannel = (over: object = {}): object => ({
  id: "hook",
  kind: "webhook",
  url: hook.url,
  secret: SECRET,
  ...over,
});
const mailChannel = (): object => ({
  ...{ id: "mail", kind: "email", host: "127.0.0.1", port: mail.port },
  ...{ encryption: "none", from: "holdpoint@example.com" },
});

async function aNotifier(channels: readonly object[], over: Partial<NotifierOptions> = {}): Promise<OpenNotifier> {
  const notifier = await openNotifier({
    pool: database.pool,
    config: configSchema.parse({ channels, storm: { most: 3, window: "5m" } }),
    roster: () => Promise.resolve(ROSTER),
    rollout: { id: "r1", name: "Full rollout", kind: "production" },
    baseUrl: "http://127.0.0.1:3000",
    now: () => Date.now() + clock.ahead,
    log: SILENT,
    patience: QUICK,
    ...over,
  });
  open.push(notifier);
  return notifier;
}

type Payload = {
  readonly type: string;
  readonly data: { readonly id: string; readonly notice: string; readonly digest: { readonly count: number } | null };
};
const payloads = (sink = hook): readonly Payload[] => sink.posted.map(({ body }) => JSON.parse(body) as Payload);
const noticesAt = (sink = hook): readonly string[] =>
  payloads(sink)
    .map(({ data }) => data.notice)
    .toSorted();
const idle = (notifier: OpenNotifier): Promise<number> =>
  notifier.channels().then((channels) => channels.reduce((n, { waiting }) => n + waiting, 0));

describe("a notice", () => {
  test("goes through every channel to everybody it is for, under ids that stay the same", async () => {
    const notifier = await aNotifier([hookChannel(), mailChannel()]);
    await notifier.send([aNotice("a")]);
    await expect
      .poll(() => [noticesAt(), mail.mails.flatMap(({ to }) => to).toSorted()], SOON)
      .toEqual([["a"], ["ada@example.com", "ben@example.com"]]);
    await expect.poll(() => idle(notifier), SOON).toBe(0);
    expect(await notifier.channels()).toMatchObject([
      { id: "hook", name: "hook", kind: "webhook", waiting: 0, lastSentAt: expect.any(Number), failure: null },
      { id: "mail", waiting: 0, failure: null },
    ]);
    expect(await notifier.deadLetters()).toEqual([]);
  });

  test("is told once, however often and wherever it is handed in", async () => {
    const notifier = await aNotifier([hookChannel()]);
    const other = await aNotifier([hookChannel()]);
    await Promise.all([
      notifier.send([aNotice("a"), aNotice("a")]),
      other.send([aNotice("a"), aNotice("b")]),
      notifier.send([aNotice("a")]),
    ]);
    await expect.poll(() => noticesAt(), SOON).toEqual(["a", "b"]);
    await notifier.send([aNotice("a"), aNotice("c")]);
    await expect.poll(() => noticesAt(), SOON).toEqual(["a", "b", "c"]);
  });

  test("waits in the database while nobody carries it, and goes out after the next start", async () => {
    const first = await aNotifier([hookChannel()]);
    await first.close();
    await first.send([aNotice("a")]);
    expect(hook.posted).toEqual([]);
    await aNotifier([hookChannel()]);
    await expect.poll(() => noticesAt(), SOON).toEqual(["a"]);
  });
});

describe("a storm", () => {
  test("of 500 alerts is three messages for each person and channel, and what comes later waits for the next window", async () => {
    const notifier = await aNotifier([hookChannel(), mailChannel()]);
    await notifier.send(Array.from({ length: 500 }, (_, i) => aNotice(`n-${i}`)));
    await expect.poll(() => [hook.posted.length, mail.mails.length], SOON).toEqual([3, 6]);
    const digest = payloads().find(({ type }) => type === "notice.digest");
    expect(digest?.data.digest?.count).toBe(498);
    await notifier.send([aNotice("late-1"), aNotice("late-2")]);
    await expect.poll(() => idle(notifier), SOON).toBe(0);
    expect([hook.posted.length, mail.mails.length]).toEqual([3, 6]);
    clock.ahead = 300_001;
    await notifier.send([aNotice("late-3")]);
    await expect
      .poll(() => noticesAt().filter((id) => id.startsWith("late")), SOON)
      .toEqual(["late-1", "late-2", "late-3"]);
  });

  test("leaves a machine's webhook everything", async () => {
    const notifier = await aNotifier([hookChannel({ digest: false })]);
    await notifier.send(Array.from({ length: 30 }, (_, i) => aNotice(`n-${i}`)));
    await expect.poll(() => new Set(noticesAt()).size, SOON).toBe(30);
  });
});

describe("a channel that fails", () => {
  test("is tried again under the same id, until it takes it", async () => {
    hook.answer = 500;
    const notifier = await aNotifier([hookChannel()]);
    await notifier.send([aNotice("a")]);
    await expect.poll(() => hook.posted.length, SOON).toBe(1);
    await expect
      .poll(async () => (await notifier.channels())[0]?.failure, SOON)
      .toBe("The webhook answered with status 500.");
    hook.answer = 200;
    await expect.poll(() => idle(notifier), SOON).toBe(0);
    expect(new Set(hook.posted.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect((await notifier.channels())[0]?.failure).toBeNull();
  });

  test("retry-after: and asks to be left alone gets no other message meanwhile, and all of them afterwards", async () => {
    hook.answer = 429;
    hook.headers = { "retry-after": "3" };
    const notifier = await aNotifier([hookChannel()]);
    await notifier.send([aNotice("a")]);
    await expect.poll(() => hook.posted.length, SOON).toBe(1);
    hook.answer = 200;
    await notifier.send([aNotice("b")]);
    await expect.poll(() => noticesAt(), SOON).toEqual(["a", "a", "b"]);
    const [first, second] = hook.posted;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(3_000);
  });

  test("leaves a dead letter after its last try, which can be sent again under its id", async () => {
    hook.answer = 500;
    const notifier = await aNotifier([hookChannel()]);
    await notifier.send([aNotice("a")]);
    await expect.poll(() => notifier.deadLetters(), SOON).toHaveLength(1);
    const [letter] = await notifier.deadLetters();
    expect(letter).toMatchObject({
      channel: "hook",
      person: null,
      title: "Alert (critical): Error rate above 0.5 %",
      attempts: 2,
      failure: "The webhook answered with status 500.",
    });
    hook.answer = 200;
    expect(await notifier.retry(letter?.id ?? "")).toEqual({ ok: true, value: null });
    await expect.poll(() => idle(notifier), SOON).toBe(0);
    expect(await notifier.deadLetters()).toEqual([]);
    expect(new Set(hook.posted.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([letter?.id]));
    expect(await notifier.retry(letter?.id ?? "")).toMatchObject({ ok: false, refusal: { code: "not_found" } });
    expect(await notifier.retry("no id")).toMatchObject({ ok: false, refusal: { code: "not_found" } });
  });

  test("by hanging, holds up no other channel, and has no more on its way than it may", async () => {
    const hanging = await openHttpSink("hang");
    try {
      const config = { id: "slow", url: hanging.url, digest: false, timeoutMs: 60_000, concurrency: 2 };
      const notifier = await aNotifier([hookChannel(config), hookChannel({ digest: false })]);
      await notifier.send(Array.from({ length: 20 }, (_, i) => aNotice(`n-${i}`)));
      await expect.poll(() => new Set(noticesAt()).size, SOON).toBe(20);
      expect(hanging.most()).toBe(2);
      hanging.answer = 200;
    } finally {
      await hanging.close();
    }
  });

  test("and is taken out of the configuration leaves its messages as dead letters", async () => {
    hook.answer = "hang";
    const notifier = await aNotifier([hookChannel({ timeoutMs: 60_000 })]);
    await notifier.send([aNotice("a")]);
    await expect.poll(() => hook.posted.length, SOON).toBe(1);
    const without = await aNotifier([mailChannel()]);
    const [letter] = await without.deadLetters();
    expect(letter?.failure).toBe("The configuration no longer has this channel.");
    expect(await without.retry(letter?.id ?? "")).toMatchObject({ ok: false });
    hook.answer = 200;
    await hook.close();
  });
});

describe("the test of a channel", () => {
  test("goes out at once to whoever asked, and says what the other side said", async () => {
    const notifier = await aNotifier([hookChannel(), mailChannel()]);
    expect(await notifier.test("hook", null)).toEqual({ ok: true, value: "The webhook took it (status 200)." });
    expect(payloads().map(({ type }) => type)).toEqual(["notice.test"]);
    const [ben] = ROSTER.people.slice(1);
    expect(await notifier.test("mail", ben ?? null)).toEqual({ ok: true, value: "The mail server took it (250)." });
    expect(mail.mails.map(({ to }) => to)).toEqual([["ben@example.com"]]);
  });

  test("channel-tests: one person sends five at once, all together twenty, and the rest is refused unsent", async () => {
    const notifier = await aNotifier([hookChannel()]);
    const [ben] = ROSTER.people.slice(1);
    if (ben === undefined) throw new Error("Ben is not there.");
    const codes = async (id: string, times: number): Promise<readonly string[]> => {
      const answers = await Promise.all(Array.from({ length: times }, () => notifier.test("hook", { ...ben, id })));
      return answers.map((answer) => (answer.ok ? "sent" : answer.refusal.code)).sort();
    };
    const five = Array<string>(5).fill("sent");
    expect(await codes("a", 61)).toEqual([...five, ...Array<string>(56).fill("too_many")]);
    expect(hook.posted).toHaveLength(5);
    for (const id of ["b", "c", "d"]) expect(await codes(id, 5)).toEqual(five);
    // that is nobody's own fault
    expect(new Set(await codes("e", 5))).toContain("unavailable");
    expect(hook.posted.length).toBeLessThan(25);
  });

  test("refuses what is not there, or does not work", async () => {
    const notifier = await aNotifier([hookChannel({ url: "http://127.0.0.1:1/" })]);
    expect(await notifier.test("fax", null)).toMatchObject({ ok: false, refusal: { code: "not_found" } });
    expect(await notifier.test("hook", null)).toMatchObject({
      ok: false,
      refusal: { code: "unavailable", message: "The webhook refused the connection." },
    });
  });
});
