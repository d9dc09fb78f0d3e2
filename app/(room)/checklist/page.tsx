import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ChecklistPage } from "#components/checklist/checklist-page";

export const metadata: Metadata = { title: "Final checklist" };

export default function Page(): ReactNode {
  return <ChecklistPage />;
}
