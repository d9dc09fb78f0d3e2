import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { accept } from "#core/outcome";
import { eventLog } from "#edges/store/log/event-log";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import {
  actorOf,
  ADA,
  ADVANCED,
  ALL_GO,
  BEFORE,
  ENGINE,
  happened,
  INES,
  NOOR,
  PRIYA,
  someFacts,
  TOMAS,
} from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { aLogSigning } from "#testing/a-log-signing";
import { UNTOLD } from "#testing/an-engine";
import { commandAnswerSchema } from "#wire/command";
import type { EventLog, Sent } from "./ports.ts";
import { roomDuty } from "./room-duty.ts";
import { roomKeeper } from "./room-keeper.ts";
import { runCommand, type RunParts } from "./run-command.ts";

let database: TestDatabase;
let rollout: string;
let log: EventLog;
let parts: RunParts;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());
beforeEach(async () => {
  await database.pool.query("truncate rollout cascade");
  const { rows } = await database.pool.query<{ id: string }>(
    "insert into rollout (plan, plan_version, kind, t0) values ('small', '1', 'rehearsal', now()) returning id",
  );
  rollout = rows[0]?.id ?? "";
  parts = aNode();
});

/** A node of its own on the same database. */
function aNode(): RunParts {
  log = eventLog(database.pool, aLogSigning());
  const keeper = roomKeeper({
    rollout,
    log,
    publisher: { tell: () => undefined },
    now: () => BEFORE,
    onEvent: () => undefined,
  });
  const about = { plan: aRoomPlan(), facts: someFacts({ displays: 2 }) };
  const { look } = roomDuty({
    plan: about.plan,
    targets: [],
    keeper,
    store: { windows: () => Promise.resolve(new Map()), series: () => Promise.resolve([]) },
    facts: () => Promise.resolve(about.facts),
    t0: () => BEFORE,
    now: () => BEFORE,
    evaluations: UNTOLD,
  });
  return { rollout, keeper, log, about: () => Promise.resolve(about), t0: () => BEFORE, look };
}

const NOTE = { verb: "add-note", input: { text: "Seen" }, digest: "d-note" };

function sent(part: Partial<Sent> = {}): Sent {
  return { ...NOTE, key: null, actor: actorOf(ADA), confirmed: true, ...part };
}

async function codeOf(part: Partial<Sent>): Promise<string> {
  const outcome = await runCommand(parts, sent(part));
  if (outcome.ok) return "ok";
  const { code, places = [] } = outcome.refusal;
  return [code, ...places.map(({ path }) => path)].join(" ");
}

describe("a command", () => {
  test("is answered with the events that it caused", async () => {
    const outcome = await runCommand(parts, sent());
    if (!outcome.ok) throw new Error(outcome.refusal.message);
    expect(commandAnswerSchema.parse(outcome.value)).toEqual(outcome.value);
    expect(outcome.value).toMatchObject({
      seq: 1,
      events: [{ seq: 1, at: BEFORE, actor: actorOf(ADA), event: { type: "note_added", text: "Seen" } }],
    });
  });

  test.each<[string, Partial<Sent>, string]>([
    ["that there is not", { verb: "sing" }, "not_found"],
    ["of an executive", { actor: actorOf(INES) }, "forbidden"],
    ["of a role that may not do this one", { verb: "open-poll", input: {}, actor: actorOf(PRIYA) }, "forbidden"],
    [
      "of a wrong role, before its input is looked at",
      { verb: "open-poll", input: 7, actor: actorOf(PRIYA) },
      "forbidden",
    ],
    ["with a field wrong", { input: { text: "" } }, "invalid text"],
    ["with two fields wrong", { input: { text: 7, checkpoint: "" } }, "invalid text checkpoint"],
    ["with nothing", { input: null }, "invalid "],
    [
      "with a signature, when the password is long ago",
      { verb: "delegate-vote", input: { role: "x", to: null, reason: "Away" }, confirmed: false },
      "confirm",
    ],
    ["that the room refuses", { input: { text: "Seen", checkpoint: "first" } }, "not_found"],
  ])("%s is refused, and nothing is logged", async (_, part, code) => {
    expect(await codeOf({ ...part, key: "key-00001" })).toBe(code);
    expect(await log.eventsAfter(rollout, 0, 9)).toEqual([]);
    expect(await log.receipt(rollout, ADA.id, "key-00001")).toBeNull();
  });
});

