"use client";

import { Radio } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import Link from "next/link";
import type { ReactNode } from "react";
import { hrefAt } from "#browser/replay-address";

/** Leads from a replay to the same page as it is now. */
export function LeaveReplay({ className = "" }: { readonly className?: string }): ReactNode {
  const path = usePathname();
  const query = useSearchParams().toString();
  return (
    <Link href={hrefAt(`${path}?${query}`, null)} data-live="" className={`gap-2 ${className}`}>
      <Radio aria-hidden="true" className="icon" />
      Back to live
    </Link>
  );
}
