import type { Metadata } from "next";
import type { ReactNode } from "react";
import { CriteriaPage } from "#components/criteria/criteria-page";

export const metadata: Metadata = { title: "Success criteria" };

export default function Page(): ReactNode {
  return <CriteriaPage />;
}
