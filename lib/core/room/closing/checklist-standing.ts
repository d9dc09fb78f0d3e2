import type { Plan } from "../../plan/plan.ts";
import type { ChecklistCheck } from "../../plan/reports.ts";
import { scheduleOf, type ScheduledCheckpoint } from "../../plan/schedule.ts";
import type { EpochMs } from "../../time.ts";
import { actorName } from "../actor.ts";
import { isClosed } from "../checkpoint.ts";
import { lineId } from "../commands/launch-commands.ts";
import { isReady, standings } from "../readiness.ts";
import type { Room } from "../room.ts";
import { checklistKey, type ChecklistTick } from "./checklist.ts";
import { isConfirmed } from "./close-out.ts";

type Group = Plan["checklist"][number];
type Item = Group["items"][number];

/** `proven`: Holdpoint knows it; `ticked`: a person says so. */
export type ChecklistState = "proven" | "ticked" | "open";

export type ChecklistItemStanding = {
  readonly group: string;
  readonly id: string;
  readonly label: string;
  readonly state: ChecklistState;
  /** What shows it, or what Holdpoint waits for. */
  readonly sentence: string;
  readonly tick: ChecklistTick | null;
  /** Holdpoint can see it by itself. */
  readonly isAutomatic: boolean;
};
export type ChecklistGroupStanding = {
  readonly id: string;
  readonly label: string;
  readonly items: readonly ChecklistItemStanding[];
};

/** The final checklist as it stands, in the plan's order. What Holdpoint knows ticks itself; a person's tick stands beside it. */
export function checklistStanding(plan: Plan, room: Room): readonly ChecklistGroupStanding[] {
  return plan.checklist.map((group) => ({
    id: group.id,
    label: group.label,
    items: group.items.map((item) => itemStanding(group, item, { plan, room })),
  }));
}

type About = { readonly plan: Plan; readonly room: Room };

export function itemStanding(group: Group, item: Item, about: About): ChecklistItemStanding {
  const tick = about.room.closing.ticks[checklistKey(group.id, item.id)] ?? null;
  const seen = item.check ? see(item.check, about) : null;
  const named = { group: group.id, id: item.id, label: item.label, tick, isAutomatic: item.check !== undefined };
  if (seen?.ok === true) return { ...named, state: "proven", sentence: seen.sentence };
  if (tick) {
    const said = `${actorName(tick.by)} says so${tick.note === "" ? "." : `: ${tick.note}`}`;
    return { ...named, state: "ticked", sentence: said };
  }
  return { ...named, state: "open", sentence: seen?.sentence ?? "A person ticks it, with a note or a link." };
}

type Seen = { readonly ok: boolean; readonly sentence: string };

function see(check: ChecklistCheck, about: About): Seen {
  const { room } = about;
  switch (check.kind) {
    case "ramp": {
      const { ramp } = room.launch;
      if (!ramp) return { ok: false, sentence: "The ramp decision has not been taken." };
      return { ok: ramp.goesOn, sentence: `${actorName(ramp.by)} took the ramp decision: ${ramp.reason}` };
    }
    case "go":
      return sawGo(room);
    case "preflight":
      return sawItems(check.items, about);
    case "line": {
      const done = room.launch.lines[lineId(check.step, check.item)];
      if (!done) return { ok: false, sentence: "Its line of the T0 sequence is not done." };
      return { ok: true, sentence: done.note || `${actorName(done.by)} confirmed its line of the T0 sequence.` };
    }
    case "gates":
      return sawGates(about);
    case "criteria":
      return sawCriteria(check.criteria, about);
    case "recurring":
      return sawRecurring(check.of, about);
    case "stabilised": {
      const { confirmation } = room.closing.closeOut;
      const ok = isConfirmed(room.closing.closeOut);
      const sentence =
        ok && confirmation ? `Confirmed by ${actorName(confirmation.by)}.` : "The stabilisation is not confirmed.";
      return { ok, sentence };
    }
    case "baseline": {
      const { baseline } = room.closing.closeOut;
      if (!baseline) return { ok: false, sentence: `It is stored when the stabilisation is confirmed.` };
      return { ok: true, sentence: `${baseline.figures.length} metrics are stored.` };
    }
    default:
      return check satisfies never;
  }
}

function sawGo({ launch: { start } }: Room): Seen {
  if (!start) return { ok: false, sentence: "The rollout has not started." };
  if (start.override !== null) return { ok: false, sentence: `It was started without a GO: ${start.override}` };
  return { ok: true, sentence: `${actorName(start.by)} started it on the GO of every lead.` };
}

/** As they stood at the start: they may lapse afterwards. */
function sawItems(ids: readonly string[], { plan, room }: About): Seen {
  const at: EpochMs | undefined = room.launch.start?.at;
  const items = standings(plan, room.readiness, at ?? Infinity).filter(({ id }) => ids.includes(id));
  const ok = items.length > 0 && items.every(({ state }) => state === "met");
  const shown = items.find((item) => !isReady(item)) ?? items[0];
  return { ok, sentence: shown?.sentence ?? "The pre-flight list has no such item." };
}

function sawGates({ plan, room }: About): Seen {
  const done = plan.gates.filter(({ id }) => {
    const record = room.checkpoints[id];
    return record !== undefined && isClosed(record);
  });
  const ok = plan.gates.length > 0 && done.length === plan.gates.length;
  return { ok, sentence: `${done.length} of ${plan.gates.length} gates are decided.` };
}

function sawCriteria(ids: readonly string[], { room }: About): Seen {
  const { frozen } = room.closing.closeOut;
  if (!frozen) return { ok: false, sentence: "It is known when the success criteria are frozen." };
  const wanted = ids.map((id) => frozen.criteria.find(({ criterion }) => criterion === id));
  const failing = wanted.find((one) => one?.verdict !== "PASS");
  const ok = wanted.every((one) => one?.verdict === "PASS");
  return { ok, sentence: (ok ? wanted[0] : failing)?.reason ?? "There is no such criterion." };
}

function sawRecurring(forms: readonly string[], { plan, room }: About): Seen {
  const all = scheduleOf(plan).checkpoints.filter(({ form }) => forms.includes(form));
  const decided = (checkpoint: ScheduledCheckpoint): boolean => {
    const record = room.checkpoints[checkpoint.id];
    return record !== undefined && isClosed(record);
  };
  const done = all.filter(decided);
  const bad = done.find(({ id }) => room.checkpoints[id]?.decision?.tone === "bad");
  const ok = all.length > 0 && done.length === all.length && !bad;
  return {
    ok,
    sentence: bad ? `${bad.label} found something bad.` : `${done.length} of ${all.length} checks are decided.`,
  };
}
