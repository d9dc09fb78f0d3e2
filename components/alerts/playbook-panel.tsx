"use client";

import type { ReactNode } from "react";
import type { PlaybookRun } from "#core/room/playbook-run";
import { useAsk } from "#browser/ask-context";
import type { AlertRow } from "#browser/alert-rows";
import { earlierRows, playbookRows, type StepRow } from "#browser/playbook-rows";
import { isLeading, isStaff, type RoomNow } from "#browser/use-room-now";
import { MoveForm } from "#components/live/move-form";
import { StepForm } from "#components/live/step-form";
import { StepList } from "#components/live/step-list";
import { Panel } from "#components/ui/panel";
import { EarlierPlaybook } from "./earlier-playbook.tsx";
import { PlaybookExits } from "./playbook-exits.tsx";

type Props = { readonly row: AlertRow; readonly held: RoomNow };

/** The plan's procedure for an alert of this severity, and how far it is. */
export function PlaybookPanel({ row, held }: Props): ReactNode {
  const run = held.room.playbooks[row.id];
  return (
    <Panel id="playbook" title="What to do">
      {run ? (
        <Running row={row} held={held} run={run} />
      ) : (
        <p className="text-soft">The plan has no procedure for an alert of {row.severity} severity.</p>
      )}
    </Panel>
  );
}

function Running({ row, held, run }: Props & { readonly run: PlaybookRun }): ReactNode {
  const ask = useAsk();
  const playbook = playbookRows(held, run);
  const mayDo = isStaff(held.me) && run.left === null;
  const mayMove = isLeading(held.me) && run.left === null;
  const askDone = (step: StepRow): void =>
    ask({
      title: step.step.label,
      form: (close) => <StepForm of={{ kind: "alert", id: row.id }} row={step} onDone={close} />,
    });
  const askMove = ({ step: { trafficStep }, traffic }: StepRow): void => {
    if (trafficStep === undefined) return;
    ask({
      title: traffic ?? "Move the traffic",
      held,
      form: (close, now) => (
        <MoveForm move={{ kind: "step", step: trafficStep }} alert={row.id} held={now} onDone={close} />
      ),
    });
  };
  return (
    <>
      {playbook ? (
        <>
          <p className="mb-2 text-lg font-semibold">{playbook.label}</p>
          <StepList steps={playbook.steps} onDone={mayDo ? askDone : null} onMove={mayMove ? askMove : null} />
        </>
      ) : (
        <p className="text-soft">The plan no longer has the procedure &quot;{run.playbook}&quot;.</p>
      )}
      <PlaybookExits alert={row.id} run={run} held={held} />
      {earlierRows(held, run).map((earlier) => (
        <EarlierPlaybook key={earlier.label} earlier={earlier} />
      ))}
    </>
  );
}
