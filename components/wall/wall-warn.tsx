import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type Said = {
  readonly word: string;
  readonly icon: LucideIcon;
  readonly text: string;
  readonly aside?: ReactNode;
  /** Red instead of amber, and on a second line rather than cut. */
  readonly critical?: boolean;
};

/** Something that waits for somebody, whatever view is shown; nothing while `said` is null. */
export function WallWarn({ label, said }: { readonly label: string; readonly said: Said | null }): ReactNode {
  const look = said?.critical ? "border-fail bg-fail-wash" : "border-warn bg-warn-wash";
  return (
    <section
      aria-label={said ? label : undefined}
      className={said ? `flex items-center border-l-8 px-4 py-1 text-xl leading-tight ${look}` : "sr-only"}
    >
      <p role="status" className="flex min-w-0 items-baseline gap-4">
        {said && (
          <>
            <strong
              className={`inline-flex flex-none items-baseline gap-2 ${said.critical ? "text-fail" : "text-warn"}`}
            >
              <said.icon aria-hidden="true" className="icon" />
              {said.word}
            </strong>
            <span className={said.critical ? "line-clamp-2 min-w-0" : "min-w-0 truncate"}>{said.text}</span>
            {said.aside}
          </>
        )}
      </p>
    </section>
  );
}
