import type { Metadata } from "next";
import type { ReactNode } from "react";
import { SummaryPage } from "#components/summary/summary-page";
import { TooManyLinks } from "#components/session/too-many-links";
import { PlainPage } from "#components/ui/plain-page";
import { sharedSummary } from "#edges/web/summary-page";
import type { ShareState } from "#wire/share";

export const metadata: Metadata = { title: "Summary", robots: { index: false, follow: false } };

type Props = { readonly params: Promise<{ readonly token: string }> };
type Closed = Exclude<ShareState, "open" | "busy"> | "away";

const SAID: Readonly<Record<Closed, { readonly mark: string; readonly title: string; readonly sentence: string }>> = {
  expired: { mark: "Expired", title: "This link has expired", sentence: "Ask whoever sent it for a new one." },
  revoked: { mark: "Revoked", title: "This link was revoked", sentence: "Ask whoever sent it for a new one." },
  unknown: {
    mark: "Unknown",
    title: "There is no such link",
    sentence: "Check that the address was copied whole, or ask for a new one.",
  },
  away: {
    mark: "No answer",
    title: "The summary cannot be read",
    sentence: "Holdpoint is starting or busy, or its database is away. Try again in a minute.",
  },
};

/** The summary for whoever holds the link, and nothing else. */
export default async function Page({ params }: Props): Promise<ReactNode> {
  const found = await sharedSummary((await params).token);
  if (found.state === "busy") return <TooManyLinks />;
  return found.state === "open" ? <SummaryPage {...found.shown} isShared /> : <PlainPage {...SAID[found.state]} />;
}
