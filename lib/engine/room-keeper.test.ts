import { describe, expect, test } from "vitest";
import { accept, refuse } from "#core/outcome";
import type { RoomEvent } from "#core/room/room-event";
import { actorOf, ADA, BEFORE, happened, personOf } from "#testing/a-room";
import { anEventLog } from "#testing/an-event-log";
import type { Change } from "./decide-changes.ts";
import type { EventLog } from "./ports.ts";
import { roomKeeper, type RoomKeeper } from "./room-keeper.ts";

const note = (text: string): RoomEvent => ({ type: "note_added", text, checkpoint: null });
const HERE: RoomEvent = { type: "checked_in", person: personOf(ADA) };

type Trial = { readonly keeper: RoomKeeper; readonly told: number[][]; readonly folded: number[] };

function onTrial(log: EventLog = anEventLog(), now = () => BEFORE): Trial {
  const told: number[][] = [];
  const folded: number[] = [];
  const keeper = roomKeeper({
    rollout: "r1",
    log,
    publisher: { tell: (events) => void told.push(events.map(({ seq }) => seq)) },
    now,
    onEvent: ({ seq }, room) => {
      expect(room.seq).toBe(seq);
      folded.push(seq);
    },
  });
  return { keeper, told, folded };
}

function change(decide: Change["decide"]): Change {
  return { actor: actorOf(ADA), receipt: null, decide };
}

const noting = (text: string): Change => change(() => accept([note(text)]));

describe("a change", () => {
  test("is stored, folded in and told, in this order", async () => {
    const log = anEventLog();
    const { keeper, told, folded } = onTrial(log);
    const outcome = await keeper.change(change(() => accept([HERE, note("one")])));
    expect(outcome).toMatchObject({ ok: true, value: [{ seq: 1, event: HERE }, { seq: 2 }] });
    expect(keeper.room().roster.present).toEqual({ [ADA.id]: BEFORE });
    expect([told, folded]).toEqual([[[1, 2]], [1, 2]]);
    expect(await log.eventsAfter("r1", 0, 9)).toHaveLength(2);
  });

  test("that is refused, or that nothing has to change, writes and tells nothing", async () => {
    const log = anEventLog();
    const { keeper, told } = onTrial(log);
    expect(await keeper.change(change(() => refuse("conflict", "No")))).toMatchObject({ ok: false });
    expect(await keeper.change(change(() => accept([])))).toEqual({ ok: true, value: [] });
    expect([told, await log.eventsAfter("r1", 0, 9)]).toEqual([[], []]);
  });

  test("is decided on the room that the change before it made", async () => {
    const { keeper } = onTrial();
    const once = change((room) => accept(room.roster.present[ADA.id] === undefined ? [HERE] : []));
    const outcomes = await Promise.all([keeper.change(once), keeper.change(once), keeper.change(once)]);
    expect(outcomes.map((outcome) => outcome.ok && outcome.value.length)).toEqual([1, 0, 0]);
  });

  test("that comes while another is written waits, and is written with all that wait", async () => {
    const log = anEventLog();
    const written: number[] = [];
    const counting: EventLog = {
      ...log,
      append: (rollout, seq, changes) => (written.push(changes.length), log.append(rollout, seq, changes)),
    };
    const { keeper, told } = onTrial(counting);
    const here = change((room) => accept(room.roster.present[ADA.id] === undefined ? [HERE] : []));
    const first = keeper.change(noting("one"));
    await Promise.resolve();
    const later = [noting("two"), here, here, change(() => refuse("conflict", "No")), noting("three")];
    const outcomes = await Promise.all([first, ...later.map((one) => keeper.change(one))]);
    expect(
      outcomes.map((outcome) => (outcome.ok ? outcome.value.map(({ seq }) => seq) : outcome.refusal.code)),
    ).toEqual([[1], [2], [3], [], "conflict", [4]]);
    expect([written, told]).toEqual([
      [1, 3],
      [[1], [2, 3, 4]],
    ]);
  });

  test("that the log refuses fails alone", async () => {
    const log = anEventLog();
    const picky: EventLog = {
      ...log,
      append: (rollout, seq, changes) =>
        JSON.stringify(changes).includes("two") ? Promise.reject(new Error("no")) : log.append(rollout, seq, changes),
    };
    const { keeper } = onTrial(picky);
    const outcomes = await Promise.allSettled(["one", "two", "three"].map((text) => keeper.change(noting(text))));
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await log.eventsAfter("r1", 0, 9)).toMatchObject([{ seq: 1 }, { seq: 2, event: { text: "three" } }]);
  });

  test("that throws does not stop the next", async () => {
    const { keeper } = onTrial();
    const failing = keeper.change(
      change(() => {
        throw new Error("broken");
      }),
    );
    const next = keeper.change(noting("one"));
    await expect(failing).rejects.toThrow("broken");
    expect(await next).toMatchObject({ ok: true });
  });

  test("is written in whole milliseconds, however fine the clock reads", async () => {
    const { keeper } = onTrial(anEventLog(), () => BEFORE + 0.7);
    expect(await keeper.change(noting("one"))).toMatchObject({ value: [{ at: BEFORE }] });
  });

  test("is decided anew on what another node has appended meanwhile", async () => {
    const log = anEventLog();
    const { keeper, told } = onTrial(log);
    await log.append("r1", 0, [{ events: [happened(HERE)], receipt: null }]);
    const seen: number[] = [];
    const outcome = await keeper.change(change((room) => (seen.push(room.seq), accept([note("one")]))));
    expect(outcome).toMatchObject({ value: [{ seq: 2 }] });
    expect([seen, told]).toEqual([
      [0, 1],
      [[1], [2]],
    ]);
  });

  test("that always comes second is refused in the end, to be sent again", async () => {
    const never = { ...anEventLog(), append: () => Promise.resolve(null) };
    const log: EventLog = { ...never, alone: (_, work) => work(never) };
    const { keeper } = onTrial(log);
    expect(await keeper.change(noting("one"))).toMatchObject({ refusal: { code: "unavailable" } });
  });
});

describe("catching up", () => {
  test("folds in and tells whatever the log has, however much", async () => {
    const events = Array.from({ length: 1_201 }, (_, index) => happened(note(`note ${index}`)));
    const { keeper, told, folded } = onTrial(anEventLog(events));
    await keeper.catchUp();
    expect(keeper.room().seq).toBe(1_201);
    expect(folded).toHaveLength(1_201);
    expect(told.map((one) => one.length)).toEqual([500, 500, 201]);
    await keeper.catchUp();
    expect(told).toHaveLength(3);
  });
});
