"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useSession } from "#browser/use-session";
import { BUTTON } from "../ui/field-looks.ts";
import { Skeleton } from "#components/ui/skeleton";
import { ChannelsPanel } from "./channels-panel.tsx";
import { DisplaysPanel } from "./displays-panel.tsx";
import { InvitationsPanel } from "./invitations-panel.tsx";
import { PasswordPanel } from "./password-panel.tsx";
import { PeoplePanel } from "./people-panel.tsx";
import { SecondFactorPanel } from "./second-factor-panel.tsx";
import { SessionsPanel } from "./sessions-panel.tsx";
import { SignOutButton } from "./sign-out-button.tsx";
import { roleWords } from "./words.ts";

/** One's own account for everybody, channels for whoever runs the rollout; people, invitations and displays for administrators. */
export function SettingsPage(): ReactNode {
  const session = useSession();
  if (session?.kind !== "person")
    return (
      <div role="status" className="flex flex-col gap-4">
        <span className="text-soft">Reading your account…</span>
        <Skeleton className="h-40" />
        <Skeleton className="h-64" />
      </div>
    );
  const { account } = session;
  return (
    <div className="mx-auto flex max-w-6xl flex-col gap-4">
      <header className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold tracking-tight">Settings</h1>
          <p className="wrap-anywhere text-soft">
            {account.name}, {account.email}, {roleWords(account)}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Link href="/rollouts" className={BUTTON}>
            Rollouts
          </Link>
          {account.role === "admin" && (
            <Link href="/settings/security" className={BUTTON}>
              Security log
            </Link>
          )}
          <SignOutButton />
        </div>
      </header>
      {account.role === "admin" && (
        <>
          <DisplaysPanel />
          <InvitationsPanel />
          <PeoplePanel me={account.id} />
        </>
      )}
      {account.role !== "executive" && <ChannelsPanel />}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <PasswordPanel email={account.email} />
          <SecondFactorPanel email={account.email} />
        </div>
        <SessionsPanel />
      </div>
    </div>
  );
}
