import { Agent, request, type Dispatcher } from "undici";
import { accept, refuse } from "#core/outcome";
import { basicOf } from "#edges/client-faults";
import type { Guard } from "#edges/guard";
import { rawBody, textOfBody } from "#edges/http-body";
import type { Told } from "./channel.ts";
import { failure } from "./failure.ts";
import { waitAfter } from "#edges/retry-after";
import { saysNo, type Taken } from "./said.ts";

export type Poster = {
  /**
   * Posts JSON; an answer from 200 to 299 that says nothing against it is good. Redirects are not followed: they would lead past
   * every check of the address.
   */
  post(about: {
    readonly body: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
  }): Promise<Told>;
  close(): Promise<void>;
};

export type PosterOptions = {
  readonly url: string;
  /** Begins every sentence: "The webhook". */
  readonly who: string;
  readonly guard: Guard;
  /** What the body says against it; absent: only what JSON says no by. */
  readonly taken?: Taken;
};

/** Enough for every yes and no; the rest of a longer answer is not read. */
const MOST_BYTES = 65_536;
/** A name that moves is followed within a minute. */
const LIFE_MS = 45_000;

/** A client for one address. */
export function poster({ url, who, guard, taken = saysNo }: PosterOptions): Poster {
  const authorization = basicOf(new URL(url));
  // each try has its own time limit, by its signal
  const agent = new Agent({
    connect: guard.connector({ timeout: 60_000 }),
    clientTtl: LIFE_MS,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const answered = async ({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<Told> => {
    const text = await textOf(body, headers);
    if (statusCode < 200 || statusCode > 299) {
      const refused = refuse("unavailable", `${who} answered with status ${statusCode}.`);
      const waitMs = waitAfter(statusCode, headers);
      return waitMs === null ? refused : { ...refused, waitMs };
    }
    const against = taken(text);
    if (against === null) return accept(`${who} took it (status ${statusCode}).`);
    return refuse("unavailable", `${who} did not take it: it answered ${against} with status ${statusCode}.`);
  };
  return {
    post: async ({ body, headers, signal }) => {
      try {
        const sent = { "content-type": "application/json", "user-agent": "holdpoint", ...headers };
        return await answered(
          await request(url, {
            method: "POST",
            headers: authorization === null ? sent : { ...sent, authorization },
            body,
            signal,
            dispatcher: agent,
          }),
        );
      } catch (error) {
        return failure(who, error);
      }
    },
    close: () => agent.destroy(),
  };
}

/** The beginning of the answer; "" where it cannot be decoded: a status alone is an answer, too. */
async function textOf(body: AsyncIterable<Buffer>, headers: Dispatcher.ResponseData["headers"]): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body) {
    parts.push(part);
    bytes += part.length;
    if (bytes >= MOST_BYTES) break;
  }
  const read = await textOfBody(rawBody(parts, headers), MOST_BYTES);
  return read.ok ? read.text : "";
}
