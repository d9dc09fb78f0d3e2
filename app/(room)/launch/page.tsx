import type { Metadata } from "next";
import type { ReactNode } from "react";
import { LaunchPage } from "#components/launch/launch-page";

export const metadata: Metadata = { title: "Launch" };

export default function Page(): ReactNode {
  return <LaunchPage />;
}
