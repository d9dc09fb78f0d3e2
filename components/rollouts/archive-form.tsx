import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState, type FormEvent, type ReactNode } from "react";
import type { ArchiveBody, RolloutLine } from "#wire/rollouts";
import { isTooShort, reasonFault } from "#browser/field-fault";
import { changeArchive, ROLLOUTS_KEY } from "#browser/rollouts";
import { formFault, useSend } from "#browser/use-send";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";
import { RefusalAlert } from "#components/live/refusal-alert";
import { TextArea } from "#components/ui/text-area";

type Props = { readonly rollout: RolloutLine; readonly onDone: () => void };

/** Puts a rollout away, or takes it out again, and asks why: both are logged. */
export function ArchiveForm({ rollout, onDone }: Props): ReactNode {
  const { id, archived } = rollout;
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const change = useCallback(
    (body: ArchiveBody) => changeArchive(id, archived ? "reopen" : "archive", body),
    [id, archived],
  );
  const { busy, refusal, run } = useSend(change);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (isTooShort(reason)) return;
    const answer = await run({ reason: reason.trim() });
    if (!answer.ok) return;
    await queries.invalidateQueries({ queryKey: [ROLLOUTS_KEY] });
    onDone();
  };
  return (
    <form method="post" noValidate onSubmit={(event) => void send(event)} className="flex flex-col gap-4">
      <p>
        {archived
          ? "It is open again, and goes on where it ended."
          : "Nothing in it changes any more until it is reopened, and the next start of the program opens a new rollout of its plan. It can always be looked back at."}
      </p>
      <TextArea
        label="Why"
        value={reason}
        onChange={setReason}
        isNeeded
        autoFocus
        fault={reasonFault(reason, { tried, refusal, path: "reason" })}
      />
      <RefusalAlert refusal={refusal} says={formFault(refusal)} />
      <div className="flex flex-wrap justify-end gap-2 max-sm:*:flex-auto">
        <button type="button" onClick={onDone} className={BUTTON}>
          Back
        </button>
        <button type="submit" disabled={busy} className={MAIN_BUTTON}>
          {archived ? "Reopen" : "Archive"}
        </button>
      </div>
    </form>
  );
}
