import { ShieldAlert } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { BUTTON } from "../ui/field-looks.ts";

/** Why whoever looks cannot sign here yet, and where to mend it; nothing where they can. */
export function SecondFactorNotice({ fault }: { readonly fault: string | null }): ReactNode {
  if (fault === null) return null;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md border border-warn bg-warn-wash p-3">
      <p className="flex items-center gap-2 font-medium text-warn">
        <ShieldAlert aria-hidden="true" className="icon flex-none" />
        {fault}
      </p>
      <Link href="/settings" className={BUTTON}>
        Settings
      </Link>
    </div>
  );
}
