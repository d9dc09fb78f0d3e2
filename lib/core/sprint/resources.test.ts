import { describe, expect, test } from "vitest";
import { aSprint, aTask } from "#testing/a-plan";
import { ADA, NOOR, personOf, PLAN_T0, roomOf } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { DAY_MS } from "../time.ts";
import { overloadedOwners, resourcesOf } from "./resources.ts";
import { sprintNow } from "./sprint-now.ts";

const tasks = [
  aTask("one", "2030-05-06", "2030-05-08"),
  aTask("two", "2030-05-08", "2030-05-09"),
  aTask("three", "2030-05-10", "2030-05-11"),
];
const base = aSprint(tasks);
const [first] = base.streams;
const other = { ...first!, id: "other", label: "Other", tasks: [aTask("four", "2030-05-06", "2030-05-07")] };
const plan = aRoomPlan({
  sprint: {
    ...base,
    streams: [first!, other],
    fte: 5,
    weeks: [
      {
        id: "w1",
        label: "Week 1",
        from: "2030-05-06",
        to: "2030-05-12",
        streams: [{ stream: "stream", state: "intensive" }],
      },
      {
        ...{ id: "w2", label: "Week 2", from: "2030-05-13", to: "2030-05-19" },
        streams: [
          { stream: "stream", state: "intensive" },
          { stream: "other", state: "intensive" },
        ],
      },
      {
        ...{ id: "w3", label: "Week 3", from: "2030-05-20", to: "2030-05-26" },
        streams: [
          { stream: "stream", state: "winds_down" },
          { stream: "other", state: "done" },
        ],
      },
    ],
    staff: [
      {
        team: "data",
        label: "Data",
        people: [
          { label: "Lead", count: 1, stream: "stream" },
          { label: "All", count: 2 },
        ],
      },
      { team: "qa", label: "QA", people: [{ label: "Tester", count: 1 }] },
    ],
  },
});

describe("people by team and week", () => {
  const { teams, weeks, fte, statedFte } = resourcesOf(plan, PLAN_T0);

  test("are counted, and held against what the source says", () => {
    expect([fte, statedFte, ...teams.map((team) => team.fte)]).toEqual([4, 5, 3, 1]);
  });

  test("are busy, shared, stretched or free as their streams go", () => {
    const loads = teams.flatMap(({ lines }) =>
      lines.map(({ label, loads: of }) => `${label}: ${of.map(({ state }) => state).join(" ")}`),
    );
    expect(loads).toEqual(["Lead: busy busy part", "All: shared stretched shared", "Tester: shared stretched shared"]);
  });

  test("leave to be settled who is free, who is stretched, and which stream has nobody", () => {
    expect(weeks.map(({ free, stretched, uncovered }) => ({ free, stretched, uncovered }))).toEqual([
      { free: 0, stretched: 0, uncovered: [] },
      { free: 0, stretched: 3, uncovered: ["other"] },
      { free: 0, stretched: 0, uncovered: [] },
    ]);
  });

  test("weeks move with T0", () => {
    const moved = resourcesOf(plan, PLAN_T0 + DAY_MS).weeks[0];
    expect((moved?.from ?? 0) - (weeks[0]?.from ?? 0)).toBe(DAY_MS);
  });
});

test("an owner of tasks that overlap is named, and delivered ones weigh no more", () => {
  const owns = (task: string, account: typeof ADA) =>
    ({ type: "task_assigned", task, person: personOf(account) }) as const;
  const of = (...events: Parameters<typeof roomOf>) => {
    const room = roomOf(...events);
    return overloadedOwners(sprintNow({ plan, t0: PLAN_T0, room }));
  };
  const owned = [owns("one", ADA), owns("two", ADA), owns("three", ADA), owns("four", NOOR)];
  expect(of(...owned)).toEqual([{ owner: ADA.name, tasks: ["one", "two"] }]);
  const link = "https://a.example";
  expect(of(...owned, { type: "task_delivered", task: "one", link, note: "" })).toEqual([]);
});
