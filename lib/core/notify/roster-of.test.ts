import { expect, test } from "vitest";
import { aPlan } from "#testing/a-plan";
import { scheduleOf } from "../plan/schedule.ts";
import { EMPTY_ROSTER } from "../room/roster.ts";
import { HOUR_MS } from "../time.ts";
import { noticeRosterOf } from "./roster-of.ts";

const plan = aPlan({
  people: {
    roles: ["lead", "night", "day"].map((id) => ({ id, label: id, discipline: "engineering" as const })),
    crews: [
      { id: "a", label: "A", roles: ["night", "lead"] },
      { id: "b", label: "B", roles: ["day"] },
    ],
    shifts: [
      { id: "first", label: "First", crews: ["a"], lead: "lead", from: "0h", to: "12h" },
      { id: "second", label: "Second", crews: ["b"], lead: "lead", from: "12h", to: "24h", overlap: "30m" },
    ],
  },
});
const schedule = scheduleOf(plan);
const person = (id: string): { id: string; name: string } => ({ id, name: id });
const roster = { ...EMPTY_ROSTER, holders: { lead: person("ada"), night: person("ada"), day: person("ben") } };

test.each([
  [-1, ["ada", "ben"]],
  [1, ["ada"]],
  [11.75, ["ada", "ben"]],
  [12, ["ben"]],
  [24, ["ada", "ben"]],
])("at T0 + %d h the crews of the running shifts are on shift, or else everybody with a role", (hours, ids) => {
  const found = noticeRosterOf(plan, { schedule, roster, contacts: [] }, schedule.t0 + hours * HOUR_MS);
  expect(found.onShift).toEqual(ids);
  expect(found.holders).toEqual({ lead: ["ada"], night: ["ada"], day: ["ben"] });
});

test("where no shift runs, whoever is checked in is on shift", () => {
  const present = { ...roster, present: { ben: 1 } };
  const found = noticeRosterOf(plan, { schedule, roster: present, contacts: [] }, schedule.t0 - HOUR_MS);
  expect(found.onShift).toEqual(["ben"]);
});
