"use client";

import { PenLine } from "lucide-react";
import type { ReactNode } from "react";
import type { Account } from "#core/room/actor";
import type { CheckpointRecord } from "#core/room/checkpoint";
import type { Form } from "#core/room/form/form";
import { useAsk } from "#browser/ask-context";
import { useCommand } from "#browser/use-command";
import { useDecisionFault } from "#browser/use-decision-fault";
import { useAccounts } from "#browser/use-room-log";
import { CommandNote } from "#components/live/command-note";
import { ReasonForm } from "#components/live/reason-form";
import { SecondFactorNotice } from "#components/live/second-factor-notice";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";

type Props = {
  readonly record: CheckpointRecord;
  /** Null where the plan no longer has it. */
  readonly form: Form | null;
  readonly account: Account | null;
};

/** A decision that waits for another lead: signed or declined by one, with who may shown to the first. */
export function AwaitingSecond({ record, form, account }: Props): ReactNode {
  const first = record.decision?.by;
  const isFirst = first?.kind === "person" && first.id === account?.id;
  const maySign = account !== null && !isFirst && (account.role === "lead" || account.role === "admin");
  return (
    <section aria-labelledby="second" className="rounded-md border-2 border-warn bg-warn-wash p-4 sm:p-5">
      <h2 id="second" className="mb-2 flex items-center gap-2 text-lg font-semibold">
        <PenLine aria-hidden="true" className="icon text-warn" />A second signature is wanted
      </h2>
      {maySign ? (
        <SignOrDecline record={record} form={form} />
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

function SignOrDecline({ record, form }: Pick<Props, "record" | "form">): ReactNode {
  const noFactor = useDecisionFault(form, true);
  const sign = useCommand("second-decision");
  const ask = useAsk();
  const about = { checkpoint: record.id, revision: record.decision?.revision ?? 1 };
  const decline = (): void =>
    ask({
      title: `Decline: ${record.label}`,
      form: (close) => (
        <ReasonForm
          verb="decline-decision"
          input={(reason) => ({ ...about, reason })}
          submit="Decline with this reason"
          label="Why you decline"
          onDone={close}
        />
      ),
    });
  return (
    <div className="flex flex-col gap-3">
      <p className="text-soft">
        Look at the fields and the reason below. With your signature it takes effect; your password is asked for where
        it was not given lately. If you decline, the form opens again.
      </p>
      <SecondFactorNotice fault={noFactor} />
      <div className="flex flex-wrap gap-2 max-sm:*:flex-auto">
        <button
          type="button"
          className={MAIN_BUTTON}
          disabled={sign.phase !== "idle" || noFactor !== null}
          onClick={() => void sign.run(about)}
        >
          Sign the decision
        </button>
        <button type="button" className={BUTTON} disabled={sign.phase !== "idle"} onClick={decline}>
          Decline…
        </button>
      </div>
      <CommandNote phase={sign.phase} refusal={sign.refusal} />
    </div>
  );
}
