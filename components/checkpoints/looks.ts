/** Pressed, and no more than a word: thumb-sized on a phone all the same. */
export const QUIET_BUTTON =
  "inline-flex min-h-11 items-center gap-2 rounded-md px-2 text-sm font-medium text-soft underline decoration-line underline-offset-4 hover:text-ink hover:decoration-ink";
/** Sixteen pixels and more: a phone zooms into anything smaller. */
export const INPUT =
  "min-h-11 w-full rounded-md border border-strong bg-ground px-3 py-2 text-base text-ink aria-invalid:border-2 aria-invalid:border-fail";
/** Around a native radio or checkbox: the whole card is the target, and its state is a mark, an edge and a weight. */
export const CARD =
  "relative flex min-h-11 items-center gap-2.5 rounded-md border border-strong bg-panel px-3 py-2 hover:bg-raised has-checked:border-2 has-checked:border-ink has-checked:bg-raised has-checked:font-semibold has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent has-disabled:opacity-60";
export const RADIO = "size-5 flex-none accent-[var(--ink)]";
