"use client";

import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { askedMoment } from "#browser/replay-address";
import { LiveProviders } from "./live-providers.tsx";
import { ReplayProviders } from "./replay-providers.tsx";

/** What a page is shown from: the connection to what happens now, or the past where its address says `at=`. */
export function Providers({ children }: { readonly children: ReactNode }): ReactNode {
  const moment = askedMoment(usePathname(), useSearchParams());
  if (moment === null) return <LiveProviders>{children}</LiveProviders>;
  return <ReplayProviders moment={moment}>{children}</ReplayProviders>;
}
