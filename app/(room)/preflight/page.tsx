import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PreflightPage } from "#components/preflight/preflight-page";

export const metadata: Metadata = { title: "Pre-flight" };

export default function Page(): ReactNode {
  return <PreflightPage />;
}
