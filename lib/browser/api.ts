import { z } from "zod";
import { accept, refuse, type Outcome, type RefusalCode } from "#core/outcome";
import { historySchema, seriesSchema, type History, type Series } from "#wire/history";
import { rolloutSchema, type RolloutView } from "#wire/rollout";
import { sitePath } from "./site.ts";

const ANSWER_WITHIN_MS = 15_000;

const codes = [
  "not_found",
  "conflict",
  "invalid",
  "forbidden",
  "confirm",
  "unauthenticated",
  "too_large",
  "too_many",
  "unavailable",
  "internal",
] as const satisfies readonly RefusalCode[];
const problemSchema = z.object({
  title: z.string().optional(),
  detail: z.string().optional(),
  code: z.enum(codes).optional(),
  places: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

type Asked<T> = {
  readonly schema: z.ZodType<T>;
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
};

/** One request, its answer parsed. Never throws: a server that is away, and an answer that is not ours, are refusals too. */
export async function ask<T>(path: string, asked: Asked<T>): Promise<Outcome<T>> {
  const timeout = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const signal = asked.signal === undefined ? timeout : AbortSignal.any([timeout, asked.signal]);
  const headers: Record<string, string> = { accept: "application/json", ...asked.headers };
  if (asked.body !== undefined) headers["content-type"] = "application/json";
  try {
    const answer = await fetch(sitePath(path), {
      method: asked.method ?? "GET",
      headers,
      signal,
      credentials: "same-origin",
      ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
    });
    const content: unknown = await answer.json().catch(() => null);
    if (!answer.ok) return refusalFrom(answer.status, content);
    const parsed = asked.schema.safeParse(content);
    return parsed.success
      ? accept(parsed.data)
      : refuse("internal", "Holdpoint's answer is not in the form that this page knows. Reload the page.");
  } catch {
    return refuse("unavailable", "Holdpoint does not answer.");
  }
}

function refusalFrom(status: number, content: unknown): Outcome<never> {
  const problem = problemSchema.safeParse(content);
  const code = (problem.success ? problem.data.code : undefined) ?? codeForStatus(status);
  const words = problem.success ? (problem.data.detail ?? problem.data.title) : undefined;
  const places = problem.success ? problem.data.places : undefined;
  return refuse(code, words ?? `Holdpoint answered with status ${status}.`, places);
}

function codeForStatus(status: number): RefusalCode {
  if (status === 401) return "unauthenticated";
  if (status === 403) return "forbidden";
  if (status === 404) return "not_found";
  if (status === 409) return "conflict";
  if (status === 429) return "too_many";
  if (status >= 500) return status === 500 ? "internal" : "unavailable";
  return "invalid";
}

export function fetchRollout(signal?: AbortSignal): Promise<Outcome<RolloutView>> {
  return ask("/api/v1/rollout", { schema: rolloutSchema, signal });
}

export type SeriesAsked = {
  readonly metrics: readonly string[];
  readonly segment?: string;
  readonly from: number;
  readonly to: number;
  readonly buckets: number;
};

export function fetchSeries(asked: SeriesAsked, signal?: AbortSignal): Promise<Outcome<Series>> {
  const query = new URLSearchParams(asked.metrics.map((metric) => ["metric", metric]));
  if (asked.segment !== undefined) query.set("segment", asked.segment);
  return ask(`/api/v1/series?${withRange(query, asked)}`, { schema: seriesSchema, signal });
}

export type HistoryAsked = {
  readonly target: string;
  readonly from: number;
  readonly to: number;
  readonly buckets: number;
};

export function fetchHistory(asked: HistoryAsked, signal?: AbortSignal): Promise<Outcome<History>> {
  const query = withRange(new URLSearchParams(), asked);
  return ask(`/api/v1/targets/${encodeURIComponent(asked.target)}/history?${query}`, { schema: historySchema, signal });
}

function withRange(
  query: URLSearchParams,
  range: { readonly from: number; readonly to: number; readonly buckets: number },
): string {
  query.set("from", String(range.from));
  query.set("to", String(range.to));
  query.set("buckets", String(range.buckets));
  return query.toString();
}
