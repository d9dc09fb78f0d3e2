import type { ReactNode } from "react";
import { AppShell } from "#components/shell/app-shell";

export default function RoomLayout({ children }: { readonly children: ReactNode }): ReactNode {
  return <AppShell>{children}</AppShell>;
}
