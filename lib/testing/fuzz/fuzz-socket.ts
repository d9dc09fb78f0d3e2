import fc from "fast-check";
import { WebSocket } from "undici";
import { nextAddress } from "./api-client.ts";
import { hostileText, hostileValue } from "./hostile.ts";
import { inParallel } from "./in-parallel.ts";
import type { Sending } from "./sending.ts";
import { HANG_MS, type Tally } from "./tally.ts";

const PACKETS_A_CONNECTION = 25;

/** What a client of `/live` may send, as packets of engine.io and socket.io: right, nearly right, and anything at all. */
function packets(ids: readonly string[]): fc.Arbitrary<string> {
  const room = fc.oneof(
    fc.constantFrom("overview", "segments", "criteria", ...ids.map((id) => `target:${id}`)),
    hostileText,
  );
  const number = fc.oneof(fc.constantFrom<unknown>(null, 0, 1, -1, 1.5, 2 ** 53, -(2 ** 53), 1e308), hostileValue);
  const words = fc.oneof(
    fc.tuple(fc.constant("join"), room, number),
    fc.tuple(fc.constant("follow"), number),
    fc.tuple(fc.constant("leave"), room),
    fc.tuple(fc.constantFrom("ping", "constructor", "disconnect", "connect", "error", "frame")),
    fc.tuple(hostileText, hostileValue, hostileValue),
  );
  const event = fc.tuple(words, fc.nat({ max: 1e6 })).map(([sent, id]) => `42/live,${id}${JSON.stringify(sent)}`);
  return fc.oneof(
    { weight: 8, arbitrary: event },
    {
      weight: 1,
      arbitrary: fc.constantFrom("2", "3", "1", "40", "41", "41/live,", "43/live,1[]", "45/live,1-[]", "6"),
    },
    { weight: 1, arbitrary: hostileValue.map((value) => `40/live,${JSON.stringify(value) ?? ""}`) },
    { weight: 1, arbitrary: hostileText },
  );
}

/** Sends `count` packets over real WebSockets, a few to each; the program must live and take a new connection after each. */
export async function fuzzSocket(
  about: Sending & { readonly origin: string; readonly token: string; readonly ids: readonly string[] },
  tally: Tally,
): Promise<void> {
  const all = fc.sample(packets(about.ids), { seed: about.seed, numRuns: about.count });
  const connections = Array.from({ length: Math.ceil(all.length / PACKETS_A_CONNECTION) }, (_, at) =>
    all.slice(at * PACKETS_A_CONNECTION, (at + 1) * PACKETS_A_CONNECTION),
  );
  await inParallel(connections, about.atOnce, async (some) => {
    if (about.isOver()) return;
    for (const _ of some) tally.count("socket /live");
    const problem = await speak(about.origin, about.token, some);
    if (problem !== null) tally.fail("socket /live", problem, some);
  });
}

async function isAlive(origin: string): Promise<boolean> {
  return await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(HANG_MS) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Null once the packets are sent and the socket answered or was closed by the program; else what went wrong. */
async function speak(origin: string, token: string, sent: readonly string[]): Promise<string | null> {
  const socket = new WebSocket(`${origin.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`, {
    headers: { "x-forwarded-for": nextAddress() },
  });
  const opened = new Promise<string | null>((resolve) => {
    const timer = setTimeout(() => resolve(`a new connection was not answered in ${HANG_MS} ms`), HANG_MS);
    const done = (problem: string | null): void => (clearTimeout(timer), resolve(problem));
    // let in, or refused with a reason by a program that lives, as one that is short of time: either is an answer
    socket.addEventListener("error", () => void isAlive(origin).then((alive) => done(alive ? null : "it is gone")));
    socket.addEventListener("close", () => done(null));
    socket.addEventListener("message", ({ data }) => {
      const text = String(data);
      if (text.startsWith("0")) socket.send(`40/live,${JSON.stringify({ token })}`);
      if (text.startsWith("44/live")) done(null);
      if (text.startsWith("40/live")) {
        for (const packet of sent) if (socket.readyState === WebSocket.OPEN) socket.send(packet);
        if (socket.readyState === WebSocket.OPEN) socket.send(`42/live,999999["ping"]`);
      }
      if (text.startsWith("43/live,999999")) done(null);
    });
  });
  const problem = await opened;
  socket.close();
  return problem;
}
