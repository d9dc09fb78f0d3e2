"use client";

import { useState, type ReactNode } from "react";
import type { PlaybookRun } from "#core/room/playbook-run";
import type { AlertRow } from "#browser/alert-rows";
import { earlierRows, playbookRows } from "#browser/playbook-rows";
import { isLeading, isStaff, type RoomNow } from "#browser/use-room-now";
import { MoveForm } from "#components/live/move-form";
import { StepForm } from "#components/live/step-form";
import { StepList } from "#components/live/step-list";
import { Dialog } from "#components/ui/dialog";
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
  const [asked, setAsked] = useState<string | null>(null);
  const [moved, setMoved] = useState<string | null>(null);
  const close = (): void => (setAsked(null), setMoved(null));
  const playbook = playbookRows(held, run);
  const mayDo = isStaff(held.me) && run.left === null;
  const mayMove = isLeading(held.me) && run.left === null;
  const moving = playbook?.steps.find((one) => one.step.id === moved && one.state !== "done") ?? null;
  const step = playbook?.steps.find((one) => one.step.id === asked && one.state !== "done") ?? null;
  return (
    <>
      {playbook ? (
        <>
          <p className="mb-2 text-lg font-semibold">{playbook.label}</p>
          <StepList steps={playbook.steps} onDone={mayDo ? setAsked : null} onMove={mayMove ? setMoved : null} />
        </>
      ) : (
        <p className="text-soft">The plan no longer has the procedure &quot;{run.playbook}&quot;.</p>
      )}
      <PlaybookExits alert={row.id} run={run} held={held} />
      {earlierRows(held, run).map((earlier) => (
        <EarlierPlaybook key={earlier.label} earlier={earlier} />
      ))}
      <Dialog title={step?.step.label ?? "Step"} open={step !== null} onClose={close}>
        {step && <StepForm key={step.step.id} of={{ kind: "alert", id: row.id }} row={step} onDone={close} />}
      </Dialog>
      <Dialog title={moving?.traffic ?? "Move the traffic"} open={moving !== null} onClose={close}>
        {moving?.step.trafficStep !== undefined && (
          <MoveForm move={{ kind: "step", step: moving.step.trafficStep }} alert={row.id} held={held} onDone={close} />
        )}
      </Dialog>
    </>
  );
}
