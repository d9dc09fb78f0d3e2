import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { noticeKindSchema, noticeSeveritySchema, type Notice } from "./notice.ts";
import { deliveriesOf, type NoticeRoster, type Route, type Routing } from "./routing.ts";

const ROSTER: NoticeRoster = {
  people: ["ada", "ben", "cy"].map((id) => ({ id, name: id, email: id === "cy" ? null : `${id}@example.com` })),
  holders: { oncall: ["ada"], vp: ["ben"], ops: ["ada", "ben"], ceo: ["cy"] },
  onShift: ["ben"],
};
const NOTICE: Notice = {
  id: "alert:p99:1",
  kind: "alert",
  severity: "critical",
  subject: "p99",
  title: "P99 is too high",
  body: "P99 is 800 ms, the limit 500 ms.",
  link: "/alerts/p99",
  at: 0,
  rollout: { id: "r", name: "Rollout", kind: "production" },
  audience: { roles: ["oncall"] },
};

const aRoute = (over: Partial<Route>): Route => ({ severities: null, kinds: null, roles: null, channels: [], ...over });
function routing(...routes: readonly Route[]): Routing {
  return {
    channels: [
      { id: "mail", reaches: "each-person", capped: "all" },
      { id: "chat", reaches: "its-readers", capped: "all" },
      { id: "pager", reaches: "its-readers", capped: "calls" },
      { id: "hook", reaches: "its-readers", capped: "none" },
    ],
    routes,
  };
}
function told(notice: Partial<Notice>, ...routes: readonly Route[]): readonly string[] {
  return deliveriesOf({ ...NOTICE, ...notice }, routing(...routes), ROSTER).map(
    ({ channel, person }) => `${channel} ${person?.id ?? "*"}`,
  );
}

describe("a notice goes", () => {
  test("to each holder of its roles by mail, and once to a channel's readers", () => {
    expect(told({ audience: { roles: ["ops"] } }, aRoute({ channels: ["mail", "chat"] }))).toEqual([
      "mail ada",
      "mail ben",
      "chat *",
    ]);
  });
  test("to who stands in for a role, and then not to its holder", () => {
    const audience = { roles: ["oncall"], people: ["ben"] };
    expect(told({ audience }, aRoute({ roles: ["oncall"], channels: ["mail"] }))).toEqual(["mail ben"]);
    expect(told({ audience: { ...audience, people: [] } }, aRoute({ channels: ["mail"] }))).toEqual(["mail ada"]);
  });
  test("by a route that names its kind, where it is a head of the log", () => {
    const head = { kind: "log_head", severity: "info", audience: "on-shift" } as const;
    expect(told(head, aRoute({ channels: ["mail"] }))).toEqual([]);
    expect(told(head, aRoute({ kinds: ["log_head"], channels: ["mail"] }))).toEqual(["mail ben"]);
  });
  test("once, though two routes take it", () => {
    expect(told({}, aRoute({ channels: ["mail"] }), aRoute({ severities: ["critical"], channels: ["mail"] }))).toEqual([
      "mail ada",
    ]);
  });
  test("nowhere by a route for other severities, kinds or roles", () => {
    expect(
      told(
        {},
        aRoute({ severities: ["high"], channels: ["chat"] }),
        aRoute({ kinds: ["brief"], channels: ["chat"] }),
        aRoute({ roles: ["vp"], channels: ["chat", "mail"] }),
      ),
    ).toEqual([]);
  });
  test("to those roles only that the route names", () => {
    expect(told({ audience: { roles: ["oncall", "vp"] } }, aRoute({ roles: ["vp"], channels: ["mail"] }))).toEqual([
      "mail ben",
    ]);
  });
  test("to everybody on shift when it says so, or when nobody holds its roles", () => {
    expect(told({ audience: "on-shift" }, aRoute({ channels: ["mail"] }))).toEqual(["mail ben"]);
    expect(told({ audience: { roles: ["nobody"] } }, aRoute({ channels: ["mail"] }))).toEqual(["mail ben"]);
    expect(told({ audience: "on-shift" }, aRoute({ roles: ["oncall"], channels: ["mail"] }))).toEqual([]);
  });
  test("not to somebody without an address", () => {
    expect(told({ audience: { roles: ["ceo"] } }, aRoute({ channels: ["mail"] }))).toEqual([]);
  });
});

test("what ends an incident is never folded away, and a hook that counts everything gets everything", () => {
  const capped = (kind: Notice["kind"]): readonly boolean[] =>
    deliveriesOf({ ...NOTICE, kind }, routing(aRoute({ channels: ["chat", "pager", "hook"] })), ROSTER).map(
      (delivery) => delivery.capped,
    );
  expect(capped("alert")).toEqual([true, true, false]);
  expect(capped("resolved")).toEqual([true, false, false]);
  expect(capped("test")).toEqual([false, false, false]);
});

test("whatever the routes, nobody is told the same twice, and the keys depend on nothing else", () => {
  const anyRoute = fc.record({
    severities: fc.option(fc.subarray([...noticeSeveritySchema.options])),
    kinds: fc.option(fc.subarray([...noticeKindSchema.options])),
    roles: fc.option(fc.subarray(["oncall", "vp", "ops", "ceo"], { minLength: 1 })),
    channels: fc.subarray(["mail", "chat", "pager", "hook"], { minLength: 1 }),
  });
  fc.assert(
    fc.property(fc.array(anyRoute, { maxLength: 6 }), (routes) => {
      const once = deliveriesOf(NOTICE, routing(...routes), ROSTER);
      const keys = once.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      const turned = deliveriesOf(NOTICE, routing(...routes.toReversed()), ROSTER).map(({ key }) => key);
      expect(turned.toSorted()).toEqual(keys.toSorted());
    }),
  );
});
