import type { Metadata } from "next";
import type { ReactNode } from "react";
import { RolloutsPage } from "#components/rollouts/rollouts-page";

export const metadata: Metadata = { title: "Rollouts" };

export default function Page(): ReactNode {
  return <RolloutsPage />;
}
