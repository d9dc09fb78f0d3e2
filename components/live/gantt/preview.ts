import type { Days } from "#core/sprint/move";
import type { TaskNow } from "#core/sprint/sprint-now";
import type { Range } from "#core/time";

/** Where somebody holds a task's bar, not yet sent. */
export type Preview = { readonly task: string; readonly days: Days };

/** What may be done with a bar. Its functions do not change from one drawing to the next. */
export type Moving = {
  readonly mayMove: boolean;
  readonly preview: Preview | null;
  readonly onPreview: (preview: Preview | null) => void;
  readonly onConfirm: (preview: Preview) => void;
  /** Null where there is nothing to open. */
  readonly onOpen: ((task: string) => void) | null;
};

/** A bar, and what may be done with it. */
export type BarProps = Omit<Moving, "preview"> & {
  readonly task: TaskNow;
  readonly span: Range;
  readonly asOf: number;
  readonly held: Days | null;
};
