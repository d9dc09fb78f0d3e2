import { EMPTY_SUM, type Window } from "#core/measure/window";
import { STEP_MS } from "#core/room/form/wanted";
import type { Target } from "#core/target";
import type { Range } from "#core/time";
import type { SampleStore } from "./ports.ts";

/** Which targets' samples are read, and where from. */
export type Stored = { readonly targets: readonly Target[]; readonly store: Pick<SampleStore, "windows" | "series"> };

export async function readWindow({ store, targets }: Stored, range: Range): Promise<Window> {
  return windowOf(targets, range, await store.windows(idsOf(targets), range));
}

/** Steps of `STEP_MS` that have samples, oldest first. */
export async function readMinutes({ store, targets }: Stored, range: Range): Promise<readonly Window[]> {
  const steps = await store.series(idsOf(targets), range, STEP_MS);
  return steps.map(({ from, sums }) => windowOf(targets, { from, to: from + STEP_MS }, sums));
}

/** A target without a sum was not measured. */
export function windowOf(
  targets: readonly Target[],
  range: Range,
  sums: Awaited<ReturnType<SampleStore["windows"]>>,
): Window {
  return { range, targets: targets.map((target) => ({ target, sum: sums.get(target.id) ?? EMPTY_SUM })) };
}

export function idsOf(targets: readonly Target[]): readonly string[] {
  return targets.map(({ id }) => id);
}
