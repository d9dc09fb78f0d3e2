import { expect, test } from "vitest";
import type { OwnFault } from "#core/own-fault";
import type { Runtime } from "./runtime.ts";
import { shareRuntime } from "./runtime.ts";
import { watchAnswer } from "./watch-answers.ts";

type Standing = {
  readonly alive?: boolean;
  readonly reachable?: boolean;
  readonly faults?: readonly Partial<OwnFault>[];
};

function readyWith({
  alive = true,
  reachable = true,
  faults = [],
}: Standing): readonly [status: number, missing: unknown] {
  const health = { sampler: { alive }, store: { reachable }, faults };
  const engine = { ...({} as Runtime["engine"]), health: () => health as ReturnType<Runtime["engine"]["health"]> };
  shareRuntime({ ...({} as Runtime), engine });
  const answer = watchAnswer("/readyz");
  if (answer === null) throw new Error("no answer");
  const { missing } = JSON.parse(answer.body) as { readonly missing: unknown };
  return [answer.status, missing];
}

test("it is ready while ticks are measured and stored, and names what is missing", () => {
  expect(readyWith({})).toEqual([200, []]);
  expect(readyWith({ alive: false })).toEqual([503, ["sampler"]]);
  expect(readyWith({ alive: false, reachable: false })).toEqual([503, ["sampler", "store"]]);
  expect(readyWith({ faults: [{ id: "disk-full" }] })).toEqual([503, ["disk full"]]);
  expect(readyWith({ faults: [{ id: "database-disk-full" }] })).toEqual([503, ["disk full"]]);
  expect(readyWith({ faults: [{ id: "disk-nearly-full" }] })).toEqual([200, []]);
});

test.each(["/", "/healthz/", "/healthzx", "/api/healthz", "/metrics.json"])("%s is no such address", (path) => {
  expect(watchAnswer(path)).toBeNull();
});
