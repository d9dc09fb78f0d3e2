import type { KeyboardEvent } from "react";
import { daysOn, shifted, type Days } from "#core/sprint/move";
import type { BarProps } from "./preview.ts";

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** Moves the bar that has the focus: by a day, its last day alone with Shift; Enter confirms, Escape leaves it. */
export function useBarKeys(bar: BarProps): (event: KeyboardEvent) => void {
  const { task, held, mayMove, onPreview, onConfirm } = bar;
  return (event) => {
    const step = STEPS[event.key];
    if (!mayMove) return;
    if (step !== undefined) {
      event.preventDefault();
      const days = shifted(held ?? daysOn(task), shiftOf(bar, { step, endOnly: event.shiftKey }));
      onPreview(isSame(days, daysOn(task)) ? null : { task: task.id, days });
    }
    if (!held) return;
    if (event.key === "Escape") onPreview(null);
    if (event.key !== "Enter") return;
    event.preventDefault();
    onConfirm({ task: task.id, days: held });
  };
}

/** A task that has begun keeps its first day. */
export function shiftOf(
  { task }: Pick<BarProps, "task">,
  { step, endOnly }: { readonly step: number; readonly endOnly: boolean },
): { readonly from: number; readonly to: number } {
  return { from: endOnly || task.course.startedAt !== null ? 0 : step, to: step };
}

export function isSame(one: Days, other: Days): boolean {
  return one.from === other.from && one.to === other.to;
}
