import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { AlertPage } from "#components/alerts/alert-page";
import { sharedRuntime } from "#edges/web/runtime";

type Props = {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<{ readonly rollout?: string | string[] }>;
};

/** A rule's id, a subject's, and a number. */
const ALERT_ID = /^[a-z][a-z0-9_.-]{0,255}$/;

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const { id } = await params;
  return { title: labelOf(id) ?? "Not found" };
}

export default async function Page({ params, searchParams }: Props): Promise<ReactNode> {
  const { id } = await params;
  // a replay of another rollout finds out for itself
  if ((await searchParams).rollout === undefined && labelOf(id) === null) notFound();
  return <AlertPage key={id} id={id} />;
}

/** The alert's label; null for one that never fired. While the program starts, any id may be one. */
function labelOf(id: string): string | null {
  if (!ALERT_ID.test(id)) return null;
  const engine = sharedRuntime()?.engine;
  if (!engine) return id;
  const { alerts } = engine.room();
  return Object.hasOwn(alerts, id) ? (alerts[id]?.label ?? null) : null;
}
