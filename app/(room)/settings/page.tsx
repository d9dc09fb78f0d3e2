import type { Metadata } from "next";
import type { ReactNode } from "react";
import { SettingsPage } from "#components/settings/settings-page";
import { guardPage } from "#edges/web/page-guard";

export const metadata: Metadata = { title: "Settings" };

export default async function Page(): Promise<ReactNode> {
  await guardPage("PAGE /settings");
  return <SettingsPage />;
}
