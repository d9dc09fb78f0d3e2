import type { ReactNode } from "react";
import { PlainPage } from "#components/ui/plain-page";

export default function NotFound(): ReactNode {
  return (
    <PlainPage
      mark="404"
      title="There is no such page"
      sentence="The address may be mistyped, or the target may have left the plan."
    >
      <a href="/">Open the overview</a>
    </PlainPage>
  );
}
