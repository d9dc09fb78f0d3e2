import { OctagonX } from "lucide-react";
import type { ReactNode } from "react";

/** Why a form was not taken. It is there before it says anything, so that it is read out when it does, and takes no room. */
export function FormAlert({ children }: { readonly children: string | null }): ReactNode {
  return (
    <div role="alert" className="empty:absolute">
      {children !== null && (
        <p className="flex items-start gap-2 rounded-md border border-fail bg-fail-wash px-3 py-2 font-medium text-fail">
          <OctagonX aria-hidden="true" className="icon mt-[0.2em] self-start" />
          <span className="min-w-0 wrap-anywhere">{children}</span>
        </p>
      )}
    </div>
  );
}
