"use client";

import { usePathname } from "next/navigation";
import Link from "next/link";
import { useState, type ReactNode } from "react";
import { useRollout } from "#browser/use-rollout";
import { BuildNote } from "#components/live/build-note";
import { HelpDialog } from "./help-dialog.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

const PLACES = [
  { href: "/", label: "Overview" },
  { href: "/segments", label: "Segments" },
  { href: "/wall?view=overview,segments,checkpoints,sprint", label: "Wall" },
] as const;

/** Navigation, shortcuts and landmarks around every page but the wall. */
export function AppShell({ children }: { readonly children: ReactNode }): ReactNode {
  const [helpOpen, setHelpOpen] = useState(false);
  useShortcuts(() => setHelpOpen(true));
  const demo = useRollout().data?.demo === true;
  const path = usePathname();
  const places = demo ? [...PLACES, { href: "/demo", label: "Demo" }] : PLACES;
  return (
    <>
      <a
        href="#main"
        className="sr-only z-30 rounded-md bg-panel px-4 py-3 font-medium focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <div className="border-b border-line bg-panel print:hidden">
        <div className="mx-auto flex max-w-[120rem] flex-wrap items-center gap-x-2 px-4 sm:px-6">
          <Link
            href="/"
            className="mr-4 inline-flex min-h-12 items-center gap-2 font-semibold tracking-tight max-sm:hidden"
          >
            Holdpoint
          </Link>
          <nav aria-label="Main" className="flex">
            {places.map((place) => (
              <Link
                key={place.href}
                href={place.href}
                aria-current={path === place.href ? "page" : undefined}
                className="inline-flex min-h-12 items-center border-b-2 border-transparent px-3 font-medium text-soft hover:text-ink aria-[current=page]:border-ink aria-[current=page]:text-ink"
              >
                {place.label}
              </Link>
            ))}
          </nav>
          <div className="ml-auto flex items-center gap-1">
            <ThemeToggle />
            <button
              type="button"
              onClick={() => setHelpOpen(true)}
              className="grid size-11 place-items-center rounded-md font-semibold text-soft hover:bg-raised hover:text-ink max-sm:hidden"
            >
              <span aria-hidden="true">?</span>
              <span className="sr-only">Keyboard shortcuts</span>
            </button>
          </div>
        </div>
      </div>
      <BuildNote />
      <main id="main" tabIndex={-1} className="mx-auto max-w-[120rem] px-4 py-5 outline-none sm:px-6">
        {children}
      </main>
      <HelpDialog open={helpOpen} onClose={() => setHelpOpen(false)} />
    </>
  );
}
