import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { TargetPage } from "#components/target/target-page";

type Props = { readonly params: Promise<{ readonly id: string }> };

const TARGET_ID = /^[a-z][a-z0-9_-]{0,62}$/;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  return { title: TARGET_ID.test(id) ? id : "Not found" };
}

export default async function Page({ params }: Props): Promise<ReactNode> {
  const { id } = await params;
  if (!TARGET_ID.test(id)) notFound();
  return <TargetPage id={id} />;
}
