import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Server } from "socket.io";
import { mayEnter } from "#core/access";
import { openLiveServer } from "#edges/realtime/live-server";
import type { Log } from "#engine/ports";
import { aFrame, aReading, anOverview } from "#testing/a-frame";
import { byToken } from "#testing/an-identity";
import type { Frame } from "#wire/frame";

/**
 * Process of the `fanout` bench: publishes frames of 2 KB, either through Holdpoint's live channel (`ours`) or with a bare
 * socket.io server that broadcasts the same bytes (`bare`). Argument: which. Sends its port; publishes a round of frames
 * for every message `{ frames, everyMs }` and answers with the processor time that the round took.
 */
const FRAME_BYTES = 2_048;
const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export type Wanted = { readonly frames: number; readonly everyMs: number };
export type Spent = { readonly cpuMs: number };

/** An overview that is 2 KB on the wire. `sentAt` is exact to parts of a millisecond: the delay is counted from it. */
function frameOf(seq: number): Frame {
  const sentAt = performance.timeOrigin + performance.now();
  const short = aFrame(seq, { sentAt, body: anOverview({ headlines: headlines() }) });
  const missing = Math.max(0, FRAME_BYTES - JSON.stringify(short).length);
  return { ...short, body: anOverview({ headlines: headlines(), sentence: "x".repeat(missing) }) };
}

function headlines(): ReturnType<typeof anOverview>["headlines"] {
  return ["error_rate", "p99", "availability"].map((metric) => ({
    now: aReading({ metric }),
    sinceT0: null,
    trend: null,
  }));
}

function ours(http: HttpServer): (frame: Frame) => void {
  const live = openLiveServer(http, { identify: byToken, may: mayEnter }, SILENT);
  live.serve({
    missed: (_room, _lastSeq, settle) => {
      settle();
      return Promise.resolve({ ok: true, reset: false, frames: [] });
    },
    follow: () => Promise.resolve({ ok: true, room: null, events: [] }),
  });
  return (frame) => live.publish([frame]);
}

function bare(http: HttpServer): (frame: Frame) => void {
  const live = new Server(http, { serveClient: false }).of("/live");
  live.on("connection", (socket) => {
    socket.on("join", (_room: unknown, _lastSeq: unknown, answer: (value: unknown) => void) =>
      answer({ ok: true, reset: false, frames: [] }),
    );
  });
  return (frame) => void live.emit("frame", frame);
}

async function publishRound(publish: (frame: Frame) => void, first: number, wanted: Wanted): Promise<Spent> {
  const before = process.cpuUsage();
  for (let i = 0; i < wanted.frames; i += 1) {
    publish(frameOf(first + i));
    await sleep(wanted.everyMs);
  }
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1_000 };
}

const http = createServer();
const publish = process.argv[2] === "ours" ? ours(http) : bare(http);
const state = { seq: 0 };
process.on("disconnect", () => process.exit(0));
process.on("message", (wanted: Wanted) => {
  const first = state.seq;
  state.seq += wanted.frames;
  void publishRound(publish, first, wanted).then((spent) => process.send?.(spent));
});
http.listen(0, "127.0.0.1", () => process.send?.({ port: (http.address() as AddressInfo).port }));
