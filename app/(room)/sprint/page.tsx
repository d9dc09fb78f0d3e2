import type { Metadata } from "next";
import type { ReactNode } from "react";
import { SprintPage } from "#components/sprint/sprint-page";

export const metadata: Metadata = { title: "Sprint" };

export default function Page(): ReactNode {
  return <SprintPage />;
}