describe("what somebody else has just done", () => {
  const checkIn = { verb: "check-in", input: {}, actor: actorOf(ADA) };

  test("is no change, and no fault where nothing was said with it", async () => {
    expect(await runCommand(parts, sent(checkIn))).toMatchObject({ ok: true });
    expect(await runCommand(parts, sent(checkIn))).toMatchObject({ ok: true, value: { events: [] } });
  });

  test("is said to whoever wrote something with it, which would be lost", async () => {
    const item = { action: "first.a", checkpoint: "first", label: "Look again", owner: "on-call", due: BEFORE + 1 };
    const added = { type: "action_added", ...item } as const;
    await parts.keeper.change({ actor: actorOf(ADA), receipt: null, decide: () => accept([added]) });
    const close = (note: string): Sent => sent({ verb: "close-action", input: { action: item.action, note } });
    expect(await runCommand(parts, close("Done"))).toMatchObject({ ok: true });
    expect(await runCommand(parts, close(""))).toMatchObject({ ok: true, value: { events: [] } });
    expect(await runCommand(parts, close("I fail B over, do not restart it"))).toMatchObject({
      refusal: { code: "conflict", message: expect.stringContaining("your words were not kept") },
    });
  });
});

describe("where votes need a second factor", () => {
  const needed = { votesNeedSecondFactor: true } as const;
  const vote = { verb: "cast-vote", input: { poll: "poll-1", role: "product-lead", vote: "go" }, actor: actorOf(NOOR) };
  test("a GO without one is refused before the password is asked for, with what to do", async () => {
    expect(await runCommand(parts, sent({ ...vote, confirmed: false, ...needed }))).toEqual({
      ok: false,
      refusal: {
        code: "forbidden",
        message:
          "Voting GO needs a second factor here, and so does deciding who votes; a NO-GO needs none. Set one up under Settings, then come back.",
      },
    });
  });

  test("a GO with one is decided, and whatever signs nothing needs none", async () => {
    expect(await codeOf({ ...vote, ...needed, secondFactor: "used" })).toBe("not_found");
    expect(await codeOf({ ...vote, votesNeedSecondFactor: false, secondFactor: "none" })).toBe("not_found");
    expect(await runCommand(parts, sent(needed))).toMatchObject({ ok: true });
  });

  test("a NO-GO asks for the password alone", async () => {
    const veto = { ...vote, input: { ...vote.input, vote: "no_go", reason: "It is not safe" }, ...needed };
    expect([await codeOf({ ...veto, confirmed: false }), await codeOf(veto)]).toEqual(["confirm", "not_found"]);
  });

  test("so does putting somebody to a role that votes, and to no other", async () => {
    const assign = { verb: "assign-role", digest: "d-role", actor: actorOf(PRIYA), ...needed } as const;
    const to = (role: string) => ({ ...assign, input: { role, person: NOOR.id } });
    expect(await codeOf(to("product-lead"))).toBe("forbidden");
    expect(await codeOf(to("on-call"))).toBe("ok");
    expect(await codeOf({ ...to("product-lead"), secondFactor: "used" })).toBe("ok");
  });

  test.each([
    ["leave-playbook", { alert: "bad-1" }],
    ["leave-delay", { delay: "late" }],
  ])("so does giving the rollout up by %s, and no other exit", async (verb, which) => {
    const leaving = (exit: string): Partial<Sent> => ({
      ...{ verb, input: { ...which, exit, reason: "It stays bad" }, actor: actorOf(NOOR), ...needed, confirmed: false },
    });
    expect([await codeOf(leaving("abort")), await codeOf(leaving("reschedule"))]).toEqual(["forbidden", "confirm"]);
    expect(await codeOf({ ...leaving("abort"), secondFactor: "used" })).toBe("confirm");
  });
});

