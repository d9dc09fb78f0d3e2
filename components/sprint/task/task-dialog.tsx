"use client";

import { useState, type ReactNode } from "react";
import type { SprintNow, TaskNow } from "#core/sprint/sprint-now";
import { isLeading, isStaff, type RoomNow } from "#browser/use-room-now";
import { ReasonForm } from "#components/live/reason-form";
import { SelectField } from "#components/ui/select-field";
import { DeliverForm } from "./deliver-form.tsx";
import { ImpactForm } from "./impact-form.tsx";
import { MoveForm } from "./move-form.tsx";
import { OwnerForm } from "./owner-form.tsx";
import { ProgressForm } from "./progress-form.tsx";

type Props = {
  readonly task: TaskNow;
  readonly sprint: SprintNow;
  readonly held: RoomNow;
  readonly onDone: () => void;
};
type Change = "progress" | "block" | "unblock" | "deliver" | "impact" | "owner" | "note" | "move";

const WORDS: Readonly<Record<Change, string>> = {
  progress: "How far it is",
  block: "Something blocks it",
  unblock: "It goes on",
  deliver: "It is delivered",
  impact: "What it has brought",
  owner: "Who owns it",
  note: "A note",
  move: "Its days",
};

/** Whether this person has anything to say about a task. */
export function mayChange(held: RoomNow): boolean {
  return isStaff(held.me);
}

function changesOf({ task, held }: Pick<Props, "task" | "held">): readonly Change[] {
  const { course } = task;
  const work: readonly Change[] = course.delivered
    ? []
    : ["progress", course.blocked ? "unblock" : "block", "deliver", ...(isLeading(held.me) ? (["move"] as const) : [])];
  return [...work, ...(task.task.impacts.length > 0 ? (["impact"] as const) : []), "owner", "note"];
}

/** What has become of a task: the choice, and the form for it. */
export function TaskDialog({ task, sprint, held, onDone }: Props): ReactNode {
  const changes = changesOf({ task, held });
  const [wanted, setWanted] = useState<string>(changes[0] ?? "note");
  const change = changes.find((one) => one === wanted) ?? "note";
  return (
    <div className="flex flex-col gap-4">
      <SelectField
        label="What is new"
        options={changes.map((value) => ({ value, label: WORDS[value] }))}
        value={change}
        onChange={setWanted}
      />
      <ChangeForm key={change} change={change} task={task} sprint={sprint} held={held} onDone={onDone} />
    </div>
  );
}

function ChangeForm({ change, task, sprint, held, onDone }: Props & { readonly change: Change }): ReactNode {
  const about = { task, onDone };
  switch (change) {
    case "progress":
      return <ProgressForm {...about} />;
    case "deliver":
      return <DeliverForm {...about} />;
    case "impact":
      return <ImpactForm {...about} plan={held.plan} />;
    case "owner":
      return <OwnerForm {...about} />;
    case "move":
      return <MoveForm {...about} sprint={sprint} days={null} />;
    case "unblock":
      return <ReasonForm {...SAID.unblock} input={(note) => ({ task: task.id, note })} path="note" onDone={onDone} />;
    case "block":
      return <ReasonForm {...SAID.block} input={(reason) => ({ task: task.id, reason })} onDone={onDone} />;
    case "note":
      return <ReasonForm {...SAID.note} input={(note) => ({ task: task.id, note })} path="note" onDone={onDone} />;
    default:
      return change satisfies never;
  }
}

const SAID = {
  unblock: { verb: "unblock-task", submit: "It goes on", label: "What has been done about it" },
  block: {
    verb: "block-task",
    submit: "It is blocked",
    label: "What blocks it",
    hint: "The plan's ways out are then shown at its stream, for leads to choose from.",
  },
  note: { verb: "note-task", submit: "Add the note", label: "What is worth remembering" },
} as const;
