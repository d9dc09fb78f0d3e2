import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { sharedRuntime } from "#edges/web/runtime";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Holdpoint", template: "%s · Holdpoint" },
  description: "War room for a staged production rollout.",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: dark)", color: "#090c10" },
    { media: "(prefers-color-scheme: light)", color: "#f3f5f7" },
  ],
};

/** Reading the cookie makes every page dynamic: the theme is in the first byte, and each answer has its own nonce. */
export default async function RootLayout({ children }: { readonly children: ReactNode }): Promise<ReactNode> {
  const chosen = (await cookies()).get("holdpoint_theme")?.value;
  const theme = chosen === "dark" || chosen === "light" ? chosen : undefined;
  const site = sharedRuntime()?.address.publicUrl?.url;
  return (
    <html lang="en" data-theme={theme} data-site={site} suppressHydrationWarning>
      <body>{children}</body>
    </html>
  );
}
