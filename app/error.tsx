"use client";

import type { ReactNode } from "react";
import { SiteLink } from "#components/shell/site-link";
import { PlainPage } from "#components/ui/plain-page";

type Props = { readonly error: Error & { readonly digest?: string }; readonly reset: () => void };

export default function ErrorPage({ error, reset }: Props): ReactNode {
  const reference = error.digest === undefined ? "" : ` Reference: ${error.digest}.`;
  return (
    <PlainPage
      mark="Fault"
      title="This page broke"
      sentence={`Measuring goes on: only this view failed to draw.${reference}`}
    >
      <button type="button" onClick={reset}>
        Draw it again
      </button>
      <SiteLink path="/">Open the overview</SiteLink>
    </PlainPage>
  );
}
