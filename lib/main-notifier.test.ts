import { afterEach, beforeEach, expect, test } from "vitest";
import { configSchema } from "#core/config/config";
import { MINUTE_MS, tickAt } from "#core/time";
import type { OpenNotifier } from "#edges/notify/open-notifier";
import type { RunningEngine } from "#engine/engine";
import { ADA, ENGINE, happened, PLAN_T0, started } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { openTestAuth, PASSWORD, type AuthUnderTest } from "#testing/an-auth";
import { anEngine, aRealStore, SILENT } from "#testing/an-engine";
import { anEventLog } from "#testing/an-event-log";
import { openSmtpSink, type SmtpSink } from "#testing/smtp-sink";
import { startNotifier } from "./main-notifier.ts";

const plan = aRoomPlan();
let people: AuthUnderTest;
let mail: SmtpSink;
const open: OpenNotifier[] = [];
beforeEach(async () => {
  [people, mail] = await Promise.all([openTestAuth(), openSmtpSink()]);
});
afterEach(async () => {
  for (const notifier of open.splice(0)) await notifier.close();
  await mail.close();
  await people.database.close();
});

async function start(channels: readonly object[], engine: () => RunningEngine): Promise<OpenNotifier> {
  const notifier = await startNotifier({
    config: configSchema.parse({ channels }),
    store: { pool: people.database.pool },
    rollout: { id: "r1", name: plan.name, kind: "production" },
    url: "http://127.0.0.1:3000",
    engine,
    log: SILENT,
  });
  open.push(notifier);
  return notifier;
}

test("a checkpoint that is due is mailed to whoever is on shift then, at the address of their account", async () => {
  const ada = { ...ADA, email: "ada@example.test", password: PASSWORD };
  const id = await people.auth.seedAccount(ada);
  await people.auth.seedAccount({ ...ada, name: "Off shift", email: "off@example.test" });
  const channel = { id: "mail", kind: "email", host: "127.0.0.1", port: mail.port };
  const notifier = await start(
    [{ ...channel, encryption: "none", from: "holdpoint@example.test" }],
    () => trial.engine,
  );
  const held = happened({ type: "role_assigned", role: "engineering-lead", person: { id, name: "Ada Osei" } });
  const trial = anEngine({
    ...{ plan, targets: [], notifier, now: PLAN_T0 },
    store: await aRealStore(people.database.pool, []),
    eventLog: anEventLog([held, { ...started(), actor: ENGINE }]),
  });
  await trial.engine.restore();
  await trial.beat(tickAt(PLAN_T0 + 15 * MINUTE_MS));
  await expect.poll(() => mail.mails.map(({ to }) => to), { timeout: 15_000, interval: 50 }).toEqual([[ada.email]]);
  expect(mail.mails[0]?.text).toContain("Gate first");
});

test("without a channel nobody is told, and no queue is made", async () => {
  const notifier = await start([], () => {
    throw new Error("asked");
  });
  await notifier.send([]);
  expect([await notifier.channels(), await notifier.deadLetters()]).toEqual([[], []]);
  expect(await notifier.test("mail", null)).toMatchObject({ refusal: { code: "not_found" } });
  const { rows } = await people.database.pool.query("select 1 from pg_namespace where nspname = 'holdpoint_queue'");
  expect(rows).toEqual([]);
});
