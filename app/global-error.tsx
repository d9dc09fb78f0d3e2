"use client";

import type { ReactNode } from "react";
import { PlainPage } from "#components/ui/plain-page";
import "./globals.css";

type Props = { readonly reset: () => void };

export default function GlobalError({ reset }: Props): ReactNode {
  return (
    <html lang="en" data-theme="dark">
      <body>
        <PlainPage mark="Fault" title="The page broke" sentence="Measuring goes on: only this display failed to draw.">
          <button type="button" onClick={reset}>
            Draw it again
          </button>
        </PlainPage>
      </body>
    </html>
  );
}
