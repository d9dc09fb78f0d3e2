import { describe, expect, it } from "vitest";
import { BEFORE, ENGINE, happened, PLAN_T0, roomOf, started, type Happened } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { MINUTE_MS } from "../time.ts";
import { movedProof } from "./moved-proof.ts";
import type { RoomEvent } from "./room-event.ts";

const plan = aRoomPlan({
  traffic: {
    groups: [
      { id: "old", label: "Old" },
      { id: "new", label: "New" },
    ],
    steps: [
      {
        id: "full",
        label: "All",
        changes: [
          { group: "old", from: 10, to: 0 },
          { group: "new", from: 0, to: 100 },
        ],
      },
      { id: "half", label: "Half", changes: [{ group: "new", from: 100, to: 50 }] },
    ],
  },
  t0Sequence: [
    {
      id: "routing",
      label: "Routing",
      items: [
        { id: "off", label: "Old off", trafficStep: "full", group: "old" },
        { id: "on", label: "New on", trafficStep: "full", group: "new" },
        { id: "sure", label: "Measured as well", trafficStep: "full", metrics: ["errors"] },
        { id: "hand", label: "By hand" },
      ],
    },
  ],
  playbooks: [
    {
      id: "critical",
      severity: "critical",
      label: "Critical",
      trigger: { label: "Any" },
      steps: [
        { id: "reduce", label: "Reduce", owner: "on-call", trafficStep: "half" },
        { id: "look", label: "Look", owner: "on-call", timer: "2h" },
      ],
    },
  ],
});

const at = (event: RoomEvent, minutes: number): Happened =>
  happened(event, { at: PLAN_T0 + minutes * MINUTE_MS, actor: ENGINE });
const set = (split: Record<string, number>, held: Record<string, number> | null = null): RoomEvent => {
  return { type: "traffic_set", how: "step", step: "full", intended: split, held, reason: "Go.", alert: null };
};
const applied = (split: Record<string, number>, control = "haproxy"): RoomEvent => ({
  type: "traffic_applied",
  split,
  control,
});
const read = (actual: Record<string, number>): RoomEvent => ({ type: "traffic_confirmed", actual });
const differs = (actual: Record<string, number>): RoomEvent => ({ type: "traffic_differs", actual, sentence: "No." });
const begun: readonly RoomEvent[] = [
  { type: "playbook_begun", alert: "a", playbook: "critical" },
  { type: "step_begun", alert: "a", playbook: "critical", step: "reduce", until: null },
];
const FULL = { old: 0, new: 100 };
const HALF = { old: 0, new: 50 };
const lines = (...ids: readonly string[]): string => ids.map((id) => `line routing.${id}`).join(", ");

const TABLE: readonly (readonly [string, readonly Happened[], string])[] = [
  ["before the start nothing of the sequence", [set(FULL), applied(FULL), read(FULL)], ""],
  ["decided is not moved", [started(), at(set(FULL), 1)], ""],
  ["moved is not read back", [started(), at(set(FULL), 1), at(applied(FULL), 2)], ""],
  [
    "what is read back proves its lines",
    [started(), at(set(FULL), 1), at(applied(FULL), 2), at(read(FULL), 3)],
    lines("off", "on"),
  ],
  [
    "each line its group",
    [started(), at(set({ old: 0, new: 60 }), 1), at(applied({ new: 60 }), 2), at(read({ new: 60 }), 3)],
    lines("off"),
  ],
  ["what differs proves nothing", [started(), at(set(FULL), 1), at(applied(FULL), 2), at(differs({ new: 90 }), 3)], ""],
  ["what people move proves no line", [started(), at(set(FULL), 1), at(applied(FULL, "record"), 2)], ""],
  [
    "a line once",
    [
      started(),
      ...["off", "on"].map((id) => at({ type: "line_done", line: `routing.${id}`, proof: [], note: "" }, 1)),
      at(set(FULL), 1),
      at(applied(FULL), 2),
      at(read(FULL), 3),
    ],
    "",
  ],
  [
    "a procedure's step, and the next begins",
    [...begun.map((one) => at(one, 1)), at(set(HALF, FULL), 2), at(applied(HALF), 3), at(read(HALF), 4)],
    "done reduce, begun look",
  ],
  [
    "less is a reduction too",
    [
      ...begun.map((one) => at(one, 1)),
      at(set({ new: 20 }, FULL), 2),
      at(applied({ new: 20 }), 3),
      at(read({ new: 20 }), 4),
    ],
    "done reduce, begun look",
  ],
  [
    "less than asked is not",
    [
      ...begun.map((one) => at(one, 1)),
      at(set({ new: 80 }, FULL), 2),
      at(applied({ new: 80 }), 3),
      at(read({ new: 80 }), 4),
    ],
    "",
  ],
  [
    "as recorded, where people move it",
    [...begun.map((one) => at(one, 1)), at(set(HALF, FULL), 2), at(applied(HALF, "record"), 3)],
    "done reduce, begun look",
  ],
  [
    "held since before it",
    [at(set(HALF, FULL), 1), at(applied(HALF), 2), at(read(HALF), 3), ...begun.map((one) => at(one, 4))],
    "done reduce, begun look",
  ],
  [
    "not what never was moved for it",
    [at(set(HALF), 1), at(applied(HALF), 2), at(read(HALF), 3), ...begun.map((one) => at(one, 4))],
    "",
  ],
  [
    "not what was left",
    [
      ...begun.map((one) => at(one, 1)),
      at({ type: "playbook_left", alert: "a", exit: "resume", reason: "Well." }, 2),
      at(set(HALF, FULL), 2),
      at(applied(HALF), 3),
      at(read(HALF), 4),
    ],
    "",
  ],
];

function words(event: RoomEvent): string {
  if (event.type === "line_done") return `line ${event.line}`;
  if (event.type === "step_done") return `done ${event.step}`;
  return event.type === "step_begun" ? `begun ${event.step}` : event.type;
}

describe("what the traffic itself shows to be done", () => {
  it.each(TABLE)("%s", (_what, events, does) => {
    expect(
      movedProof({ plan, room: roomOf(...events), now: BEFORE })
        .map(words)
        .join(", "),
    ).toBe(does);
  });

  it("says where it was read", () => {
    const room = roomOf(...begun, set(HALF, FULL), applied(HALF), read(HALF));
    expect(movedProof({ plan, room, now: BEFORE })).toMatchObject([
      { note: "Read back from HAProxy: New 50 %, Stable version 50 %.", step: "reduce", option: null },
      { step: "look", until: BEFORE + 120 * MINUTE_MS },
    ]);
  });
});
