/** An input or select: thumb-sized, and 16 px so that no phone zooms in. */
export const INPUT =
  "min-h-11 w-full rounded-md border border-strong bg-ground px-3 text-base text-ink placeholder:text-faint aria-invalid:border-fail disabled:opacity-60";
export const MAIN_BUTTON =
  "inline-flex min-h-11 items-center justify-center gap-2 rounded-md border border-ink bg-ink px-5 font-semibold text-ground hover:opacity-90 disabled:opacity-60";
export const BUTTON =
  "inline-flex min-h-11 items-center justify-center gap-2 rounded-md border border-strong bg-panel px-4 font-medium hover:bg-raised disabled:opacity-60";
