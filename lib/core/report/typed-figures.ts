import { givenMeasure } from "../measure/evaluate.ts";
import type { Plan } from "../plan/plan.ts";
import type { Evidence } from "../room/evidence.ts";
import { evidenceOf, yardstickOf } from "../room/form/evidence-of.ts";
import { formOf } from "../room/form/form.ts";
import type { Room } from "../room/room.ts";
import type { EpochMs } from "../time.ts";

type Typed = { readonly value: number; readonly at: EpochMs };

/** The figures with those that people typed into forms up to `until`: of each metric what the newest entry says. */
export function withTyped(
  plan: Plan,
  room: Room,
  { figures, until }: { readonly figures: readonly Evidence[]; readonly until: EpochMs },
): readonly Evidence[] {
  const typed = typedIn(plan, room, until);
  return figures.map((figure) => {
    const said = typed.get(figure.metric);
    const yardstick = yardstickOf(plan, figure.metric);
    if (figure.value !== null || !said || !yardstick) return figure;
    return evidenceOf(yardstick, givenMeasure(yardstick.metric, said.value, said.at), 0);
  });
}

function typedIn(plan: Plan, room: Room, until: EpochMs): ReadonlyMap<string, Typed> {
  const newest = new Map<string, Typed>();
  for (const { form, entry } of Object.values(room.checkpoints)) {
    if (!entry || entry.at > until) continue;
    for (const field of formOf(plan, form)?.fields ?? []) {
      if (field.kind !== "number" || field.metric === undefined) continue;
      const value = entry.answers[field.id]?.number ?? null;
      if (value !== null && entry.at >= (newest.get(field.metric)?.at ?? -Infinity))
        newest.set(field.metric, { value, at: entry.at });
    }
  }
  return newest;
}
