import type { ReactNode } from "react";
import { encode } from "uqr";

type Props = { readonly text: string; readonly label: string };

const QUIET_ZONE = 4;

/** Black on white in either theme: a camera reads nothing else as surely. */
export function QrCode({ text, label }: Props): ReactNode {
  const { data, size } = encode(text, { border: QUIET_ZONE });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-56 flex-none rounded-md bg-white"
    >
      <path d={dark.join("")} fill="#000" />
    </svg>
  );
}
