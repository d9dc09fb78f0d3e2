import { expect, test } from "vitest";
import { ADA, actorOf, BEFORE, briefly, carriedOut, deciding, logged, roomOf } from "#testing/a-room";
import { aSprint, aTask } from "#testing/a-plan";
import { aRoomPlan } from "#testing/a-room-plan";
import { eventSentence } from "../event-sentence.ts";
import { decideAnswerBlock } from "./stream-commands.ts";

const sprint = aSprint([aTask("one", "2030-05-07", "2030-05-08"), aTask("two", "2030-05-07", "2030-05-08")]);
const stream = sprint.streams[0]?.id ?? "";
const ways = { impact: "It costs.", resolution: "Turn to the others.", contingency: "Try again later." };
const plan = aRoomPlan({ sprint, blockedStreams: [{ stream, ...ways }] });
const blocked = roomOf({ type: "task_blocked", task: "two", reason: "No access" });
const answer = { stream, answer: "resolution", reason: "It takes a week" } as const;

test("what is done about a blocked stream is decided, and may be decided anew", () => {
  const room = carriedOut(blocked, [decideAnswerBlock, answer], { plan });
  expect(room.sprint.streams[stream]).toEqual({
    answer: "resolution",
    reason: "It takes a week",
    by: actorOf(ADA),
    at: BEFORE,
  });
  const again = carriedOut(room, [decideAnswerBlock, { ...answer, answer: "contingency" }], { plan });
  expect(again.sprint.streams[stream]?.answer).toBe("contingency");
});

test("the log says it in the plan's words", () => {
  const label = plan.sprint?.streams[0]?.label ?? "";
  expect(eventSentence(logged(1, { type: "stream_answered", ...answer }), plan)).toBe(
    `${label} is blocked, and this is done: Turn to the others. Why: It takes a week`,
  );
});

test("is refused where nothing of the stream is blocked, and where the plan has no way", () => {
  const unblocked = roomOf(
    { type: "task_blocked", task: "two", reason: "No access" },
    { type: "task_unblocked", task: "two", note: "" },
  );
  expect([
    briefly(decideAnswerBlock(unblocked, answer, deciding({ plan }))),
    briefly(decideAnswerBlock(blocked, { ...answer, stream: "other" }, deciding({ plan }))),
    briefly(decideAnswerBlock(blocked, answer, deciding({ plan: aRoomPlan({ sprint }) }))),
  ]).toEqual(["conflict", "not_found", "not_found"]);
});
