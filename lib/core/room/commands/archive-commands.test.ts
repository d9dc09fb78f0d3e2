import { expect, test } from "vitest";
import { HOUR_MS } from "#core/time";
import { ADA, actorOf, BEFORE, briefly, happened, PLAN_T0, roomOf, started, type Happened } from "#testing/a-room";
import { aSprint, aTask } from "#testing/a-plan";
import { aRoomPlan } from "#testing/a-room-plan";
import { finishedAt } from "../archive.ts";
import { archivedRefusal, decideArchive, decideReopen } from "./archive-commands.ts";

const PLAN = aRoomPlan();
const REASON = { reason: "It is over" };
const ARCHIVED: Happened = { type: "rollout_archived", reason: "It is over" };
const REOPENED: Happened = { type: "rollout_reopened", reason: "Not yet" };
const BEGUN: Happened = { type: "playbook_begun", alert: "errors-1", playbook: "rollback" };
const LEFT: Happened = happened(
  { type: "playbook_left", alert: "errors-1", exit: "abort", reason: "Too many errors" },
  { at: PLAN_T0 + HOUR_MS },
);
const END = finishedAt(roomOf(started()), { plan: PLAN, t0: PLAN_T0 });

test.each<[string, readonly Happened[], number, string]>([
  ["one that runs is refused", [started()], END - 1, "conflict"],
  ["one that is over is put away", [started()], END, "rollout_archived"],
  ["one that was given up is put away before its end", [started(), BEGUN, LEFT], PLAN_T0 + HOUR_MS, "rollout_archived"],
  ["one that goes on after an alert is not", [started(), BEGUN], PLAN_T0 + HOUR_MS, "conflict"],
  ["one that is put away already is refused", [started(), ARCHIVED], END, "conflict"],
  ["one that was taken out again is put away anew", [started(), ARCHIVED, REOPENED], END, "rollout_archived"],
])("archiving: %s", (_, events, now, said) => {
  expect(briefly(decideArchive(roomOf(...events), REASON, { plan: PLAN, t0: PLAN_T0, now, noFactor: null }))).toBe(
    said,
  );
});

test("one whose stabilisation is confirmed is over once every task is delivered", () => {
  const plan = aRoomPlan({ sprint: aSprint([aTask("one", "2030-05-20", "2030-05-21")]) });
  const confirmed = (needsSecond: boolean): Happened =>
    happened({ type: "stabilisation_confirmed", reason: "Calm", against: [], needsSecond }, { at: PLAN_T0 + HOUR_MS });
  const delivered = happened(
    { type: "task_delivered", task: "one", link: "https://example.org", note: "" },
    { at: PLAN_T0 + 2 * HOUR_MS },
  );
  const end = (...events: readonly Happened[]): number =>
    finishedAt(roomOf(started(), ...events), { plan, t0: PLAN_T0 });
  const planned = end();
  expect(end(confirmed(false), delivered)).toBe(PLAN_T0 + 2 * HOUR_MS);
  for (const events of [[confirmed(false)], [delivered], [confirmed(true), delivered]])
    expect(end(...events)).toBe(planned);
});

test("one of another plan has no end that is known, and is put away", () => {
  expect(briefly(decideArchive(roomOf(), REASON, { plan: null, t0: PLAN_T0, now: BEFORE, noFactor: null }))).toBe(
    "rollout_archived",
  );
});

test("what is put away says by whom and why, refuses every command, and can be taken out again", () => {
  const open = roomOf(started());
  const put = roomOf(started(), ARCHIVED);
  expect(put.archive).toEqual({ at: BEFORE, by: actorOf(ADA), reason: "It is over" });
  expect(archivedRefusal(open)).toBeNull();
  expect(archivedRefusal(put)).toMatchObject({ ok: false, refusal: { code: "conflict" } });
  expect(briefly(decideReopen(put, REASON))).toBe("rollout_reopened");
  expect(briefly(decideReopen(open, REASON))).toBe("conflict");
  expect(roomOf(started(), ARCHIVED, REOPENED).archive).toBeNull();
});
