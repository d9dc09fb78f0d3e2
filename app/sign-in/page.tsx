import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { SignInPage } from "#components/session/sign-in-page";
import { localPath, whoLooks } from "#edges/web/page-guard";
import { sharedRuntime } from "#edges/web/runtime";

export const metadata: Metadata = { title: "Sign in" };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: Props): Promise<ReactNode> {
  const next = localPath((await searchParams)["next"]);
  if ((await whoLooks())?.kind === "person") redirect(next);
  return <SignInPage next={next} seeded={sharedRuntime()?.demoAccounts ?? []} />;
}
