import { refuse, type Outcome } from "#core/outcome";
import type { Plan } from "#core/plan/plan";
import type { Room } from "#core/room/room";
import { trafficNow } from "#core/room/traffic";
import { splitText } from "#core/traffic/split";
import { holdTraffic, reduceTraffic, resumeTraffic, takeStep, type TrafficState } from "#core/traffic/traffic-state";

/** What a lead may do to the traffic; `share` in percent of all of it. */
export type Move =
  | { readonly kind: "step"; readonly step: string }
  | { readonly kind: "reduce"; readonly group: string; readonly share: number }
  | { readonly kind: "hold" }
  | { readonly kind: "resume" };

export type MoveResult = { readonly ok: boolean; readonly sentence: string };

/** What the move results in, or why it cannot be made, in one sentence; by the same rules as the server's. */
export function moveResult(move: Move, { plan, room }: { readonly plan: Plan; readonly room: Room }): MoveResult {
  const groups = plan.traffic?.groups ?? [];
  if (move.kind === "reduce" && Number.isNaN(move.share)) return { ok: false, sentence: "Say to how many percent." };
  const after = stateAfter(move, plan, trafficNow(room, plan));
  if (!after.ok) return { ok: false, sentence: after.refusal.message };
  const { intended, held } = after.value;
  const hold = held === null ? "" : ` On hold until somebody resumes: then ${splitText(held, groups)} again.`;
  return { ok: true, sentence: `Then: ${splitText(intended, groups)}.${hold}` };
}

function stateAfter(move: Move, { traffic }: Plan, state: TrafficState): Outcome<TrafficState> {
  if (!traffic) return refuse("conflict", "The plan moves no traffic.");
  switch (move.kind) {
    case "step":
      return takeStep(state, traffic, move.step);
    case "reduce":
      return reduceTraffic(state, traffic, move);
    case "hold":
      return { ok: true, value: holdTraffic(state) };
    case "resume":
      return resumeTraffic(state);
    default:
      return move satisfies never;
  }
}

/** The move's words on a button and as a dialog's title. */
export function moveLabel(move: Move, plan: Plan): string {
  switch (move.kind) {
    case "step":
      return plan.traffic?.steps.find(({ id }) => id === move.step)?.label ?? move.step;
    case "reduce":
      return "Reduce";
    case "hold":
      return "Hold";
    case "resume":
      return "Resume";
    default:
      return move satisfies never;
  }
}
