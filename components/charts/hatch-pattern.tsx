import type { ReactNode } from "react";

/** Thin diagonal lines: the sign for "nothing was measured here", legible without colour. */
export function HatchPattern({ id }: { readonly id: string }): ReactNode {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line x1="0" y1="0" x2="0" y2="6" stroke="var(--strong)" strokeWidth="1.5" opacity="0.7" />
    </pattern>
  );
}
