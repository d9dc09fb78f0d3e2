import { isoText, NO_DATE } from "../../iso-text.ts";
import type { EpochMs } from "../../time.ts";
import { cadenceOffsets, ownT0, pulseOffsets } from "../schedule.ts";
import type { Plan } from "../plan.ts";
import type { Phase } from "../phases.ts";
import { dateOf, durationMs, durationText } from "../when.ts";
import type { Contradiction, Rule } from "./finding.ts";

function instantText(at: EpochMs): string {
  return `${isoText(at, "minute") ?? NO_DATE}Z`;
}

/** A checkpoint's clock time as the source wrote it is not T0 plus its offset. */
export const checkpointDateDisagreesWithOffset: Rule = {
  name: "checkpoint-date-disagrees-with-offset",
  needs: ["t0"],
  find: (plan) =>
    plan.gates.flatMap((gate, i) => {
      const at = ownT0(plan) + durationMs(gate.at);
      const stated = gate.stated?.at;
      if (stated === undefined || Date.parse(stated) === at) return [];
      return [
        { path: ["gates", i, "stated", "at"], sentence: `says ${stated}, but T0 + ${gate.at} is ${instantText(at)}` },
      ];
    }),
};

function percent(share: number): string {
  return `${Math.round(share * 1_000) / 10} %`;
}

/** A share of the window that the source gives for a checkpoint is not elapsed / length. */
export const progressStatedWrong: Rule = {
  name: "progress-stated-wrong",
  needs: ["intensiveWindow"],
  find: (plan) =>
    plan.gates.flatMap((gate, i) => {
      const [over = 0, under = 1] = gate.stated?.progress?.split("/").map(Number) ?? [];
      const windowMs = durationMs(plan.intensiveWindow.length);
      // Fractions are compared crosswise, so that 1/3 needs no rounding.
      if (gate.stated?.progress === undefined || over * windowMs === under * durationMs(gate.at)) return [];
      const right = percent(durationMs(gate.at) / windowMs);
      const sentence = `says ${gate.stated.progress} complete, but ${gate.at} of ${plan.intensiveWindow.length} is ${right}`;
      return [{ path: ["gates", i, "stated", "progress"], sentence }];
    }),
};

function momentsText(offsets: readonly number[]): string {
  const shown = offsets.slice(0, 6).map((offset) => `T+${durationText(offset)}`);
  return offsets.length > shown.length
    ? `${shown.join(", ")} and ${offsets.length - shown.length} more`
    : shown.join(", ");
}

/** Offsets that the source lists one by one; where it lists none, those at which the plan has a checkpoint. */
function listedOffsets(plan: Plan, phase: Phase): readonly number[] {
  if (phase.stated?.checkpoints) return phase.stated.checkpoints.map(durationMs);
  const pulses = plan.pulse?.phase === phase.id ? pulseOffsets(plan) : [];
  return [...plan.gates.map((gate) => durationMs(gate.at)), ...pulses];
}

/** A phase gives a rhythm of checkpoints that its list of checkpoints does not keep. */
export const cadenceHasNoCheckpoint: Rule = {
  name: "cadence-has-no-checkpoint",
  needs: ["phases", "gates", "pulse"],
  find: (plan) =>
    plan.phases.flatMap((phase, i) => {
      const listed = new Set(listedOffsets(plan, phase));
      const missing = cadenceOffsets(phase.cadence).filter((offset) => !listed.has(offset));
      if (missing.length === 0) return [];
      const sentence = `names ${missing.length} moments that the list of checkpoints leaves out: ${momentsText(missing)}`;
      return [{ path: ["phases", i, "cadence"], sentence }];
    }),
};

/** A document that a gate closes is dated on another day than the gate. */
export const documentDateDisagreesWithCheckpoint: Rule = {
  name: "document-date-disagrees-with-checkpoint",
  needs: ["t0"],
  find: (plan) =>
    plan.reports.flatMap((report, i) => {
      const gate = plan.gates.find((candidate) => candidate.id === report.gate);
      const stated = report.stated?.on;
      if (!gate || stated === undefined) return [];
      const on = dateOf(ownT0(plan) + durationMs(gate.at));
      if (on === stated) return [];
      return [
        {
          path: ["reports", i, "stated", "on"],
          sentence: `is dated ${stated}, but ${gate.id} at T0 + ${gate.at} falls on ${on}`,
        },
      ];
    }),
};

function lastGateProblem(plan: Plan): readonly Contradiction[] {
  const last = plan.gates.at(-1);
  if (!last || durationMs(last.at) === durationMs(plan.intensiveWindow.length)) return [];
  const sentence = `is ${plan.intensiveWindow.length}, but the last gate is at ${last.at}`;
  return [{ path: ["intensiveWindow", "length"], sentence }];
}

/** The window that a heading speaks of is not the one that the gates reach. */
export const windowHeadingDisagrees: Rule = {
  name: "window-heading-disagrees",
  needs: ["intensiveWindow", "gates"],
  find: (plan) => {
    const { length, stated } = plan.intensiveWindow;
    if (stated === undefined || durationMs(stated) === durationMs(length)) return lastGateProblem(plan);
    const sentence = `a heading says ${stated}, but the window is ${length}`;
    return [{ path: ["intensiveWindow", "stated"], sentence }, ...lastGateProblem(plan)];
  },
};
