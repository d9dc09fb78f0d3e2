import { useRef, type MouseEvent, type PointerEvent } from "react";
import { daysOn, shifted, type Days } from "#core/sprint/move";
import { DAY_MS } from "#core/time";
import type { BarProps } from "./preview.ts";
import { isSame, shiftOf } from "./use-bar-keys.ts";

type Drag = { readonly x: number; readonly dayPx: number; readonly endOnly: boolean; days: Days | null };
type Handlers = {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
  readonly onClickCapture: (event: MouseEvent) => void;
};

/** Drags a bar by whole days with a mouse or pen, its end alone at the handle; a finger scrolls, and has the form. */
export function useBarDrag(bar: BarProps): Handlers {
  const { task, span, mayMove, onPreview, onConfirm } = bar;
  const drag = useRef<Drag | null>(null);
  const isDragged = useRef(false);
  const end = (): Days | null => {
    const days = drag.current?.days ?? null;
    drag.current = null;
    return days;
  };
  return {
    onPointerDown: (event) => {
      isDragged.current = false;
      if (!mayMove || event.button !== 0 || event.pointerType === "touch" || task.course.delivered) return;
      const width = event.currentTarget.closest("[data-track]")?.clientWidth ?? 0;
      const endOnly = event.target instanceof HTMLElement && event.target.dataset["end"] !== undefined;
      drag.current = { x: event.clientX, dayPx: (width * DAY_MS) / (span.to - span.from), endOnly, days: null };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event) => {
      const held = drag.current;
      if (!held) return;
      const step = Math.round((event.clientX - held.x) / Math.max(1, held.dayPx));
      const planned = daysOn(task);
      const days = shifted(planned, shiftOf(bar, { step, endOnly: held.endOnly }));
      if (isSame(days, held.days ?? planned)) return;
      isDragged.current = true;
      held.days = isSame(days, planned) ? null : days;
      onPreview(held.days && { task: task.id, days: held.days });
    },
    onPointerUp: () => {
      const days = end();
      if (days) onConfirm({ task: task.id, days });
    },
    onPointerCancel: () => {
      end();
      onPreview(null);
    },
    // the click at a drag's end opens nothing
    onClickCapture: (event) => {
      if (isDragged.current) event.stopPropagation();
      isDragged.current = false;
    },
  };
}
