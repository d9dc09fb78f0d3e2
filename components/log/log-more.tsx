import type { ReactNode } from "react";
import { BUTTON } from "../ui/field-looks.ts";

type Props = { readonly isLoading: boolean; readonly onMore: () => void; readonly onAll: () => void };

/** The way back in time. */
export function LogMore({ isLoading, onMore, onAll }: Props): ReactNode {
  return (
    <div className="mt-3 flex flex-wrap gap-2 max-sm:*:flex-1">
      <button type="button" disabled={isLoading} onClick={onMore} className={BUTTON}>
        {isLoading ? "Reading…" : "Older events"}
      </button>
      <button type="button" disabled={isLoading} onClick={onAll} className={BUTTON}>
        All events
      </button>
    </div>
  );
}
