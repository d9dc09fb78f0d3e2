import type { Metadata } from "next";
import type { ReactNode } from "react";
import { JoinPage } from "#components/session/join-page";
import { sharedRuntime } from "#edges/web/runtime";

export const metadata: Metadata = { title: "Set up" };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The first administrator, by the link that the terminal printed. */
export default async function Page({ searchParams }: Props): Promise<ReactNode> {
  const { link } = await searchParams;
  const known = typeof link === "string" ? link : "";
  const offer = (await sharedRuntime()?.accounts.invitations.look(known)) ?? null;
  return <JoinPage kind="setup" link={known} offer={offer?.email === null ? offer : null} />;
}
