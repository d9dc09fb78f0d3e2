import { Agent, request } from "undici";
import { accept, refuse, type Outcome } from "#core/outcome";
import { guardedLookup, linkLocalError, mayCall } from "#edges/guarded-lookup";
import { failure } from "./failure.ts";

export type Poster = {
  /** Posts JSON; any answer from 200 to 299 is good. Redirects are not followed: they would lead past every check of the address. */
  post(about: {
    readonly body: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
  }): Promise<Outcome<string>>;
  close(): Promise<void>;
};

export type PosterOptions = {
  readonly url: string;
  /** Begins every sentence: "The webhook". */
  readonly who: string;
  readonly allowLinkLocal: boolean;
};

/** A client for one address. */
export function poster({ url, who, allowLinkLocal }: PosterOptions): Poster {
  // each try has its own time limit, by its signal
  const agent = new Agent({
    connect: { lookup: guardedLookup(allowLinkLocal), timeout: 60_000 },
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    post: async ({ body, headers, signal }) => {
      try {
        if (!mayCall(new URL(url).hostname, allowLinkLocal)) return failure(who, linkLocalError());
        const answer = await request(url, {
          method: "POST",
          headers: { "content-type": "application/json", "user-agent": "holdpoint", ...headers },
          body,
          signal,
          dispatcher: agent,
        });
        await answer.body.dump({ limit: 65_536, signal });
        const { statusCode } = answer;
        if (statusCode >= 200 && statusCode <= 299) return accept(`${who} took it (status ${statusCode}).`);
        return refuse("unavailable", `${who} answered with status ${statusCode}.`);
      } catch (error) {
        return failure(who, error);
      }
    },
    close: () => agent.destroy(),
  };
}
