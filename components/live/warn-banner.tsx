import type { LucideIcon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type Said = {
  /** In capitals: what this is. */
  readonly word: string;
  readonly icon: LucideIcon;
  readonly href: string;
  readonly text: string;
  /** A clock, where one runs. */
  readonly aside?: ReactNode;
  /** Red instead of amber. */
  readonly critical?: boolean;
};

/** Something that waits for somebody, on every page, with the way to it; nothing while `said` is null. */
export function WarnBanner({ label, said }: { readonly label: string; readonly said: Said | null }): ReactNode {
  const look = said?.critical ? "border-fail bg-fail-wash" : "border-warn bg-warn-wash";
  return (
    <section
      aria-label={said ? label : undefined}
      className={said ? `border-b-2 px-4 py-1 sm:px-6 print:hidden ${look}` : "sr-only"}
    >
      {/* there before it says anything, so that it is read out when it does */}
      <p role="status" className="mx-auto flex max-w-[117rem] flex-wrap items-baseline gap-x-3">
        {said && (
          <>
            <strong className={`inline-flex items-baseline gap-1.5 ${said.critical ? "text-fail" : "text-warn"}`}>
              <said.icon aria-hidden="true" className="icon" />
              {said.word}
            </strong>
            <Link
              href={said.href}
              className="inline-flex min-h-11 min-w-0 items-center wrap-anywhere underline underline-offset-4 sm:min-h-9"
            >
              {said.text}
            </Link>
            {said.aside}
          </>
        )}
      </p>
    </section>
  );
}
