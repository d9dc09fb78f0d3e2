import { Info } from "lucide-react";
import type { ReactNode } from "react";

/** Something to know that is no fault. */
export function Notice({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <p className="flex items-start gap-2 text-sm text-soft">
      <Info aria-hidden="true" className="icon mt-0.5" />
      <span>{children}</span>
    </p>
  );
}
