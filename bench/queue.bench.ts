import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { openHttpSink, type HttpSink } from "#testing/http-sink";
import { openSmtpSink, type SmtpSink } from "#testing/smtp-sink";
import { forkFile } from "./child.ts";
import { figure, type Bench, type Figures } from "./figure.ts";
import { withStore } from "./store-fixture.ts";

const NOTICES = 500;
/** Each goes through a webhook and by mail. */
const MESSAGES = 2 * NOTICES;
/** The program is killed when so many messages have arrived, and started again. */
const KILL_AT = [100, 300, 500, 700, 900];
const ANSWER_MS = 20;
const MOST_WAIT_MS = 300_000;

/** 1,000 messages through a queue whose program is killed with -9 five times: what arrives, and under which ids. */
export const bench: Bench = { name: "queue", run };

type Sinks = { readonly hook: HttpSink; readonly mail: SmtpSink };
type Arrived = { readonly about: string; readonly id: string };

async function run(): Promise<Figures> {
  const [hook, mail] = await Promise.all([openHttpSink(200, ANSWER_MS), openSmtpSink()]);
  try {
    return await withStore(({ databaseUrl }) => {
      const start = (): ChildProcess => {
        const args = [databaseUrl, hook.url, String(mail.port), String(NOTICES)];
        return forkFile(new URL("./queue/notifying-program.ts", import.meta.url), args);
      };
      return underKills({ hook, mail }, start);
    });
  } finally {
    await Promise.all([hook.close(), mail.close()]);
  }
}

async function underKills(sinks: Sinks, start: () => ChildProcess): Promise<Figures> {
  const begun = performance.now();
  for (const count of KILL_AT) {
    const program = start();
    await until(sinks, () => arrivals(sinks).length >= count);
    const ended = once(program, "exit");
    program.kill("SIGKILL");
    await ended;
  }
  const program = start();
  const handedIn = once(program, "message");
  try {
    await handedIn;
    await until(sinks, () => distinct(sinks) >= MESSAGES);
    const seconds = (performance.now() - begun) / 1_000;
    // one that is sent too often may come late
    await sleep(5_000);
    return figuresOf(arrivals(sinks), seconds);
  } finally {
    const ended = once(program, "exit");
    program.disconnect();
    await ended;
  }
}

function figuresOf(arrived: readonly Arrived[], seconds: number): Figures {
  const ids = new Map<string, Set<string>>();
  for (const { about, id } of arrived) ids.set(about, (ids.get(about) ?? new Set()).add(id));
  const others = [...ids.values()].reduce((sum, { size }) => sum + size - 1, 0);
  return {
    lost: figure(MESSAGES - ids.size, "messages", { most: 0 }),
    duplicates_with_other_id: figure(others, "messages", { most: 0 }),
    duplicates: figure(arrived.length - ids.size, "messages"),
    kills: figure(KILL_AT.length, "kills"),
    all_delivered_after: figure(seconds, "s"),
  };
}

/** What came in: about which notice, through which channel, and under which id. */
function arrivals({ hook, mail }: Sinks): readonly Arrived[] {
  const posted = hook.posted.map(({ headers, body }) => {
    const { data } = JSON.parse(body) as { data: { notice: string } };
    return { about: `hook ${data.notice}`, id: String(headers["webhook-id"]) };
  });
  const mailed = mail.mails.map((each) => {
    const subject = mail.header(each, "Subject").split(" ").at(-1) ?? "";
    return { about: `mail ${subject}`, id: mail.header(each, "Message-ID") };
  });
  return [...posted, ...mailed];
}

function distinct(sinks: Sinks): number {
  return new Set(arrivals(sinks).map(({ about }) => about)).size;
}

async function until(sinks: Sinks, holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < MOST_WAIT_MS; waited += 100) {
    if (holds()) return;
    await sleep(100);
  }
  const [came, apart] = [arrivals(sinks).length, distinct(sinks)];
  throw new Error(`${came} messages came in time, about ${apart} of ${MESSAGES}`);
}
