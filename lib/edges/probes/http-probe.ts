import type { Dispatcher } from "undici";
import type { ProbeConfig } from "#core/config/target-config";
import type { Connections, HttpConnections } from "./http-connections.ts";
import { figuresIn } from "./figures.ts";
import type { Probe, ProbeResult } from "./probe.ts";
import { reasonOf } from "#edges/reason";
import { down, up, withinTime } from "./within-time.ts";

type HttpConfig = Extract<ProbeConfig, { kind: "http" }>;

/** Searched for `expectBody`, and read for figures. */
const SEARCHED_BYTES = 65_536;
/** A longer answer is judged by its first MiB and its connection dropped. */
const READ_BYTES = 1_048_576;

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

type Judge = (status: number, latencyMs: number, body: readonly Buffer[]) => ProbeResult;

type Attempt = {
  readonly lease: Connections;
  readonly request: Dispatcher.DispatchOptions;
  readonly judge: Judge;
  readonly settle: (result: ProbeResult) => void;
  readonly keepBody: boolean;
};

function requestOf(config: HttpConfig, url: URL): Dispatcher.DispatchOptions {
  const headers: Record<string, string> = { "user-agent": "holdpoint-probe", accept: "*/*" };
  if (url.username || url.password) {
    const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    headers.authorization = `Basic ${Buffer.from(pair).toString("base64")}`;
  }
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
  return (status, latencyMs, body) => {
    const fine = expectStatus ? expectStatus.includes(status) : status >= 200 && status <= 299;
    if (!fine) return down(`status ${status}`, latencyMs);
    if (expectBody !== undefined && !textOf(body).includes(expectBody))
      return down(`body lacks ${JSON.stringify(shorten(expectBody))}`, latencyMs);
    const figures = gauges && figuresIn(textOf(body), gauges);
    return figures === null ? down("answer is no JSON of at most 64 KiB", latencyMs) : up(latencyMs, figures);
  };
}

function textOf(body: readonly Buffer[]): string {
  return Buffer.concat(body).subarray(0, SEARCHED_BYTES).toString("utf8");
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
  const body: Buffer[] = [];
  let [startedAt, status, bytes] = [0, 0, 0];
  let reused = false;
  const finish = (): void => attempt.settle(attempt.judge(status, performance.now() - startedAt, body));
  return {
    onRequestStart(controller) {
      reused = !attempt.lease.justOpened();
      course.begun(controller);
      startedAt = performance.now();
    },
    onResponseStart(_controller, statusCode) {
      status = statusCode;
    },
    onResponseData(controller, chunk) {
      if (attempt.keepBody && bytes < SEARCHED_BYTES) body.push(chunk);
      bytes += chunk.length;
      if (bytes <= READ_BYTES) return;
      finish();
      controller.abort(new Error("answer longer than is read"));
    },
    onResponseEnd: finish,
    onResponseError(_controller, error) {
      if (reused && status === 0 && closedByPeer(error) && course.lost()) return;
      attempt.settle(down(reasonOf(error)));
    },
  };
}

function closedByPeer(error: Error): boolean {
  return "code" in error && (error.code === "UND_ERR_SOCKET" || error.code === "ECONNRESET" || error.code === "EPIPE");
}
