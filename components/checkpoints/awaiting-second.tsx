"use client";

import { PenLine } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { Account } from "#core/room/actor";
import type { CheckpointRecord } from "#core/room/checkpoint";
import { useCommand } from "#browser/use-command";
import { useAccounts } from "#browser/use-room-log";
import { CommandNote } from "#components/live/command-note";
import { GrowingText } from "./growing-text.tsx";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";

type Props = { readonly record: CheckpointRecord; readonly account: Account | null };

/** A decision that waits for another lead: signed or declined by one, with who may shown to the first. */
export function AwaitingSecond({ record, account }: Props): ReactNode {
  const first = record.decision?.by;
  const isFirst = first?.kind === "person" && first.id === account?.id;
  const maySign = account !== null && !isFirst && (account.role === "lead" || account.role === "admin");
  return (
    <section aria-labelledby="second" className="rounded-md border-2 border-warn bg-warn-wash p-4 sm:p-5">
      <h2 id="second" className="mb-2 flex items-center gap-2 text-lg font-semibold">
        <PenLine aria-hidden="true" className="icon text-warn" />A second signature is wanted
      </h2>
      {maySign ? (
        <SignOrDecline record={record} />
      ) : (
        <WhoMaySign firstId={first?.kind === "person" ? first.id : null} isFirst={isFirst} />
      )}
    </section>
  );
}

function WhoMaySign({ firstId, isFirst }: { readonly firstId: string | null; readonly isFirst: boolean }): ReactNode {
  const accounts = useAccounts().filter(({ id, role }) => id !== firstId && (role === "lead" || role === "admin"));
  const names = accounts.map(({ name }) => name).join(", ");
  return (
    <p>
      {isFirst ? "The second signature must be somebody else's. " : ""}
      {names === "" ? "Any other lead may sign." : `May sign: ${names}.`} Until then the checkpoint cannot be changed.
    </p>
  );
}

function SignOrDecline({ record }: { readonly record: CheckpointRecord }): ReactNode {
  const sign = useCommand("second-decision");
  const decline = useCommand("decline-decision");
  const [isDeclining, setDeclining] = useState(false);
  const [reason, setReason] = useState("");
  const revision = record.decision?.revision ?? 1;
  const isBusy = sign.phase !== "idle" || decline.phase !== "idle";
  const isTooShort = reason.trim().length < 3;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-soft">
        Look at the fields and the reason below. With your signature it takes effect; your password is asked for where
        it was not given lately. If you decline, the form opens again.
      </p>
      {isDeclining && (
        <GrowingText
          id="decline-reason"
          label="Why you decline"
          value={reason}
          most={1_000}
          isWanted
          onChange={setReason}
        />
      )}
      <div className="flex flex-wrap gap-2 max-sm:*:flex-1">
        {isDeclining ? (
          <>
            <button type="button" className={BUTTON} onClick={() => setDeclining(false)}>
              Back
            </button>
            <button
              type="button"
              className={MAIN_BUTTON}
              disabled={isBusy || isTooShort}
              onClick={() => void decline.run({ checkpoint: record.id, revision, reason: reason.trim() })}
            >
              Decline with this reason
            </button>
          </>
        ) : (
          <>
            <button
              type="button"
              className={MAIN_BUTTON}
              disabled={isBusy}
              onClick={() => void sign.run({ checkpoint: record.id, revision })}
            >
              Sign the decision
            </button>
            <button type="button" className={BUTTON} disabled={isBusy} onClick={() => setDeclining(true)}>
              Decline…
            </button>
          </>
        )}
      </div>
      <CommandNote phase={sign.phase} refusal={sign.refusal} />
      <CommandNote phase={decline.phase} refusal={decline.refusal} />
    </div>
  );
}
