"use client";

import Link from "next/link";
import { useState, type ReactNode } from "react";
import { useAlertNotices } from "#browser/use-alert-notices";
import { AlertBanner } from "#components/live/alert-banner";
import { BuildNote } from "#components/live/build-note";
import { DelayBanner } from "#components/live/delay-banner";
import { HandoffBanner } from "#components/live/handoff-banner";
import { OutboxNote } from "#components/live/outbox-note";
import { OwnFaultBanner } from "#components/live/own-fault-banner";
import { OverrideBanner } from "#components/live/override-banner";
import { ReductionBanner } from "#components/live/reduction-banner";
import { SessionLink } from "#components/live/session-link";
import { HelpDialog } from "./help-dialog.tsx";
import { MainNav } from "./main-nav.tsx";
import { ReplayLink } from "./replay-link.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

/** Navigation, shortcuts and landmarks around every page but the wall. */
export function AppShell({ children }: { readonly children: ReactNode }): ReactNode {
  const [helpOpen, setHelpOpen] = useState(false);
  useShortcuts(() => setHelpOpen(true));
  useAlertNotices();
  return (
    <>
      <a
        href="#main"
        className="sr-only z-30 rounded-md bg-panel px-4 py-3 font-medium focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <header>
        <div className="border-b border-line bg-panel print:hidden">
          <div className="mx-auto flex max-w-[120rem] flex-wrap items-center gap-x-2 px-4 sm:px-6 lg:flex-nowrap">
            <Link href="/" className="mr-4 inline-flex min-h-12 items-center gap-2 font-semibold tracking-tight">
              Holdpoint
            </Link>
            <MainNav />
            <div className="ml-auto flex flex-none items-center gap-1">
              <SessionLink />
              <ReplayLink />
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
        <OwnFaultBanner />
        <AlertBanner />
        <ReductionBanner />
        <DelayBanner />
        <HandoffBanner />
        <OverrideBanner />
        <BuildNote />
        <OutboxNote />
      </header>
      <main id="main" tabIndex={-1} className="mx-auto max-w-[120rem] px-4 py-5 outline-none sm:px-6">
        {children}
      </main>
      <HelpDialog open={helpOpen} onClose={() => setHelpOpen(false)} />
    </>
  );
}
