import type { ReactNode } from "react";

/** Holds the place of what is being fetched, in its size, so that nothing jumps when it comes. */
export function Skeleton({ className = "" }: { readonly className?: string }): ReactNode {
  return <div aria-hidden="true" className={`skeleton ${className}`} />;
}
