/** An input or select: thumb-sized, and 16 px so that no phone zooms in. */
export const INPUT =
  "min-h-11 w-full rounded-md border border-strong bg-ground px-3 text-base text-ink placeholder:text-faint aria-invalid:border-fail disabled:opacity-60";
/** Around a native radio or checkbox: the whole card is the target. Its marks take no room, so that nothing moves when it is chosen. */
export const CARD =
  "relative flex min-h-11 items-center gap-2.5 rounded-md border border-strong bg-panel px-3 py-2 hover:bg-raised has-checked:border-ink has-checked:bg-raised has-checked:shadow-[inset_0_0_0_1px_var(--ink)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent has-disabled:opacity-60";
export const RADIO = "size-5 flex-none accent-[var(--ink)]";
/** A way on that stands by itself. */
export const LINK = "inline-flex min-h-11 items-center font-medium text-accent underline underline-offset-4";
/** Pressed, and no more than a word: thumb-sized on a phone all the same. */
export const QUIET_BUTTON =
  "inline-flex min-h-11 items-center gap-2 rounded-md px-2 text-sm font-medium text-soft underline decoration-line underline-offset-4 hover:text-ink hover:decoration-ink";
export const MAIN_BUTTON =
  "inline-flex min-h-11 items-center justify-center gap-2 rounded-md border border-ink bg-ink px-5 font-semibold text-ground hover:opacity-90 disabled:opacity-60";
export const BUTTON =
  "inline-flex min-h-11 items-center justify-center gap-2 rounded-md border border-strong bg-panel px-4 font-medium hover:bg-raised disabled:opacity-60";
