"use client";

import type { ReactNode } from "react";
import { useNewBuild } from "#browser/use-new-build";

/** Offers to reload when the server runs a newer build: a page with a person at it never reloads by itself. */
export function BuildNote(): ReactNode {
  const changed = useNewBuild();
  if (!changed) return null;
  return (
    <p
      role="status"
      className="flex flex-wrap items-center justify-center gap-3 border-b border-line bg-raised px-4 py-1 text-sm"
    >
      Holdpoint was updated while this page was open.
      <button
        type="button"
        onClick={() => window.location.reload()}
        className="min-h-9 rounded-md border border-line bg-panel px-3 font-medium"
      >
        Reload the page
      </button>
    </p>
  );
}