describe("the same Idempotency-Key again", () => {
  const KEY = { key: "key-00001" };

  test("is one event and the same answer, on this node, on another, and after a restart", async () => {
    const first = await runCommand(parts, sent(KEY));
    expect(await runCommand(parts, sent(KEY))).toEqual(first);
    const other = aNode();
    expect(await runCommand(other, sent(KEY))).toEqual(first);
    await other.keeper.catchUp();
    expect(await runCommand(other, sent(KEY))).toEqual(first);
    expect(await log.eventsAfter(rollout, 0, 9)).toHaveLength(1);
  });

  test("while the first is on its way is one event and the same answer too", async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => runCommand(parts, sent(KEY))));
    expect(answers.map((answer) => answer.ok && answer.value.events.map(({ seq }) => seq))).toEqual(
      Array.from({ length: 5 }, () => [1]),
    );
    expect(await log.eventsAfter(rollout, 0, 9)).toHaveLength(1);
  });

  test("on two nodes at once is one event and the same answer too", async () => {
    const answers = await Promise.all([runCommand(parts, sent(KEY)), runCommand(aNode(), sent(KEY))]);
    expect(answers.map((answer) => answer.ok && answer.value.events.map(({ seq }) => seq))).toEqual([[1], [1]]);
    expect(await log.eventsAfter(rollout, 0, 9)).toHaveLength(1);
  });

  test("while the first is on its way is not refused for what the first has just done", async () => {
    const assign = { verb: "assign-role", digest: "d-role", actor: actorOf(PRIYA) };
    await runCommand(parts, sent({ ...assign, input: { role: "engineering-lead", person: ADA.id } }));
    await runCommand(parts, sent({ ...assign, input: { role: "product-lead", person: NOOR.id } }));
    const open = { verb: "open-poll", input: {}, digest: "d-open" };
    const [first, again] = await Promise.all([
      runCommand(parts, sent({ ...open, ...KEY })),
      runCommand(parts, sent({ ...open, ...KEY })),
    ]);
    expect(first.ok && first.value.events.at(-1)).toMatchObject({ event: { type: "poll_opened" } });
    expect(again).toEqual(first);
    expect(await codeOf({ ...open, key: "key-00002" })).toBe("conflict");
  });

  test("answers for a command that changed nothing as it did then", async () => {
    const checkIn = { verb: "check-in", input: {}, digest: "d-in" };
    await runCommand(parts, sent(checkIn));
    const nothing = await runCommand(parts, sent({ ...checkIn, ...KEY }));
    expect(nothing).toEqual({ ok: true, value: { seq: 1, events: [] } });
    await runCommand(parts, sent({ verb: "check-out", input: {}, digest: "d-out" }));
    expect(await runCommand(parts, sent({ ...checkIn, ...KEY }))).toEqual({ ok: true, value: { seq: 2, events: [] } });
  });

  test("asks for no password again: it was given for the first", async () => {
    const assign = { verb: "assign-role", digest: "d-role", actor: actorOf(PRIYA) };
    await runCommand(parts, sent({ ...assign, input: { role: "product-lead", person: NOOR.id } }));
    const vote = {
      verb: "delegate-vote",
      input: { role: "product-lead", to: TOMAS.id, reason: "Away" },
      digest: "d-vote",
      actor: actorOf(NOOR),
      ...KEY,
    };
    const first = await runCommand(parts, sent(vote));
    expect(first).toMatchObject({ ok: true });
    expect(await runCommand(parts, sent({ ...vote, confirmed: false }))).toEqual(first);
  });

  test("for another command, or other input, is refused", async () => {
    await runCommand(parts, sent(KEY));
    expect([
      await codeOf({ ...KEY, digest: "d-other" }),
      await codeOf({ ...KEY, verb: "check-in", input: {} }),
    ]).toEqual(["conflict", "conflict"]);
  });

  test("of somebody else is another key", async () => {
    await runCommand(parts, sent(KEY));
    expect(await codeOf({ ...KEY, actor: actorOf(NOOR) })).toBe("ok");
    expect(await log.eventsAfter(rollout, 0, 9)).toHaveLength(2);
  });

  test("after a refusal is a first time", async () => {
    expect(await codeOf({ ...KEY, input: { text: "Seen", checkpoint: "first" } })).toBe("not_found");
    expect(await codeOf(KEY)).toBe("ok");
  });
});

describe("a start within the tick of the last vote", () => {
  test("finds every item logged as it is then, by Holdpoint, before the start itself", async () => {
    const events = [ADVANCED, ...ALL_GO].map((event) => happened(event));
    await log.append(rollout, 0, [{ events, receipt: null }]);
    const started = await runCommand(parts, sent({ verb: "start-rollout", input: {}, digest: "d-start" }));
    expect(started).toMatchObject({ ok: true });
    const after = await log.eventsAfter(rollout, events.length, 9);
    expect(after.map(({ event, actor }) => [event.type, actor.kind])).toEqual([
      ["item_checked", ENGINE.kind],
      ["item_checked", ENGINE.kind],
      ["rollout_started", "person"],
    ]);
    expect(parts.keeper.room().readiness.checked["final-go"]).toMatchObject({ ok: true });
  });
});
