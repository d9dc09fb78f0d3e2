import type { Metadata } from "next";
import type { ReactNode } from "react";
import { SchedulePage } from "#components/schedule/schedule-page";

export const metadata: Metadata = { title: "Schedule" };

export default function Page(): ReactNode {
  return <SchedulePage />;
}
