import type { ReactNode } from "react";
import type { Account } from "#core/room/actor";
import { isClosed, type CheckpointRecord } from "#core/room/checkpoint";
import { formOf } from "#core/room/form/form";
import type { Checkpoints } from "#browser/use-checkpoints";
import { Notice } from "#components/ui/notice";
import { Panel } from "#components/ui/panel";
import { ActionPanel } from "./action-panel.tsx";
import { AwaitingSecond } from "./awaiting-second.tsx";
import { DecisionSummary } from "./decision-summary.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import { SaidFields } from "./said-fields.tsx";

type Props = {
  readonly checkpoints: Checkpoints;
  readonly record: CheckpointRecord;
  /** Null for somebody who only looks. */
  readonly account: Account | null;
};

/** A checkpoint to be read: decided, waiting for a signature, or looked at by somebody who does not fill it in. */
export function ReadCheckpoint({ checkpoints, record, account }: Props): ReactNode {
  const { plan, t0 } = checkpoints;
  const form = formOf(plan, record.form);
  return (
    <>
      {!record.decision && (
        <Notice>
          Nothing is decided yet: a lead fills this in and decides. Below is what was measured when it opened
          {record.entry ? ", and what was entered since" : ""}.
        </Notice>
      )}
      {record.decision && !isClosed(record) && <AwaitingSecond record={record} form={form} account={account} />}
      {record.decision && (
        <Panel id="decided" title="Decision">
          <DecisionSummary plan={plan} record={record} t0={t0} />
        </Panel>
      )}
      {form && <SaidFields plan={plan} form={form} record={record} t0={t0} />}
      <ActionPanel checkpoints={checkpoints} record={record} mayChange={account !== null} />
      <HistoryPanel checkpoints={checkpoints} checkpoint={record.id} mayChange={account !== null} />
    </>
  );
}
