import type { Metadata } from "next";
import type { ReactNode } from "react";
import { SummaryPage } from "#components/summary/summary-page";
import { SiteLink } from "#components/shell/site-link";
import { PlainPage } from "#components/ui/plain-page";
import { guardPage } from "#edges/web/page-guard";
import { summaryForDevice } from "#edges/web/summary-page";

export const metadata: Metadata = { title: "Summary" };

export default async function Page(): Promise<ReactNode> {
  const who = await guardPage("PAGE /summary");
  const found = await summaryForDevice(who);
  if (found) return <SummaryPage {...found} isShared={false} />;
  return (
    <PlainPage
      mark="No answer"
      title="The summary cannot be read"
      sentence="Holdpoint is starting or busy, or its database is away. Try again in a minute."
    >
      <SiteLink path="/summary">Try again</SiteLink>
    </PlainPage>
  );
}
