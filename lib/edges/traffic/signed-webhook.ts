import { randomUUID } from "node:crypto";
import { Client } from "undici";
import { z } from "zod";
import type { WebhookConfig } from "#core/config/traffic-config";
import { accept, refuse, type Outcome } from "#core/outcome";
import { SECOND_MS } from "#core/time";
import {
  allShares,
  checkSplit,
  percentText,
  rounded,
  STABLE,
  type Split,
  type TrafficGroups,
} from "#core/traffic/split";
import type { TrafficControl } from "#engine/traffic-port";
import { basicOf } from "#edges/client-faults";
import type { Guard } from "#edges/guard";
import { rawBody, textOfBody } from "#edges/http-body";
import { waitAfter } from "#edges/retry-after";
import { webhookHeaders } from "#edges/webhook-signature";
import { withinDeadline } from "./within-deadline.ts";

/** A longer answer is no list of shares. */
const MOST_BYTES = 65_536;
/** In percent: what all shares add up to, and by how much rounding may miss it. */
const WHOLE = 100;
const ROUNDING = 0.5;
const WHO = "The traffic webhook";

const sharesSchema = z.object({ shares: z.record(z.string(), z.number().min(0).max(100)) });

/**
 * Posts `{ type: "traffic.split", timestamp, data: { shares } }`, signed as Standard Webhooks says; shares are in percent by
 * group and `stable`, and add up to 100. Any 2xx is success, and redirects are not followed. What is in force is read by a
 * signed GET of `readBack`, whose JSON is `{ "shares": { ... } }`.
 */
export function signedWebhook(
  config: WebhookConfig,
  { groups, guard }: { readonly groups: TrafficGroups; readonly guard: Guard },
): TrafficControl {
  const call = caller(config, guard);
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
function caller(config: WebhookConfig, guard: Guard): (call: Call) => Promise<Outcome<string>> {
  return async ({ url, method, body, at, signal }) => {
    const address = new URL(url);
    const authorization = basicOf(address);
    const client = new Client(address.origin, {
      connect: guard.connector({ timeout: config.timeoutMs }),
      // the call's own time limit is the one that counts
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    try {
      const {
        statusCode,
        headers,
        body: answer,
      } = await client.request({
        path: address.pathname + address.search,
        method,
        headers: {
          ...webhookHeaders({ id: `msg_${randomUUID()}`, at, body }, config.secret),
          ...(authorization === null ? {} : { authorization }),
          ...(method === "POST" ? { "content-type": "application/json" } : {}),
          accept: "application/json",
          "user-agent": "holdpoint",
        },
        ...(method === "POST" ? { body } : {}),
        signal,
      });
      if (statusCode < 200 || statusCode > 299) return refused(statusCode, headers);
      return await textOf(answer, headers);
    } finally {
      await client.destroy();
    }
  };
}

function refused(statusCode: number, headers: Parameters<typeof waitAfter>[1]): Outcome<never> {
  const refusal = { code: "unavailable", message: `${WHO} answered with status ${statusCode}.` } as const;
  const waitMs = waitAfter(statusCode, headers);
  return {
    ok: false,
    refusal: waitMs === null ? refusal : { ...refusal, retryAfterSeconds: Math.ceil(waitMs / SECOND_MS) },
  };
}

async function textOf(answer: AsyncIterable<Buffer>, headers: Parameters<typeof rawBody>[1]): Promise<Outcome<string>> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of answer) {
    length += part.length;
    if (length > MOST_BYTES) return refuse("unavailable", `${WHO} answered with more than 64 KiB.`);
    parts.push(part);
  }
  const read = await textOfBody(rawBody(parts, headers), MOST_BYTES);
  if (!read.ok) return refuse("unavailable", `${WHO} cannot be understood: its ${read.reason}.`);
  if (!read.whole) return refuse("unavailable", `${WHO} answered with more than 64 KiB.`);
  return accept(read.text);
}

function splitIn(text: string, groups: TrafficGroups): Outcome<Split> {
  const parsed = sharesSchema.safeParse(jsonIn(text));
  if (!parsed.success)
    return refuse("unavailable", `${WHO} answered with something else than {"shares": {"group": percent}}.`);
  const { [STABLE]: rest, ...shares } = parsed.data.shares;
  const sum = Object.values(parsed.data.shares).reduce((total, share) => total + share, 0);
  // without a share of its own, the stable version has what the groups leave
  if (rest !== undefined && Math.abs(sum - WHOLE) > ROUNDING)
    return refuse("unavailable", `${WHO} cannot be right: its shares add up to ${percentText(rounded(sum))}.`);
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
