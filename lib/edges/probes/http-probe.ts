import type { Dispatcher } from "undici";
import type { ProbeConfig } from "#core/config/target-config";
import type { Problem } from "#core/config/problems";
import { basicOf, headerFaults, urlOf } from "#edges/client-faults";
import type { Guard } from "#edges/guard";
import { rawBody, textOfBody, type RawBody } from "#edges/http-body";
import { reasonOf } from "#edges/reason";
import type { Connections, HttpConnections } from "./http-connections.ts";
import { figuresIn } from "./figures.ts";
import { pemFaults } from "./pem-faults.ts";
import type { Probe, ProbeResult } from "./probe.ts";
import { down, up, withinTime } from "./within-time.ts";

type HttpConfig = Extract<ProbeConfig, { kind: "http" }>;

/** Searched for `expectBody`, and read for figures. */
const SEARCHED_BYTES = 65_536;
/** Of an encoded answer: what can hold the first 64 KiB, were they noise, and the encodings' own heads. */
const ENCODED_BYTES = 131_072;
/** A longer answer is judged by its first MiB and its connection dropped. */
const READ_BYTES = 1_048_576;

/** Why no request can be made of `config`. */
export function httpFaults(config: HttpConfig, guard: Guard): readonly Problem[] {
  const wish = { schemes: ["http", "https"], example: "https://host/path", guard, verb: "probe" } as const;
  const { url, faults } = urlOf(config.url, ["url"], wish);
  const { ca, serverName } = config.tls ?? {};
  return [
    ...faults,
    ...(url?.hostname === "" ? [{ path: ["url"], message: "names no host" }] : []),
    ...headerFaults(config.headers, ["headers"]),
    ...(config.method === "HEAD" ? bodyWishes(config) : []),
    ...(ca === undefined ? [] : pemFaults(ca, ["tls", "ca"])),
    ...(serverName !== undefined && !/^[a-z0-9_.-]{1,253}$/i.test(serverName)
      ? [{ path: ["tls", "serverName"], message: "must be the name of a host" }]
      : []),
  ];
}

function bodyWishes({ expectBody, gauges }: HttpConfig): readonly Problem[] {
  const message = "can never be there: the answer to HEAD has no body";
  return [
    ...(expectBody === undefined ? [] : [{ path: ["expectBody"], message }]),
    ...(gauges === undefined ? [] : [{ path: ["gauges"], message }]),
  ];
}

/**
 * One request per check over a pooled keep-alive connection. Latency runs from writing the request to the end of the
 * answer, as a client with an open connection sees it; opening a connection counts towards the timeout only. Redirects
 * are answers like others. Where an idle connection was closed under the request, it is sent once more (never a POST,
 * which gets a connection of its own).
 */
export function httpProbe(config: HttpConfig, connections: HttpConnections): Probe {
  const url = new URL(config.url);
  const lease = connections.lease(url.origin, config.tls);
  const request = requestOf(config, url);
  const judge = judgeOf(config);
  return {
    check: () =>
      withinTime(config.timeoutMs, (settle) => {
        const keepBody = config.expectBody !== undefined || config.gauges !== undefined;
        const attempt: Attempt = { lease, request, judge, settle, keepBody };
        return send(attempt, config.method !== "POST");
      }),
    close: () => lease.release(),
  };
}

type Answer = { readonly status: number; readonly latencyMs: number; readonly body: RawBody };
type Judge = (answer: Answer) => ProbeResult | Promise<ProbeResult>;

type Attempt = {
  readonly lease: Connections;
  readonly request: Dispatcher.DispatchOptions;
  readonly judge: Judge;
  readonly settle: (result: ProbeResult) => void;
  readonly keepBody: boolean;
};

function requestOf(config: HttpConfig, url: URL): Dispatcher.DispatchOptions {
  const headers: Record<string, string> = { "user-agent": "holdpoint-probe", accept: "*/*" };
  const basic = basicOf(url);
  if (basic !== null) headers.authorization = basic;
  for (const [name, value] of Object.entries(config.headers)) headers[name.toLowerCase()] = value;
  return {
    path: url.pathname + url.search,
    method: config.method,
    headers: Object.entries(headers).flat(),
    ...(config.body === undefined ? {} : { body: config.body }),
    ...(config.method === "POST" ? { reset: true } : {}),
  };
}

