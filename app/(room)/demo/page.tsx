import type { Metadata } from "next";
import type { ReactNode } from "react";
import { DemoPage } from "#components/demo/demo-page";

export const metadata: Metadata = { title: "Demo" };

export default function Page(): ReactNode {
  return <DemoPage />;
}
