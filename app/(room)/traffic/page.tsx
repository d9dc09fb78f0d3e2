import type { Metadata } from "next";
import type { ReactNode } from "react";
import { TrafficPage } from "#components/traffic/traffic-page";

export const metadata: Metadata = { title: "Traffic" };

export default function Page(): ReactNode {
  return <TrafficPage />;
}
