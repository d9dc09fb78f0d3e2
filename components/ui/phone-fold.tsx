"use client";

import { ChevronDown } from "lucide-react";
import { useState, type ReactNode } from "react";

type Props = {
  /** What a press shows, read after "Show" or "Hide". */
  readonly what: string;
  /** Something in it is needed now: then a phone shows it too. */
  readonly isNeeded: boolean;
  readonly children: ReactNode;
};

/** A part of a page that a phone shows when it is needed or asked for; on larger screens it is always there. */
export function PhoneFold({ what, isNeeded, children }: Props): ReactNode {
  const [asked, setAsked] = useState<boolean | null>(null);
  const isOpen = asked ?? isNeeded;
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setAsked(!isOpen)}
        className="flex min-h-11 w-full items-center justify-between gap-3 text-left text-sm font-medium text-soft sm:hidden"
      >
        <span>
          {isOpen ? "Hide" : "Show"} {what}
        </span>
        <ChevronDown aria-hidden="true" className={`icon flex-none ${isOpen ? "rotate-180" : ""}`} />
      </button>
      <div className={isOpen ? "" : "max-sm:hidden"}>{children}</div>
    </>
  );
}
