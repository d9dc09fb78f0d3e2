import { request } from "node:http";
import { HANG_MS, type Fate, type Tally } from "./tally.ts";

export type Sent = {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | null;
};
export type Answer = {
  readonly status: number;
  readonly text: string;
  readonly cookies: readonly string[];
  /** It says when to come again. */
  readonly isLater: boolean;
};

export type ApiClient = {
  readonly origin: string;
  /** Sends as it is, without a look at the answer; status 0 when none came. */
  raw(sent: Sent): Promise<Answer>;
  /** Sends, counts, and notes an answer of 5xx, a broken connection or a hang as a failure of `door`. */
  send(door: string, sent: Sent): Promise<Answer>;
  /** Signs in, and gives the password again where a signature asks for it. */
  signIn(): Promise<boolean>;
};

/** `http.maxHeaderSize` of the program. */
const LONGEST_HEAD = 16_000;
/** Longer than a hang, so that a slow answer is told from none. */
const GIVE_UP_MS = 20_000;

/** Where requests pretend to come from, each from another address: a budget of one peer is not what is tried here. */
const sentSoFar = { count: 0 };

export function nextAddress(): string {
  const n = (sentSoFar.count = (sentSoFar.count + 1) % 1_000_000);
  return `10.${n % 200}.${Math.floor(n / 200) % 200}.${1 + (Math.floor(n / 40_000) % 200)}`;
}

/**
 * Somebody at the API of the program at `origin`, with cookies; `null` has no account. `node:http`, since `fetch` mends addresses
 * before sending. The program must trust this machine as its proxy.
 */
export function apiClient(
  origin: string,
  person: { readonly email: string; readonly password: string } | null,
  tally: Tally,
): ApiClient {
  const jar = new Map<string, string>();
  const entering: { now: Promise<boolean> | null } = { now: null };
  const raw = async ({ method, path, headers = {}, body = null }: Sent): Promise<Answer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const sent = { "x-forwarded-for": nextAddress(), ...headers, ...(cookie && { cookie }) };
    const answer = await exchange(origin, { method, path, headers: sent, body });
    for (const line of answer.cookies) {
      const [name = "", value = ""] = (line.split(";", 1)[0] ?? "").split(/=(.*)/s);
      if (/max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  const post = (path: string, body: unknown): Promise<Answer> =>
    raw({ method: "POST", path, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  return {
    origin,
    raw,
    send: async (door, sent) => {
      tally.count(door);
      const { answer, tookMs } = await timed(sent);
      const input = { ...sent, body: sent.body?.toString("latin1") };
      const fate = fateOf(answer);
      if (answer.status === 0) tally.fail(door, `no answer: ${answer.text}`, input);
      else if (fate === null) tally.fail(door, `answered ${answer.status}: ${answer.text.slice(0, 200)}`, input);
      else tally.answered(door, fate);
      if (tookMs > HANG_MS) tally.slow(door, async () => (await timed(sent)).tookMs, input);
      return answer;
    },
    // many requests at once may find that it has to be done again
    signIn: () => (entering.now ??= enter().finally(() => void (entering.now = null))),
  };
  async function timed(sent: Sent): Promise<{ readonly answer: Answer; readonly tookMs: number }> {
    const began = performance.now();
    const answer = await raw(sent);
    return { answer, tookMs: Math.round(performance.now() - began) };
  }
  async function enter(): Promise<boolean> {
    if (person === null) return true;
    jar.clear();
    const { status } = await post("/api/v1/session", person);
    if (status !== 200) return false;
    return (await post("/api/v1/session/confirm", { password: person.password })).status === 200;
  }
}

/** Null for an answer that nothing may get. */
function fateOf({ status, isLater }: Answer): Fate | null {
  if (status === 503 && isLater) return "shed";
  if (status === 0 || status >= 500) return null;
  if (status === 429) return "over-budget";
  return status < 400 ? "taken" : "refused";
}

function exchange(origin: string, sent: Sent): Promise<Answer> {
  const { method, path, headers, body } = sent;
  return new Promise((resolve) => {
    const without = (status: number, text: string): void => resolve({ status, text, cookies: [], isLater: false });
    const nothing = (problem: string): void => without(0, problem);
    try {
      const sending = request(
        origin,
        { method, path, headers: { ...headers, "content-length": String(Buffer.byteLength(body ?? "")) } },
        (response) => {
          const pieces: Buffer[] = [];
          response.on("data", (piece: Buffer) => pieces.push(piece));
          response.on("error", (error) => nothing(error.message));
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(pieces).toString("utf8"),
              cookies: response.headers["set-cookie"] ?? [],
              isLater: response.headers["retry-after"] !== undefined,
            }),
          );
        },
      );
      sending.setTimeout(GIVE_UP_MS, () => sending.destroy(new Error(`silent for ${GIVE_UP_MS} ms`)));
      sending.on("error", (error: NodeJS.ErrnoException) => {
        // Node ends a connection whose head is too long while the rest of it is still being sent
        if (path.length > LONGEST_HEAD) without(431, "");
        // the program closed a connection that was kept, before it saw this
        else if (sending.reusedSocket && error.code === "ECONNRESET") void exchange(origin, sent).then(resolve);
        else nothing(error.code ?? error.message);
      });
      sending.end(body ?? undefined);
    } catch (error) {
      // node refuses to send it at all: nothing of ours was tried
      without(400, String(error));
    }
  });
}
