import type { ReactNode } from "react";
import { SiteLink } from "#components/shell/site-link";
import { PlainPage } from "#components/ui/plain-page";

export default function NotFound(): ReactNode {
  return (
    <PlainPage
      mark="404"
      title="There is no such page"
      sentence="The address may be mistyped, or the target may have left the plan."
    >
      <SiteLink path="/">Open the overview</SiteLink>
    </PlainPage>
  );
}
