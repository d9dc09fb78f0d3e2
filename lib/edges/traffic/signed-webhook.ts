import { randomUUID } from "node:crypto";
import { Client } from "undici";
import { z } from "zod";
import type { WebhookConfig } from "#core/config/traffic-config";
import { accept, refuse, type Outcome } from "#core/outcome";
import { allShares, checkSplit, STABLE, type Split, type TrafficGroups } from "#core/traffic/split";
import type { TrafficControl } from "#engine/traffic-port";
import type { Lookup } from "#edges/guarded-lookup";
import { webhookHeaders } from "#edges/webhook-signature";
import { withinDeadline } from "./within-deadline.ts";

/** A longer answer is no list of shares. */
const MOST_BYTES = 65_536;
const WHO = "The traffic webhook";

const sharesSchema = z.object({ shares: z.record(z.string(), z.number().min(0).max(100)) });

/**
 * Posts `{ type: "traffic.split", timestamp, data: { shares } }`, signed as Standard Webhooks says; shares are in percent by
 * group and `stable`, and add up to 100. Any 2xx is success, and redirects are not followed. What is in force is read by a
 * signed GET of `readBack`, whose JSON is `{ "shares": { ... } }`.
 */
export function signedWebhook(
  config: WebhookConfig,
  { groups, lookup }: { readonly groups: TrafficGroups; readonly lookup: Lookup },
): TrafficControl {
  const call = caller(config, lookup);
  const deadline = { who: WHO, timeoutMs: config.timeoutMs };
  const ids = groups.map(({ id }) => id);
  return {
    kind: "webhook",
    async apply(split) {
      const checked = checkSplit(split, groups);
      if (!checked.ok) return checked;
      const at = new Date();
      const data = { shares: allShares(split, ids) };
      const body = JSON.stringify({ type: "traffic.split", timestamp: at.toISOString(), data });
      return withinDeadline(deadline, async (signal) => {
        const answer = await call({ url: config.url, method: "POST", body, at, signal });
        return answer.ok ? accept(undefined) : answer;
      });
    },
    async read() {
      const { readBack } = config;
      if (readBack === undefined) return accept(null);
      return withinDeadline(deadline, async (signal) => {
        const answer = await call({ url: readBack, method: "GET", body: "", at: new Date(), signal });
        return answer.ok ? splitIn(answer.value, groups) : answer;
      });
    },
  };
}

type Call = {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly body: string;
  readonly at: Date;
  readonly signal: AbortSignal;
};

/** The text of a 2xx answer. A connection of its own for each call, so that a hanging one is in nobody's way. */
function caller(config: WebhookConfig, lookup: Lookup): (call: Call) => Promise<Outcome<string>> {
  return async ({ url, method, body, at, signal }) => {
    const { origin, pathname, search, username, password } = new URL(url);
    const client = new Client(origin, {
      connect: { lookup, timeout: config.timeoutMs },
      // the call's own time limit is the one that counts
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    try {
      const { statusCode, body: answer } = await client.request({
        path: pathname + search,
        method,
        headers: {
          ...webhookHeaders({ id: `msg_${randomUUID()}`, at, body }, config.secret),
          ...(username || password ? { authorization: basic(username, password) } : {}),
          ...(method === "POST" ? { "content-type": "application/json" } : {}),
          accept: "application/json",
          "user-agent": "holdpoint",
        },
        ...(method === "POST" ? { body } : {}),
        signal,
      });
      if (statusCode < 200 || statusCode > 299)
        return refuse("unavailable", `${WHO} answered with status ${statusCode}.`);
      return await textOf(answer);
    } finally {
      await client.destroy();
    }
  };
}

function basic(username: string, password: string): string {
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}

async function textOf(answer: AsyncIterable<Buffer>): Promise<Outcome<string>> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer) {
    bytes += part.length;
    if (bytes > MOST_BYTES) return refuse("unavailable", `${WHO} answered with more than 64 KiB.`);
    parts.push(part);
  }
  return accept(Buffer.concat(parts).toString("utf8"));
}

function splitIn(text: string, groups: TrafficGroups): Outcome<Split> {
  const parsed = sharesSchema.safeParse(jsonIn(text));
  if (!parsed.success)
    return refuse("unavailable", `${WHO} answered with something else than {"shares": {"group": percent}}.`);
  const { [STABLE]: _rest, ...shares } = parsed.data.shares;
  const checked = checkSplit(shares, groups);
  return checked.ok ? checked : refuse("unavailable", `${WHO} cannot be right: ${checked.refusal.message}`);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
