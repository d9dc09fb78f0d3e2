import type { ReactNode } from "react";
import { Providers } from "#components/live/providers";
import { ConfirmProvider } from "#components/session/confirm-provider";
import { AskProvider } from "#components/shell/ask-provider";
import { AppShell } from "#components/shell/app-shell";
import { guardPage } from "#edges/web/page-guard";

export default async function RoomLayout({ children }: { readonly children: ReactNode }): Promise<ReactNode> {
  await guardPage("PAGE /");
  return (
    <Providers>
      <ConfirmProvider>
        <AskProvider>
          <AppShell>{children}</AppShell>
        </AskProvider>
      </ConfirmProvider>
    </Providers>
  );
}
