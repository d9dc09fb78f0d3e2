import type { Metadata } from "next";
import type { ReactNode } from "react";
import { CheckpointsPage } from "#components/checkpoints/checkpoints-page";

export const metadata: Metadata = { title: "Checkpoints" };

export default function Page(): ReactNode {
  return <CheckpointsPage />;
}
