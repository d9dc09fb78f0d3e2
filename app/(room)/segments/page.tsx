import type { Metadata } from "next";
import type { ReactNode } from "react";
import { SegmentsPage } from "#components/segments/segments-page";

export const metadata: Metadata = { title: "Segments" };

export default function Page(): ReactNode {
  return <SegmentsPage />;
}
