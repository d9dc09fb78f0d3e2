import type { ReactNode } from "react";
import type { Frame } from "#wire/frame";
import { useReplay } from "#browser/replay-context";
import { StateStrip, type StripCell } from "#components/charts/state-strip";

const SLOTS = 60;

/** The last ticks of one target, as the page saw them: nothing in a replay, which sees one at a time. */
export function TargetStrip({
  frames,
  target,
  name,
}: {
  readonly frames: readonly Frame[];
  readonly target: string;
  readonly name: string;
}): ReactNode {
  const isReplay = useReplay() !== null;
  if (isReplay) return null;
  const cells = frames.slice(-SLOTS).map((frame): StripCell => {
    const reading = frame.body.view === "overview" ? frame.body.targets.find((one) => one.id === target) : undefined;
    return { key: frame.seq, state: reading?.state === "up" ? "up" : reading?.state === "down" ? "down" : "gap" };
  });
  return <StateStrip label={`Last ${SLOTS} ticks of ${name}`} cells={cells} slots={SLOTS} />;
}