function judgeOf(config: HttpConfig): Judge {
  const { expectStatus, expectBody, gauges } = config;
  return ({ status, latencyMs, body }) => {
    const fine = expectStatus ? expectStatus.includes(status) : status >= 200 && status <= 299;
    if (!fine) return down(`status ${status}`, latencyMs);
    return expectBody === undefined && gauges === undefined ? up(latencyMs) : judgeBody(config, latencyMs, body);
  };
}

async function judgeBody({ expectBody, gauges }: HttpConfig, latencyMs: number, body: RawBody): Promise<ProbeResult> {
  const read = await textOfBody(body, SEARCHED_BYTES);
  if (!read.ok) return down(read.reason, latencyMs);
  if (expectBody !== undefined && !read.text.includes(expectBody)) {
    const garbled = read.exact || !read.whole ? "" : "; it is not in the charset that it names";
    return down(`body lacks ${JSON.stringify(shorten(expectBody))}${garbled}`, latencyMs);
  }
  const figures = gauges && figuresIn(read.text, gauges);
  return figures === null ? down("answer is no JSON of at most 64 KiB", latencyMs) : up(latencyMs, figures);
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

/** Sends the request and returns what cancels it, whether it is waiting for a connection or for the answer. */
function send(attempt: Attempt, mayRepeat: boolean): () => void {
  let abort: (() => void) | undefined;
  let cancelled = false;
  const sendOnce = (repeat: boolean): void => {
    const handler = answerHandler(attempt, {
      begun(controller) {
        abort = () => controller.abort(new Error("cancelled"));
        if (cancelled) abort();
      },
      lost: repeat ? () => !cancelled && (sendOnce(false), true) : () => false,
    });
    attempt.lease.pool.dispatch(attempt.request, handler);
  };
  sendOnce(mayRepeat);
  return () => {
    cancelled = true;
    abort?.();
  };
}

type Course = {
  begun(controller: Dispatcher.DispatchController): void;
  /** A connection opened earlier was gone before any answer; true when the request was sent again. */
  lost(): boolean;
};

function answerHandler(attempt: Attempt, course: Course): Dispatcher.DispatchHandler {
  const parts: Buffer[] = [];
  let [startedAt, status, bytes] = [0, 0, 0];
  let headers: Parameters<typeof rawBody>[1] = {};
  let [reused, finished] = [false, false];
  const finish = (): void => {
    finished = true;
    const latencyMs = performance.now() - startedAt;
    const body = rawBody(parts, headers);
    // decoding is our own time, and never the target's
    Promise.resolve(attempt.judge({ status, latencyMs, body })).then(attempt.settle, (error: unknown) =>
      attempt.settle(down(reasonOf(error), latencyMs)),
    );
  };
  return {
    onRequestStart(controller) {
      reused = !attempt.lease.justOpened();
      course.begun(controller);
      startedAt = performance.now();
    },
    onResponseStart(_controller, statusCode, itsHeaders) {
      status = statusCode;
      headers = itsHeaders;
    },
    onResponseData(controller, chunk) {
      if (attempt.keepBody && bytes < (headers["content-encoding"] ? ENCODED_BYTES : SEARCHED_BYTES + 1))
        parts.push(chunk);
      bytes += chunk.length;
      if (bytes <= READ_BYTES) return;
      finish();
      controller.abort(new Error("answer longer than is read"));
    },
    onResponseEnd: finish,
    onResponseError(_controller, error) {
      if (finished) return;
      if (reused && status === 0 && closedByPeer(error) && course.lost()) return;
      attempt.settle(down(reasonOf(error)));
    },
  };
}

function closedByPeer(error: Error): boolean {
  return "code" in error && (error.code === "UND_ERR_SOCKET" || error.code === "ECONNRESET" || error.code === "EPIPE");
}
