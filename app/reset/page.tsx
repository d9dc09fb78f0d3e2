import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { ResetPage } from "#components/session/reset-page";
import { TooManyLinks } from "#components/session/too-many-links";
import { sharedRuntime } from "#edges/web/runtime";

export const metadata: Metadata = { title: "New password" };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

/** A reset link: whoever has it chooses a new password. */
export default async function Page({ searchParams }: Props): Promise<ReactNode> {
  const { link } = await searchParams;
  const known = typeof link === "string" ? link : "";
  const looked = await sharedRuntime()?.accounts.resets.look(known, await headers());
  if (looked?.ok === false) return <TooManyLinks />;
  return <ResetPage link={known} email={looked?.value ?? null} />;
}
