"use client";

import { Wrench } from "lucide-react";
import type { ReactNode } from "react";
import { useOwnFaults } from "#browser/use-own-faults";
import { WarnBanner } from "./warn-banner.tsx";

/** The worst present fault of Holdpoint itself, on every page; low ones stand at the foot of the page only. */
export function OwnFaultBanner(): ReactNode {
  const [worst, ...others] = useOwnFaults().filter(({ severity }) => severity !== "low");
  const more = others.length > 0 ? ` And ${others.length} more.` : "";
  const said = worst && {
    ...{ word: "HOLDPOINT ITSELF", icon: Wrench, href: "/alerts#own-faults" },
    ...{
      text: `${worst.sentence}${more}`,
      critical: [worst, ...others].some(({ severity }) => severity === "critical"),
    },
  };
  return <WarnBanner label="Holdpoint itself" said={said ?? null} />;
}
