import type { Outcome, Refusal, RefusalCode } from "#core/outcome";

const STATUS: Readonly<Record<RefusalCode, number>> = {
  invalid: 422,
  unreadable: 400,
  unauthenticated: 401,
  forbidden: 403,
  confirm: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  internal: 500,
  unavailable: 503,
};

/** 200 with JSON, or the refusal as problem+json. Live figures are never cached on the way. */
export function respond<T>(outcome: Outcome<T>, status = 200): Response {
  if (!outcome.ok) return problem(outcome.refusal);
  return Response.json(outcome.value, { status, headers: { "cache-control": "no-store" } });
}

/** As `respond`, of what was written out before: a large answer that anybody may ask for costs next to nothing. */
export function respondJson(text: string): Response {
  return new Response(text, { headers: { "content-type": "application/json", "cache-control": "no-store" } });
}

export const PROBLEM_TYPE = "application/problem+json";

/** RFC 9457 problem details with Holdpoint's stable `code`, and the status that they come with. */
export function problemText({ code, message: title, places }: Refusal): {
  readonly status: number;
  readonly body: string;
} {
  const status = STATUS[code];
  return { status, body: JSON.stringify({ type: "about:blank", title, status, code, ...(places && { places }) }) };
}

/** As an answer. */
export function problem(refusal: Refusal): Response {
  const { status, body } = problemText(refusal);
  const headers = new Headers({ "content-type": PROBLEM_TYPE, "cache-control": "no-store" });
  if (refusal.code === "unavailable") headers.set("retry-after", "5");
  if (refusal.retryAfterSeconds !== undefined) headers.set("retry-after", String(refusal.retryAfterSeconds));
  return new Response(body, { status, headers });
}
