import type { IncomingMessage, ServerResponse } from "node:http";

const BODY_MOST_BYTES = 65_536;

export type BodyRead =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: 400 | 413; readonly message: string };

/** Reads a JSON body of at most 64 KiB. Rejects only when the connection breaks. */
export async function readJsonBody(request: IncomingMessage): Promise<BodyRead> {
  const parts: Buffer[] = [];
  const size = { bytes: 0 };
  for await (const part of request) {
    const bytes = part as Buffer;
    size.bytes += bytes.length;
    if (size.bytes > BODY_MOST_BYTES)
      return { ok: false, status: 413, message: `the body is longer than ${BODY_MOST_BYTES} bytes` };
    parts.push(bytes);
  }
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(parts).toString("utf8")) };
  } catch {
    return { ok: false, status: 400, message: "the body is not JSON" };
  }
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response
    .writeHead(status, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "cache-control": "no-store",
    })
    .end(body);
}

export type ProblemPlace = { readonly path: string; readonly message: string };

export type Problem = { readonly status: number; readonly detail: string; readonly places?: readonly ProblemPlace[] };

/** An answer a person can read: RFC 9457 problem+json. */
export function sendProblem(response: ServerResponse, { status, detail, places = [] }: Problem): void {
  if (response.headersSent || response.destroyed) return;
  const body = JSON.stringify({ status, title: detail, ...(places.length > 0 ? { places } : {}) });
  response
    .writeHead(status, { "content-type": "application/problem+json", "content-length": Buffer.byteLength(body) })
    .end(body);
}
