import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ReportsPage } from "#components/reports/reports-page";

export const metadata: Metadata = { title: "Reports" };

export default function Page(): ReactNode {
  return <ReportsPage />;
}
