import { HOUR_MS } from "#core/time";
import type { CommandAnswer } from "#wire/command";
import type { Sent } from "../war-room/person.ts";
import { TYPED_FIELD } from "../war-room/plan.ts";

export type Work = {
  next(): Sent;
  /** To be told what became of the last one. */
  done(answer: CommandAnswer): void;
};

/** A lead at a gate of their own: every command saves its form once more, with another figure. */
export function formWork(lead: number, checkpoint: string): Work {
  const state = { revision: 0, number: 0 };
  return {
    next: () => {
      state.number += 1;
      const typed = { number: state.number };
      const answers = { [TYPED_FIELD]: typed, feedback: { status: state.number % 2 === 0 ? "positive" : "neutral" } };
      return {
        verb: "submit-entry",
        input: { checkpoint, basedOn: state.revision, answers },
        key: `form-${lead}-${state.number}`,
      };
    },
    done: ({ events }) => {
      for (const { event } of events) if (event.type === "entry_submitted") state.revision = event.revision;
    },
  };
}

/** A lead who writes remarks, adds action items, comes and goes, one after the other. */
export function floorWork(lead: number, checkpoint: string): Work {
  const state = { number: lead, here: false };
  const kinds: readonly (() => Omit<Sent, "key">)[] = [
    () => ({ verb: "add-note", input: { checkpoint, text: `Lead ${lead} saw something: remark ${state.number}.` } }),
    () => {
      const label = `Look at remark ${state.number} of lead ${lead}`;
      return { verb: "add-action", input: { checkpoint, label, owner: "operations-lead", due: Date.now() + HOUR_MS } };
    },
    () => ({ verb: state.here ? "check-out" : "check-in", input: {} }),
  ];
  return {
    next: () => {
      state.number += 1;
      const made = kinds[state.number % kinds.length]?.();
      if (!made) throw new Error("there is always a kind of work");
      return { ...made, key: `floor-${lead}-${state.number}` };
    },
    done: ({ events }) => {
      for (const { event } of events)
        if (event.type === "checked_in" || event.type === "checked_out") state.here = event.type === "checked_in";
    },
  };
}
