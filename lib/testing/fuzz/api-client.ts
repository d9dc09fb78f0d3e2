import { request } from "node:http";
import type { Tally } from "./tally.ts";

export type Sent = {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | null;
};
export type Answer = { readonly status: number; readonly text: string; readonly cookies: readonly string[] };

export type ApiClient = {
  readonly origin: string;
  /** Sends as it is, without a look at the answer; status 0 when none came. */
  raw(sent: Sent): Promise<Answer>;
  /** Sends, counts, and notes an answer of 5xx, a broken connection or a hang as a failure of `door`. */
  send(door: string, sent: Sent): Promise<Answer>;
  /** Signs in, and gives the password again where a signature asks for it. */
  signIn(): Promise<boolean>;
};

const HANG_MS = 3_000;
/** `http.maxHeaderSize` of the program. */
const LONGEST_HEAD = 16_000;
/** Longer than a hang, so that a slow answer is told from none. */
const GIVE_UP_MS = 20_000;

/** A person at the API of the program at `origin`, with cookies; `node:http`, since `fetch` mends addresses before sending. */
export function apiClient(
  origin: string,
  person: { readonly email: string; readonly password: string },
  tally: Tally,
): ApiClient {
  const jar = new Map<string, string>();
  const raw = async ({ method, path, headers = {}, body = null }: Sent): Promise<Answer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await exchange(origin, { method, path, headers: { ...headers, ...(cookie && { cookie }) }, body });
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
      const began = performance.now();
      const answer = await raw(sent);
      const tookMs = Math.round(performance.now() - began);
      const input = { ...sent, body: sent.body?.toString("latin1") };
      if (answer.status === 0) tally.fail(door, `no answer: ${answer.text}`, input);
      // while it is starting or the database is away is not what is tried here
      else if (answer.status >= 500) tally.fail(door, `answered ${answer.status}: ${answer.text.slice(0, 200)}`, input);
      if (tookMs > HANG_MS) tally.fail(door, `took ${tookMs} ms`, input);
      return answer;
    },
    signIn: async () => {
      jar.clear();
      const { status } = await post("/api/v1/session", person);
      if (status !== 200) return false;
      return (await post("/api/v1/session/confirm", { password: person.password })).status === 200;
    },
  };
}

function exchange(origin: string, { method, path, headers, body }: Sent): Promise<Answer> {
  return new Promise((resolve) => {
    const nothing = (problem: string): void => resolve({ status: 0, text: problem, cookies: [] });
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
            }),
          );
        },
      );
      sending.setTimeout(GIVE_UP_MS, () => sending.destroy(new Error(`silent for ${GIVE_UP_MS} ms`)));
      sending.on("error", (error: NodeJS.ErrnoException) => {
        // Node ends a connection whose head is too long while the rest of it is still being sent
        if (path.length > LONGEST_HEAD) resolve({ status: 431, text: "", cookies: [] });
        else nothing(error.code ?? error.message);
      });
      sending.end(body ?? undefined);
    } catch (error) {
      // node refuses to send it at all: nothing of ours was tried
      resolve({ status: 400, text: String(error), cookies: [] });
    }
  });
}
