import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { JoinPage } from "#components/session/join-page";
import { TooManyLinks } from "#components/session/too-many-links";
import { sharedRuntime } from "#edges/web/runtime";

export const metadata: Metadata = { title: "Join" };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

/** An invitation: whoever has the link chooses a name and a password. */
export default async function Page({ searchParams }: Props): Promise<ReactNode> {
  const { link } = await searchParams;
  const known = typeof link === "string" ? link : "";
  const looked = await sharedRuntime()?.accounts.invitations.look(known, await headers());
  if (looked?.ok === false) return <TooManyLinks />;
  const offer = looked?.value ?? null;
  return <JoinPage kind="invitation" link={known} offer={offer?.email === null ? null : offer} />;
}
