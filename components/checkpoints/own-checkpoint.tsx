"use client";

import { useEffect, useRef, type ReactNode } from "react";
import { actorName, type Account } from "#core/room/actor";
import type { CheckpointRecord } from "#core/room/checkpoint";
import { formOf } from "#core/room/form/form";
import type { Checkpoints } from "#browser/use-checkpoints";
import { useFormDraft } from "#browser/use-form-draft";
import { Notice } from "#components/ui/notice";
import { ActionPanel } from "./action-panel.tsx";
import { STATE_ID } from "./checkpoint-head.tsx";
import { CheckpointForm } from "./checkpoint-form.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import { ReadCheckpoint } from "./read-checkpoint.tsx";
import { UnsentDraft } from "./unsent-draft.tsx";

type Props = {
  readonly checkpoints: Checkpoints;
  readonly record: CheckpointRecord;
  readonly account: Account;
  readonly rollout: string;
};

/** An opened checkpoint for somebody who may fill it in. The draft outlives the form: others may decide while it is there. */
export function OwnCheckpoint({ checkpoints, record, account, rollout }: Props): ReactNode {
  const use = useFormDraft({ rollout, account: account.id, record });
  useShowTurn(record.decision !== null);
  const form = formOf(checkpoints.plan, record.form);
  if (!form) return <Notice>The plan no longer has the form of this checkpoint. The log keeps what was said.</Notice>;
  if (record.decision)
    return (
      <>
        <UnsentDraft plan={checkpoints.plan} form={form} decision={record.decision} use={use} />
        <ReadCheckpoint checkpoints={checkpoints} record={record} account={account} />
      </>
    );
  const mayDecide = account.role === "lead" || account.role === "admin";
  return (
    <>
      {record.declined && (
        <p className="rounded-md border-2 border-warn bg-warn-wash p-4">
          <strong className="font-semibold">{actorName(record.declined.by)}</strong> declined to sign the decision
          before: {record.declined.reason}
        </p>
      )}
      <CheckpointForm checkpoints={checkpoints} record={record} form={form} use={use} mayDecide={mayDecide} />
      <ActionPanel checkpoints={checkpoints} record={record} mayChange />
      <HistoryPanel checkpoints={checkpoints} checkpoint={record.id} mayChange />
    </>
  );
}

/** The form is gone, or is there again: the eyes and the screen reader go to what says why. */
function useShowTurn(isDecided: boolean): void {
  const before = useRef(isDecided);
  useEffect(() => {
    if (before.current === isDecided) return;
    before.current = isDecided;
    const state = document.getElementById(STATE_ID);
    state?.focus({ preventScroll: true });
    state?.scrollIntoView({ block: "start" });
  }, [isDecided]);
}
