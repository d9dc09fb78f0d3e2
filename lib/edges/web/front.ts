import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { textFault } from "#core/text";
import type { Peers } from "#edges/peer-address";
import { askedOfNode, type OwnAddress } from "#edges/own-address";
import { PROBLEM_TYPE, problemText } from "./respond.ts";
import { sharedRuntime, startingSentence } from "./runtime.ts";
import { tellWhoAsks } from "./tell-who-asks.ts";
import { withPath } from "./under-path.ts";
import { isWatched, watchAnswer, type WatchAnswer } from "./watch-answers.ts";

/** Answers one request; Next's own handler in production. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export type Pairing = {
  /** The `Set-Cookie` value for a valid token in a pairing link, or null. */
  readonly cookieFor: (token: string) => string | null;
};
export type Fronted = Pairing & {
  readonly peers: Pick<Peers, "addressOf" | "isFromProxy">;
  readonly address: OwnAddress;
};

const LONGEST_URL = 4_096;
/** Others, as TRACE, cannot even be made a request of for the pages. */
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** Next takes whatever is posted to a page for an action of its own, and writes lines about each that it does not know. */
const PAGE_METHODS = ["GET", "HEAD"];

/**
 * What stands before the pages: bounds the URL, takes the pairing link (`/any/page?token=...` becomes a cookie and a clean
 * address), and sets the security headers with a fresh nonce, which Next reads from the request's own policy header.
 */
export function front({ cookieFor, peers, address }: Fronted, pages: () => Handler | null): Handler {
  const path = address.publicUrl?.path ?? "";
  return async (request, response) => {
    const url = readUrl(request);
    if (!METHODS.includes(request.method ?? ""))
      return refuseMethod(response, METHODS, "No address takes that method.");
    if (!url) return plain(response, { status: 400 }, "That address cannot be read.");
    if (!url.pathname.startsWith("/api/") && !PAGE_METHODS.includes(request.method ?? ""))
      return refuseMethod(response, PAGE_METHODS, "Pages are only read: what changes something is below /api/v1.");
    if (!isNamed(url)) return plain(response, { status: 404 }, "Nothing has that address.");
    const fault = nameFault(request, url, { address, peers });
    if (fault !== null) return refuseName(response, url, fault);
    tellWhoAsks(request, peers);
    secure(request, response, address);
    const watched = watchAnswer(url.pathname);
    if (watched !== null) return answerAtOnce(response, watched);
    const token = url.searchParams.get("token");
    if (token !== null && request.method === "GET" && !url.pathname.startsWith("/api/"))
      return pair(response, withPath(withoutToken(url), path), cookieFor(token));
    const handler = pages();
    if (!handler || (sharedRuntime() === null && isPage(request, url))) return starting(response);
    request.url = withPath(request.url ?? "/", path);
    await handler(request, response);
  };
}

function refuseMethod(response: ServerResponse, allowed: readonly string[], sentence: string): void {
  plain(response, { status: 405, headers: { allow: allowed.join(", ") } }, sentence);
}

/** Programs on the same network know Holdpoint by other names, and no browser's cookie counts there. */
function nameFault(
  request: IncomingMessage,
  { pathname }: URL,
  { address, peers }: Omit<Fronted, "cookieFor">,
): string | null {
  if (isWatched(pathname) || pathname === "/api/v1/samples") return null;
  return address.hostFault(askedOfNode(request.headers), peers.isFromProxy(request));
}

function refuseName(response: ServerResponse, { pathname }: URL, sentence: string): void {
  if (!pathname.startsWith("/api/")) return plain(response, { status: 403 }, sentence);
  const refusal = problemText({ code: "forbidden", message: sentence });
  answerAtOnce(response, { ...refusal, type: PROBLEM_TYPE });
}

/** Addresses for programs say for themselves that Holdpoint is starting. */
function isPage({ headers }: IncomingMessage, { pathname }: URL): boolean {
  return (headers.accept ?? "").includes("text/html") && !/^\/(api|_next)(\/|$)/.test(pathname);
}

/** A wall that was opened too early comes by itself when everything is there. */
function starting(response: ServerResponse): void {
  const sentence = startingSentence() ?? "This page will be here in a few seconds.";
  const headers = { "retry-after": "2", refresh: "3" };
  plain(response, { status: 503, headers }, `Holdpoint is starting. ${sentence}`);
}

function readUrl(request: IncomingMessage): URL | null {
  const path = request.url ?? "";
  if (path.length > LONGEST_URL || !path.startsWith("/")) return null;
  const address = `http://holdpoint${path.replace(/^\/+/, "/")}`;
  return URL.canParse(address) ? new URL(address) : null;
}

/** False for an address with a piece that nothing can be called: bad percent signs, NUL, what is no text. */
function isNamed({ pathname }: URL): boolean {
  try {
    return textFault(decodeURIComponent(pathname), "draft") === null && !/\p{Cc}/u.test(decodeURIComponent(pathname));
  } catch {
    return false;
  }
}

function withoutToken(url: URL): string {
  url.searchParams.delete("token");
  return `${url.pathname}${url.search}`;
}

function pair(response: ServerResponse, location: string, cookie: string | null): void {
  if (cookie) response.setHeader("set-cookie", cookie);
  response.writeHead(303, { location, "cache-control": "no-store" }).end();
}

type Plain = { readonly status: number; readonly headers?: Readonly<Record<string, string>> };

function plain(response: ServerResponse, { status, headers }: Plain, sentence: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", ...headers });
  response.end(`${sentence}\n`);
}

function answerAtOnce(response: ServerResponse, { status, type, body }: WatchAnswer): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
  response.end(body);
}

function secure(request: IncomingMessage, response: ServerResponse, address: OwnAddress): void {
  const nonce = randomBytes(16).toString("base64");
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    // charts and progress bars set their sizes as style attributes
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${address.socketOrigins(askedOfNode(request.headers))}`,
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join("; ");
  request.headers["content-security-policy"] = policy;
  response.setHeader("content-security-policy", policy);
  if (address.publicUrl?.isHttps) response.setHeader("strict-transport-security", "max-age=31536000");
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("referrer-policy", "same-origin");
  response.setHeader("permissions-policy", "camera=(), microphone=(), geolocation=()");
}
