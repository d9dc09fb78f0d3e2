import { CircleCheck, CircleDashed, Hourglass, OctagonX } from "lucide-react";
import type { ReactNode } from "react";
import type { TargetReading } from "#wire/frame";

const LOOK = {
  up: { icon: CircleCheck, text: "text-pass", word: "up" },
  down: { icon: OctagonX, text: "text-fail", word: "down" },
  silent: { icon: CircleDashed, text: "text-nodata", word: "silent" },
  waiting: { icon: Hourglass, text: "text-nodata", word: "waiting" },
} as const;

/** A target's state as icon, word and colour. */
export function TargetStateMark({
  state,
  className = "",
}: {
  readonly state: TargetReading["state"];
  readonly className?: string;
}): ReactNode {
  const { icon: Icon, text, word } = LOOK[state];
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-semibold ${text} ${className}`}>
      <Icon aria-hidden="true" className="icon" strokeWidth={2.25} />
      {word}
    </span>
  );
}
