import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { PairPage } from "#components/session/pair-page";
import { localPath, whoLooks } from "#edges/web/page-guard";

export const metadata: Metadata = { title: "Pair this display" };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What a screen shows until an administrator lets it in. */
export default async function Page({ searchParams }: Props): Promise<ReactNode> {
  const asked = localPath((await searchParams)["next"]);
  const next = asked === "/" ? "/wall" : asked;
  if ((await whoLooks())?.kind === "display") redirect(next);
  return <PairPage next={next} />;
}
