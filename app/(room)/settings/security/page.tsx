import type { Metadata } from "next";
import type { ReactNode } from "react";
import { SecurityPage } from "#components/settings/security-page";
import { guardPage } from "#edges/web/page-guard";

export const metadata: Metadata = { title: "Security log" };

export default async function Page(): Promise<ReactNode> {
  await guardPage("PAGE /settings/security", "/settings");
  return <SecurityPage />;
}
