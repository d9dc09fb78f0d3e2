import { expect, test } from "vitest";
import type { ItemStanding, ItemState } from "#core/room/readiness";
import { aPlan } from "#testing/a-plan";
import { readinessWords } from "./readiness-words.ts";

const plan = aPlan({
  preflight: [
    ...["one", "two"].map((id) => ({ id, kind: "manual" as const, label: id, owner: "lead" })),
    { id: "final", kind: "automatic", label: "GO", owner: "lead", check: "poll_is_go" },
  ],
});

function listOf(...states: readonly ItemState[]): readonly ItemStanding[] {
  return states.map((state, i) => ({
    ...{ id: plan.preflight[i]?.id ?? "", label: "Item", owner: "lead", kind: "manual" as const },
    ...{ state, sentence: "", since: null },
  }));
}

test.each<[readonly ItemState[], string]>([
  [["open", "failing", "failing"], "0 of 2 ready, 2 and the poll to go."],
  [["met", "open", "failing"], "1 of 2 ready, 1 and the poll to go."],
  [["met", "waived", "open"], "2 of 2 ready (1 waived), the poll to go."],
  [["met", "met", "met"], "2 of 2 ready."],
])("%s: %s", (states, words) => {
  expect(readinessWords(plan, listOf(...states))).toBe(words);
});

test("a list without the poll, and one of the poll alone", () => {
  expect(readinessWords({ preflight: plan.preflight.slice(0, 2) }, listOf("met", "open"))).toBe(
    "1 of 2 ready, 1 to go.",
  );
  const [poll] = listOf("met", "met", "failing").slice(2);
  expect(readinessWords(plan, poll ? [poll] : [])).toBe("Only the poll is to go.");
  expect(readinessWords({ preflight: [] }, [])).toBe("The plan has no pre-flight list.");
});
