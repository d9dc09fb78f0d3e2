import type { Metadata } from "next";
import type { ReactNode } from "react";
import { WallDisplay } from "#components/wall/wall-display";

export const metadata: Metadata = { title: "Wall" };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: Props): Promise<ReactNode> {
  return <WallDisplay asked={await searchParams} />;
}
