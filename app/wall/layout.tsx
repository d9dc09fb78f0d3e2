import type { ReactNode } from "react";
import { Providers } from "#components/live/providers";
import { guardPage } from "#edges/web/page-guard";

/** A wall that nobody let in yet shows its code until somebody does. */
export default async function WallLayout({ children }: { readonly children: ReactNode }): Promise<ReactNode> {
  await guardPage("PAGE /wall", "/pair");
  return <Providers>{children}</Providers>;
}
