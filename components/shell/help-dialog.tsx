import { Fragment, type ReactNode } from "react";
import { Dialog } from "#components/ui/dialog";

const KEYS = [
  { keys: ["g", "o"], does: "Go to the overview" },
  { keys: ["g", "p"], does: "Go to pre-flight and the poll" },
  { keys: ["g", "t"], does: "Go to the launch: T0 and its sequence" },
  { keys: ["g", "c"], does: "Go to the checkpoints" },
  { keys: ["g", "f"], does: "Go to the traffic: where it flows" },
  { keys: ["g", "a"], does: "Go to the alerts" },
  { keys: ["g", "h"], does: "Go to the schedule and its shifts" },
  { keys: ["g", "u"], does: "Go to the success criteria" },
  { keys: ["g", "x"], does: "Go to the final checklist" },
  { keys: ["g", "n"], does: "Go to the sprint" },
  { keys: ["g", "m"], does: "Go to the summary for executives" },
  { keys: ["g", "r"], does: "Go to the reports and briefs" },
  { keys: ["g", "l"], does: "Go to the log" },
  { keys: ["g", "v"], does: "Go to all rollouts" },
  { keys: ["g", "w"], does: "Go to the wall" },
  { keys: ["g", "s"], does: "Go to the segments" },
  { keys: ["g", "d"], does: "Go to the demo's switches, in a demo" },
  { keys: ["k"], does: "Kiosk: the wall, and back" },
  { keys: ["{", "}"], does: "In a replay: to the gate, alert or decision before, to the next" },
  { keys: ["[", "]"], does: "In a replay: to the event before, to the next" },
  { keys: ["space"], does: "In a replay: play and pause" },
  { keys: ["?"], does: "This help" },
] as const;

/** The keys, none of which changes anything. */
export function HelpDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  return (
    <Dialog title="Keyboard shortcuts" open={open} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-3">
        {KEYS.map((row) => (
          <Fragment key={row.does}>
            <dt className="flex gap-1">
              {row.keys.map((key) => (
                <kbd
                  key={key}
                  className="min-w-8 rounded border border-line bg-raised px-2 py-0.5 text-center font-sans font-semibold"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{row.does}</dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  );
}
