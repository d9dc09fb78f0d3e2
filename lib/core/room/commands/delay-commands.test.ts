import { describe, expect, test } from "vitest";
import {
  actorOf,
  ADA,
  ADVANCED,
  ALL_GO,
  BEFORE,
  briefly,
  carriedOut,
  deciding,
  NOOR,
  personOf,
  PLAN_T0,
  roomOf,
  started,
  type Happened,
} from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { HOUR_MS, MINUTE_MS } from "../../time.ts";
import { finishedAt } from "../archive.ts";
import type { Room } from "../room.ts";
import { decideBeginDelay, decideDoDelayStep, decideLeaveDelay } from "./delay-commands.ts";
import { whyNot } from "./launch-commands.ts";

const plan = aRoomPlan({
  delays: [
    {
      id: "rain",
      label: "Rain",
      trigger: "It rains",
      steps: [
        { id: "wait", label: "Wait", owner: "on-call", timer: "2h" },
        {
          id: "decide",
          label: "Decide",
          owner: "product-lead",
          options: [
            { id: "today", label: "Today" },
            { id: "later", label: "Later" },
          ],
        },
      ],
      moves: ["phases"],
    },
  ],
});
const about = (now = BEFORE) => ({ plan, now });
const begun = (...events: Happened[]): Room =>
  carriedOut(roomOf(...events), [decideBeginDelay, { delay: "rain", reason: "Clouds" }], about());
const left = (room: Room): Room =>
  carriedOut(room, [decideLeaveDelay, { delay: "rain", exit: "resume", reason: "Dry" }], about(BEFORE + MINUTE_MS));

describe("beginning a delay's procedure", () => {
  test("begins its first step, with that step's time", () => {
    expect(decideBeginDelay(roomOf(), { delay: "rain", reason: "Clouds" }, deciding(about()))).toEqual({
      ok: true,
      value: [
        { type: "delay_begun", delay: "rain", reason: "Clouds" },
        { type: "delay_step_begun", delay: "rain", step: "wait", until: BEFORE + 2 * HOUR_MS },
      ],
    });
    expect(begun().delays["rain"]?.begun).toEqual({ reason: "Clouds", by: actorOf(ADA), at: BEFORE });
  });

  test("twice changes nothing, and after it was left it begins anew with nothing done", () => {
    const again = [decideBeginDelay, { delay: "rain", reason: "More clouds" }] as const;
    expect(briefly(decideBeginDelay(begun(), again[1], deciding(about())))).toBe("nothing");
    const done = carriedOut(
      begun(),
      [decideDoDelayStep, { delay: "rain", step: "wait", option: null, note: "" }],
      about(),
    );
    const anew = carriedOut(left(done), again, about(BEFORE + HOUR_MS));
    expect(anew.delays["rain"]?.run).toMatchObject({
      left: null,
      steps: { "rain.wait": { begunAt: BEFORE + HOUR_MS, until: BEFORE + 3 * HOUR_MS, done: null } },
    });
    expect(Object.keys(anew.delays["rain"]?.run.steps ?? {})).toEqual(["rain.wait"]);
  });

  test("is refused for a delay that the plan has not, and after the start", () => {
    const input = { delay: "rain", reason: "Clouds" };
    const ran = roomOf(ADVANCED, ...ALL_GO, started());
    expect([
      briefly(decideBeginDelay(roomOf(), { ...input, delay: "snow" }, deciding(about()))),
      briefly(decideBeginDelay(ran, input, deciding(about()))),
    ]).toEqual(["not_found", "conflict"]);
  });
});

describe("a step of it", () => {
  test("that is done begins the next one, which has no time of its own", () => {
    const input = { delay: "rain", step: "wait", option: null, note: "Drier" };
    const by = { ...about(BEFORE + MINUTE_MS), actor: actorOf(NOOR) };
    expect(decideDoDelayStep(begun(), input, deciding(by))).toEqual({
      ok: true,
      value: [
        { type: "delay_step_done", ...input },
        { type: "delay_step_begun", delay: "rain", step: "decide", until: null },
      ],
    });
    expect(carriedOut(begun(), [decideDoDelayStep, input], by).delays["rain"]?.run.steps["rain.wait"]?.done).toEqual({
      by: actorOf(NOOR),
      at: BEFORE + MINUTE_MS,
      option: null,
      note: "Drier",
    });
  });

  test.each([
    ["that there is not", { step: "pray", option: null }, "not_found"],
    ["with a choice it does not offer", { step: "decide", option: "never" }, "invalid option"],
    ["without the choice it offers", { step: "decide", option: null }, "invalid option"],
  ])("%s is refused", (_, input, refusal) => {
    expect(briefly(decideDoDelayStep(begun(), { delay: "rain", note: "", ...input }, deciding(about())))).toBe(refusal);
  });

  test("is refused before the procedure has begun and after it was left", () => {
    const input = { delay: "rain", step: "wait", option: null, note: "" };
    expect(briefly(decideDoDelayStep(roomOf(), input, deciding(about())))).toBe("conflict");
    expect(briefly(decideDoDelayStep(left(begun()), input, deciding(about())))).toBe("conflict");
  });
});

describe("while it is under way", () => {
  test("the rollout does not start; once it was left, by whom and why is known", () => {
    const ready = [ADVANCED, ...ALL_GO];
    expect(whyNot(begun(...ready), about())).toBe('The procedure "Rain" is under way: it has to be ended first.');
    const ended = left(begun(...ready));
    expect(whyNot(ended, about())).toBeNull();
    expect(ended.delays["rain"]?.run.left).toMatchObject({ exit: "resume", reason: "Dry", by: personOf(ADA) });
  });

  test("one that ends with giving up keeps it from starting, and the rollout is over", () => {
    const input = { delay: "rain", exit: "abort", reason: "A flood." } as const;
    const ended = carriedOut(begun(ADVANCED, ...ALL_GO), [decideLeaveDelay, input], about());
    expect(whyNot(ended, about())).toBe("The rollout was given up: A flood.");
    expect(finishedAt(ended, { plan, t0: PLAN_T0 })).toBe(BEFORE);
    // begun anew, and left otherwise: it may start after all
    const anew = carriedOut(ended, [decideBeginDelay, { delay: "rain", reason: "It dries" }], about());
    expect(whyNot(left(anew), about())).toBeNull();
  });

  test("it is left once", () => {
    const input = { delay: "rain", exit: "abort", reason: "Flood" } as const;
    expect(briefly(decideLeaveDelay(begun(), input, deciding(about())))).toBe("delay_left");
    expect(briefly(decideLeaveDelay(left(begun()), input, deciding(about())))).toBe("conflict");
    expect(briefly(decideLeaveDelay(roomOf(), input, deciding(about())))).toBe("conflict");
  });
});
