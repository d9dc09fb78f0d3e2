import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { CheckpointPage } from "#components/checkpoints/checkpoint-page";
import { scheduleOf } from "#core/plan/schedule";
import { sharedRuntime } from "#edges/web/runtime";

type Props = {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<{ readonly rollout?: string | string[] }>;
};

const CHECKPOINT_ID = /^[a-z][a-z0-9_-]{0,127}$/;

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const { id } = await params;
  return { title: labelOf(id) ?? "Not found" };
}

export default async function Page({ params, searchParams }: Props): Promise<ReactNode> {
  const { id } = await params;
  // a replay of another rollout finds out for itself
  if ((await searchParams).rollout === undefined && labelOf(id) === null) notFound();
  return <CheckpointPage id={id} />;
}

/** The checkpoint's label; null for one that the plan does not schedule. While the program starts, any id may be one. */
function labelOf(id: string): string | null {
  if (!CHECKPOINT_ID.test(id)) return null;
  const engine = sharedRuntime()?.engine;
  if (!engine) return id;
  return scheduleOf(engine.plan()).checkpoints.find((one) => one.id === id)?.label ?? null;
}
