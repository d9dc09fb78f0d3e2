"use client";

import { Wrench } from "lucide-react";
import type { ReactNode } from "react";
import { ageWords } from "#browser/format-time";
import { useOwnFaults } from "#browser/use-own-faults";
import { useRealNow } from "#browser/use-now";
import { Panel } from "#components/ui/panel";
import { SeverityMark } from "../live/severity-mark.tsx";

/** What is wrong with Holdpoint itself, with its age; nothing while nothing is. */
export function OwnFaultsPanel(): ReactNode {
  const faults = useOwnFaults();
  const now = useRealNow();
  if (faults.length === 0) return null;
  return (
    <Panel id="own-faults" title="Holdpoint itself">
      <ul className="flex flex-col gap-3">
        {faults.map(({ id, severity, sentence, since }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
            <SeverityMark severity={severity} />
            <p className="min-w-0 flex-1 basis-72 wrap-anywhere">
              <Wrench aria-hidden="true" className="icon mr-1.5 inline text-soft" />
              {sentence}
            </p>
            <span className="text-sm text-soft">for {ageWords(Math.max(0, now - since))}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
