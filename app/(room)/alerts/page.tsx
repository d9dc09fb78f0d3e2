import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AlertsPage } from "#components/alerts/alerts-page";

export const metadata: Metadata = { title: "Alerts" };

export default function Page(): ReactNode {
  return <AlertsPage />;
}
