import { io, type Socket } from "socket.io-client";
import type { Frame } from "#wire/frame";
import type { ClientEvents, ServerEvents } from "#wire/socket";

/**
 * Process of the `fanout` bench: many displays of the overview, each a connection of its own that joins as the page does,
 * asks for what it missed and notes every frame on the wire. Arguments: URL of the namespace, token, how many.
 * Answers every message with what was heard since the last one.
 */
const [url = "", token = "", count = "1"] = process.argv.slice(2);
const begun = performance.now();

export type Heard = {
  /** Sockets that are connected, admitted and joined now, and those that hold a frame. */
  readonly joined: number;
  readonly showing: number;
  /** From the start of this process to the last socket's first frame, ms; null while one still waits. */
  readonly allShowingMs: number | null;
  /** Delays of the frames since the last report, ms. */
  readonly delaysMs: readonly number[];
  /** Per socket: the numbers of all frames it holds, in the order of their coming, twice where one came twice. */
  readonly seqs: readonly (readonly number[])[];
};

type Display = { readonly seqs: number[]; joined: boolean; firstAt: number | null };

const delaysMs: number[] = [];
const displays = Array.from({ length: Number(count) }, openDisplay);

function openDisplay(): Display {
  const display: Display = { seqs: [], joined: false, firstAt: null };
  const socket: Socket<ServerEvents, ClientEvents> = io(url, {
    transports: ["websocket"],
    auth: { token },
    forceNew: true,
    reconnectionDelayMax: 5_000,
  });
  socket.on("connect", () => {
    const since = display.seqs.length > 0 ? Math.max(...display.seqs) : null;
    socket.emit("join", "overview", since, (answer) => {
      if (!answer.ok) return;
      display.joined = true;
      for (const frame of answer.frames) hear(display, frame);
    });
  });
  socket.on("disconnect", () => void (display.joined = false));
  socket.on("frame", (frame) => {
    delaysMs.push(performance.timeOrigin + performance.now() - frame.sentAt);
    hear(display, frame);
  });
  return display;
}

function hear(display: Display, frame: Frame): void {
  display.firstAt ??= performance.now();
  display.seqs.push(frame.seq);
}

function report(): Heard {
  const firsts = displays.map(({ firstAt }) => firstAt);
  const seen = firsts.filter((at) => at !== null);
  return {
    joined: displays.filter(({ joined }) => joined).length,
    showing: seen.length,
    allShowingMs: seen.length === displays.length ? Math.max(...seen) - begun : null,
    delaysMs: delaysMs.splice(0),
    seqs: displays.map(({ seqs }) => [...seqs]),
  };
}

process.on("disconnect", () => process.exit(0));
process.on("message", () => process.send?.(report()));
