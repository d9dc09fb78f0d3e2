import type { ReactNode } from "react";
import { PlainPage } from "../ui/plain-page.tsx";

/** Instead of what a link opens, where many wrong ones were tried from the same address. */
export function TooManyLinks(): ReactNode {
  return (
    <PlainPage mark="Too many tries" title="Too many links were tried from here" sentence="Try again in a minute." />
  );
}
