import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type Posted = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** When it came, by `performance.now()`. */
  readonly at: number;
};

export type HttpSink = {
  readonly url: string;
  /** What came in, whatever it was answered with. */
  readonly posted: Posted[];
  /** How it answers from now on: with a status, or never. */
  answer: number | "hang";
  /** Of every answer, from now on. */
  headers: Readonly<Record<string, string>>;
  /** Requests that wait for an answer now. */
  waiting(): number;
  /** The most that ever waited at the same time. */
  most(): number;
  close(): Promise<void>;
};

/** A local peer that keeps what is posted to it. Each answer takes `delayMs`. */
export async function openHttpSink(answer: HttpSink["answer"] = 200, delayMs = 0): Promise<HttpSink> {
  const count = { now: 0, most: 0 };
  const server = createServer((request, response) => {
    count.now += 1;
    count.most = Math.max(count.most, count.now);
    response.once("close", () => (count.now -= 1));
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      sink.posted.push({ path: request.url ?? "", headers: request.headers, body, at: performance.now() });
      const status = sink.answer;
      if (status !== "hang") setTimeout(() => response.writeHead(status, sink.headers).end(), delayMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const sink: HttpSink = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    posted: [],
    answer,
    headers: {},
    waiting: () => count.now,
    most: () => count.most,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return sink;
}
