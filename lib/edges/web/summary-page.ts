import { cookies, headers } from "next/headers";
import type { Identity } from "#core/identity";
import { keptLook, nextLook, readLook } from "#core/summary/look";
import type { Summary } from "#core/summary/summary";
import type { ShareState } from "#wire/share";
import { readerOf } from "./heavy-reads.ts";
import { sharedRuntime } from "./runtime.ts";

const LOOK_COOKIE = "holdpoint_look";

export type ShownSummary = { readonly summary: Summary; readonly look: string };

const NOBODY: Identity = { kind: "nobody" };

/** The summary since this device last looked; null while starting, while too much is read and while the database is away. */
export async function summaryForDevice(who: Identity | null): Promise<ShownSummary | null> {
  const runtime = sharedRuntime();
  if (!runtime) return null;
  const { engine, reads } = runtime;
  const last = readLook((await cookies()).get(LOOK_COOKIE)?.value);
  const look = nextLook(last, engine.room().seq, Date.now());
  const since = last === null ? null : look.before;
  const reader = readerOf(who ?? NOBODY, await headers());
  const summary = await reads(reader, () => engine.summary(since)).catch(() => null);
  return summary && { summary, look: keptLook({ ...look, seq: summary.seq }) };
}

export type SharedSummary =
  { readonly state: "open"; readonly shown: ShownSummary } | { readonly state: Exclude<ShareState, "open"> | "away" };

/** What a share link shows: the summary while it is open, else why not. */
export async function sharedSummary(token: string): Promise<SharedSummary> {
  const runtime = sharedRuntime();
  const state = (await runtime?.accounts.shares.look(token, await headers()).catch(() => null)) ?? "away";
  if (state !== "open") return { state };
  const shown = await summaryForDevice(NOBODY);
  return shown ? { state, shown } : { state: "away" };
}
