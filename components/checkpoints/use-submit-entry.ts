import { useState } from "react";
import type { Plan } from "#core/plan/plan";
import type { CheckpointRecord } from "#core/room/checkpoint";
import type { FieldStanding } from "#core/room/form/field-standing";
import { decisionsOf, type DecisionChoice, type Form } from "#core/room/form/form";
import { CONFLICT_PLACE, decidingFaults, faultsOfRefusal, savingFaults, type Fault } from "#browser/form-faults";
import { useLiveClient } from "#browser/live-context";
import { useCommand, type CommandPhase } from "#browser/use-command";
import type { FormDraftUse } from "#browser/use-form-draft";
import { focusPlace } from "./form-context.ts";

const CONFLICT: Fault = {
  at: CONFLICT_PLACE,
  message: "Somebody changed the same fields: choose between both versions first.",
};

/** What is marked in the form; what this page found itself goes when it is put right, what the server found with the next try. */
type Shown = { readonly faults: readonly Fault[]; readonly isOurs: boolean };
const NOTHING: Shown = { faults: [], isOurs: true };

function stillThere(faults: readonly Fault[], now: readonly Fault[]): readonly Fault[] {
  return now.filter(({ at }) => faults.some((fault) => fault.at === at));
}

type About = {
  readonly plan: Plan;
  readonly form: Form;
  readonly record: CheckpointRecord;
  readonly standings: readonly FieldStanding[];
  readonly use: FormDraftUse;
};

export type SubmitEntry = {
  readonly phase: CommandPhase;
  readonly faults: readonly Fault[];
  /** What was carried out last, in words. */
  readonly said: string | null;
  readonly choice: DecisionChoice | null;
  readonly isConfirming: boolean;
  save(): void;
  /** Looks for what is missing; asks once more where nothing is. */
  decide(): void;
  back(): void;
  confirm(): void;
};

/** Saving and deciding, with what keeps either from happening. */
export function useSubmitEntry({ plan, form, record, standings, use }: About): SubmitEntry {
  const { run, phase } = useCommand("submit-entry");
  const client = useLiveClient();
  const [shown, setShown] = useState<Shown>(NOTHING);
  const [said, setSaid] = useState<string | null>(null);
  const [isConfirming, setConfirming] = useState(false);
  const { draft } = use.state;
  const choice = decisionsOf(plan, form).find(({ id }) => id === draft.decision) ?? null;
  const filled = { plan, standings, draft };
  const withConflict = (found: readonly Fault[]): readonly Fault[] =>
    use.conflicts.length > 0 ? [CONFLICT, ...found] : found;
  const show = (all: readonly Fault[], isOurs: boolean): boolean => {
    setShown({ faults: all, isOurs });
    setSaid(null);
    const [first] = all;
    // the summary and the marks must be there before the focus goes to one of them
    if (first) setTimeout(() => focusPlace(first.at));
    return all.length === 0;
  };
  const send = async (decision: { choice: string; reason: string } | null): Promise<void> => {
    use.flush();
    const answer = await run({ checkpoint: record.id, basedOn: use.saved.revision, answers: use.changed, decision });
    if (!answer.ok) return void show(faultsOfRefusal(answer.refusal), false);
    setShown(NOTHING);
    // the answer may be here before the socket tells it: the form must not show the state before
    client?.log().fold(answer.value.events);
    setSaid(decision === null ? "Saved. The checkpoint is still to be decided." : "Decided.");
    await use.submitted(draft, decision !== null);
  };
  return {
    phase,
    faults: shown.isOurs ? stillThere(shown.faults, withConflict(decidingFaults(filled, choice))) : shown.faults,
    said: use.isChanged ? null : said,
    choice,
    isConfirming,
    save: () => {
      if (!show(withConflict(savingFaults(filled)), true)) return;
      if (Object.keys(use.changed).length > 0) void send(null);
      else setSaid("Nothing to save: no field has changed.");
    },
    decide: () => setConfirming(show(withConflict(decidingFaults(filled, choice)), true)),
    back: () => setConfirming(false),
    confirm: () => {
      setConfirming(false);
      if (choice) void send({ choice: choice.id, reason: draft.reason.trim() });
    },
  };
}
