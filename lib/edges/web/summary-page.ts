import { cookies, headers } from "next/headers";
import { keptLook, nextLook, readLook } from "#core/summary/look";
import type { Summary } from "#core/summary/summary";
import type { ShareState } from "#wire/share";
import { sharedRuntime } from "./runtime.ts";

const LOOK_COOKIE = "holdpoint_look";

export type ShownSummary = { readonly summary: Summary; readonly look: string };

/** The summary since this device last looked; null while starting and while the database is away. */
export async function summaryForDevice(): Promise<ShownSummary | null> {
  const engine = sharedRuntime()?.engine;
  if (!engine) return null;
  const last = readLook((await cookies()).get(LOOK_COOKIE)?.value);
  const look = nextLook(last, engine.room().seq, Date.now());
  const summary = await engine.summary(last === null ? null : look.before).catch(() => null);
  return summary && { summary, look: keptLook({ ...look, seq: summary.seq }) };
}

export type SharedSummary =
  { readonly state: "open"; readonly shown: ShownSummary } | { readonly state: Exclude<ShareState, "open"> | "away" };

/** What a share link shows: the summary while it is open, else why not. */
export async function sharedSummary(token: string): Promise<SharedSummary> {
  const runtime = sharedRuntime();
  const state = (await runtime?.accounts.shares.look(token, await headers()).catch(() => null)) ?? "away";
  if (state !== "open") return { state };
  const shown = await summaryForDevice();
  return shown ? { state, shown } : { state: "away" };
}
