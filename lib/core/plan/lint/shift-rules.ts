import { coverageOf } from "../../shift/coverage.ts";
import type { EpochMs } from "../../time.ts";
import type { Path } from "../../config/place.ts";
import { ownT0 } from "../schedule.ts";
import type { Plan } from "../plan.ts";
import { durationMs, durationText, endMs, momentMs } from "../when.ts";
import type { Rule } from "./finding.ts";

function afterT0(at: EpochMs, t0: EpochMs): string {
  return at < t0 ? `T-${durationText(t0 - at)}` : `T+${durationText(at - t0)}`;
}

/** Nobody leads for a while between T0, or the first shift, and the end of the watched hours, or of the last shift. */
export const nobodyLeads: Rule = {
  name: "nobody-leads",
  needs: ["t0", "intensiveWindow", "people"],
  find: (plan) => {
    const t0 = ownT0(plan);
    const watches = watchesOf(plan, t0);
    if (watches.length === 0) return [];
    const from = Math.min(t0, ...watches.map((watch) => watch.from));
    const to = Math.max(t0 + durationMs(plan.intensiveWindow.length), ...watches.map((watch) => watch.to));
    return coverageOf(watches, { from, to }).gaps.map((gap) => {
      const next = watches.findIndex((watch) => watch.from === gap.to);
      const before = watches.findIndex((watch) => watch.to === gap.from);
      const path: Path = ["people", "shifts", ...(next >= 0 ? [next, "from"] : before >= 0 ? [before, "to"] : [])];
      const span = `from ${afterT0(gap.from, t0)} to ${afterT0(gap.to, t0)}`;
      return { path, sentence: `leaves ${durationText(gap.to - gap.from)} without a lead, ${span}` };
    });
  },
};

function watchesOf({ people }: Plan, t0: EpochMs): Parameters<typeof coverageOf>[0] {
  return people.shifts.map(({ id, lead, from, to }) => {
    return { id, lead, from: momentMs(from, t0), to: endMs(to, t0) };
  });
}
