"use client";

import { Wrench } from "lucide-react";
import type { ReactNode } from "react";
import { useOwnFaults } from "#browser/use-own-faults";
import { WallWarn } from "./wall-warn.tsx";

/** The worst present fault of Holdpoint itself, whatever view is shown; low ones stand in the footer only. */
export function WallOwnFault(): ReactNode {
  const [worst, ...others] = useOwnFaults().filter(({ severity }) => severity !== "low");
  const said = worst && {
    ...{
      word: "HOLDPOINT ITSELF",
      icon: Wrench,
      text: others.length > 0 ? `${worst.sentence} And ${others.length} more.` : worst.sentence,
    },
    critical: [worst, ...others].some(({ severity }) => severity === "critical"),
  };
  return <WallWarn label="Holdpoint itself" said={said ?? null} />;
}
