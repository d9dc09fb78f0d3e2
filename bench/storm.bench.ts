import { setTimeout as sleep } from "node:timers/promises";
import { openHttpSink } from "#testing/http-sink";
import { openSmtpSink, type SmtpSink } from "#testing/smtp-sink";
import { forkFile, nextMessage } from "./child.ts";
import { openWall, type Wall } from "./detect/wall.ts";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import { end, tokenIn, withPlace, type Place } from "./npm-start.ts";
import type { Order } from "./storm/failing-targets.ts";
import { openPressedPage, type PressedPage } from "./storm/pressed-page.ts";
import { must, personAt } from "./war-room/person.ts";
import { originOf, seatPeople, startReady, type WarRoom } from "./war-room/seats.ts";

const TARGETS = 500;
/** The first whom an alert calls, the second, and two whose shift it is. */
const ROLES = ["on-call-primary", "on-call-secondary", "operations-lead", "engineering-lead"] as const;
const CALM_MS = 30_000;
const STORM_MS = 60_000;
/** All alerts are over 30 s after the targets are well again. */
const AFTER_MS = 60_000;

/** 500 targets that fail in one tick and come back: how many messages each person gets, what the page and the ticks do meanwhile. */
export const bench: Bench = { name: "storm", run };

async function run(): Promise<Figures> {
  const [hook, mail] = await Promise.all([openHttpSink(), openSmtpSink()]);
  const server = forkFile(new URL("./storm/failing-targets.ts", import.meta.url));
  try {
    const { ports } = await nextMessage<{ readonly ports: readonly number[] }>(server);
    const order = (status: Order["status"]): void => void server.send({ status } satisfies Order);
    const sinks = { mail, hook };
    return await withPlace(targetsAt(ports), (place) => inPlace(place, { order, sinks }), {
      config: channelsTo(hook.url, mail.port),
    });
  } finally {
    server.disconnect();
    await Promise.all([hook.close(), mail.close()]);
  }
}

function targetsAt(ports: readonly number[]): readonly object[] {
  return Array.from({ length: TARGETS }, (_, i) => {
    const url = `http://127.0.0.1:${ports[i % ports.length] ?? 0}/${i}`;
    return { id: `target-${i}`, kind: "http", name: `Target ${i}`, url, critical: true };
  });
}

/** Mail to each person at their own address, and a webhook that a room reads; the cap is the default. */
function channelsTo(hookUrl: string, mailPort: number): object {
  const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
  const letters = { encryption: "none", from: "holdpoint@example.com" };
  return {
    channels: [
      { id: "mail", kind: "email", host: "127.0.0.1", port: mailPort, ...letters },
      { id: "hook", kind: "webhook", url: hookUrl, secret },
    ],
  };
}

type Storm = {
  readonly order: (status: Order["status"]) => void;
  readonly sinks: { readonly mail: SmtpSink; readonly hook: Awaited<ReturnType<typeof openHttpSink>> };
};

async function inPlace(place: Place, storm: Storm): Promise<Figures> {
  const started = await startReady(place);
  const token = await tokenIn(place);
  const origin = originOf(place);
  const people = await seatPeople(place, started, ROLES.length);
  await giveRoles(origin, people);
  const [wall, page] = [await openWall(origin, token), await openPressedPage(origin, token)];
  try {
    const calm = await page.press(CALM_MS);
    storm.order(503);
    const stormy = await page.press(STORM_MS);
    const [shown, alerts] = [await page.listed(), firedOn(wall)];
    storm.order(200);
    await page.press(AFTER_MS);
    const missed = await missedTicks(origin);
    return figuresOf({ calm, stormy, shown, alerts, missed, wall, storm });
  } finally {
    wall.close();
    await page.close();
    await end(started, "SIGTERM");
  }
}

async function giveRoles(origin: string, { admin, leads }: WarRoom): Promise<void> {
  const by = personAt(origin, admin);
  for (const [i, role] of ROLES.entries())
    await must(by, { verb: "assign-role", input: { role, person: leads[i]?.id }, key: `storm-${role}` });
  await by.close();
}

function firedOn({ told }: Wall): number {
  return told.filter(({ event }) => event.type === "alert_fired").length;
}

/** As the program itself counts them. */
async function missedTicks(origin: string): Promise<number> {
  await sleep(5_000);
  const text = await (await fetch(`${origin}/metrics`)).text();
  return Number(/^holdpoint_ticks_missed_total (\d+)/m.exec(text)?.[1] ?? Number.NaN);
}

type Found = {
  readonly calm: Awaited<ReturnType<PressedPage["press"]>>;
  readonly stormy: Awaited<ReturnType<PressedPage["press"]>>;
  readonly shown: number;
  readonly alerts: number;
  readonly missed: number;
  readonly wall: Wall;
  readonly storm: Storm;
};

function figuresOf({ calm, stormy, shown, alerts, missed, wall, storm }: Found): Figures {
  const { mail, hook } = storm.sinks;
  const perPerson = new Map<string, number>();
  for (const address of mail.mails.flatMap(({ to }) => to)) perPerson.set(address, (perPerson.get(address) ?? 0) + 1);
  const over = wall.told.filter(({ event }) => event.type === "alert_resolved").length;
  return {
    targets: figure(TARGETS, "targets"),
    alerts: figure(alerts, "alerts"),
    alerts_listed: figure(shown, "alerts"),
    alerts_over: figure(over, "alerts"),
    people_told: figure(perPerson.size, "people", { least: 1 }),
    most_messages_per_person: figure(Math.max(0, ...perPerson.values()), "messages", { most: 3 }),
    messages_of_the_webhook: figure(hook.posted.length, "messages", { most: 3 }),
    key_to_paint_p95: figure(percentile(stormy, 0.95), "ms", { below: 200 }),
    key_to_paint_max: figure(percentile(stormy, 1), "ms"),
    calm_key_to_paint_p95: figure(percentile(calm, 0.95), "ms"),
    ticks_missed: figure(missed, "ticks", { most: 0 }),
  };
}
