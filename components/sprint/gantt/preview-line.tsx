import type { ReactNode } from "react";
import { moveTo } from "#core/sprint/move";
import type { SprintNow } from "#core/sprint/sprint-now";
import type { Preview } from "../../live/gantt/preview.ts";

type Props = { readonly sprint: SprintNow; readonly preview: Preview | null; readonly mayMove: boolean };

/** What a move that is not sent yet would do, read out while a bar is held; how to move one, while none is. */
export function PreviewLine({ sprint, preview, mayMove }: Props): ReactNode {
  const task = sprint.tasks.find(({ id }) => id === preview?.task);
  const outcome = preview && task ? moveTo(sprint, task, preview.days) : null;
  const isLate = outcome?.ok === true && sprint.endsAt !== null && outcome.value.to > sprint.endsAt;
  if (!mayMove) return null;
  return (
    <p role="status" className="mt-2 min-h-12 text-sm print:hidden">
      {!preview || !task ? (
        <span id="gantt-help" className="text-soft">
          Drag a bar, or its end, to move it. With the keyboard: ← and → by a day, with Shift only the last day, Enter
          to confirm, Escape to leave it.
        </span>
      ) : (
        <>
          <strong>{task.label}</strong>: {preview.days.from} to {preview.days.to}.{" "}
          {outcome?.ok === false ? (
            <span className="font-medium text-fail">
              {outcome.refusal.places
                ? `The dates cannot be: ${placesWords(outcome.refusal.places)}.`
                : outcome.refusal.message}
            </span>
          ) : (
            `It can be moved there${isLate ? ", past the sprint's end" : ""}: Enter asks why, Escape leaves it.`
          )}
        </>
      )}
    </p>
  );
}

const ENDS: Readonly<Record<string, string>> = { from: "the first day", to: "the last day" };

function placesWords(places: readonly { readonly path: string; readonly message: string }[]): string {
  return places.map(({ path, message }) => `${ENDS[path] ?? path} ${message}`).join("; ");
}
