import { describe, expect, it } from "vitest";
import { aFrame } from "#testing/a-frame";
import type { Frame } from "#wire/frame";
import { frameBuffer } from "./frame-buffer.ts";
import type { FrameStore } from "./ports.ts";

const settled = (): void => undefined;

/** A store that holds these frames, and counts how often it was asked. */
function storeOf(frames: readonly Frame[]): FrameStore & { asked: number } {
  const store = {
    asked: 0,
    saveFrames: () => Promise.resolve(),
    framesSince: (_room: string, seq: number, most: number) => {
      store.asked += 1;
      return Promise.resolve(frames.filter((frame) => frame.seq > seq).slice(0, most));
    },
  };
  return store;
}

function framesTo(last: number): readonly Frame[] {
  return Array.from({ length: last }, (_, i) => aFrame(i + 1));
}

describe("frames for who was away", () => {
  it("start with the newest one for a newcomer", async () => {
    const buffer = frameBuffer(storeOf([]));
    buffer.add(framesTo(5));
    const answer = await buffer.missed("overview", null, settled);
    expect(answer).toMatchObject({ ok: true, reset: true, frames: [{ seq: 5 }] });
    expect(buffer.latest("overview")?.seq).toBe(5);
    expect(buffer.latest("segments")).toBeNull();
  });

  it("are exactly those after the last number, from memory while it reaches back", async () => {
    const store = storeOf([]);
    const buffer = frameBuffer(store);
    buffer.add(framesTo(10));
    const answer = await buffer.missed("overview", 7, settled);
    expect(answer.ok && answer.frames.map(({ seq }) => seq)).toEqual([8, 9, 10]);
    expect(store.asked).toBe(0);
  });

  it("come from the store where memory does not reach, each once", async () => {
    const all = framesTo(200);
    const store = storeOf(all);
    const buffer = frameBuffer(store);
    buffer.add(all);
    const answer = await buffer.missed("overview", 20, settled);
    expect(answer.ok && answer.frames.map(({ seq }) => seq)).toEqual(all.slice(20).map(({ seq }) => seq));
    expect(store.asked).toBe(1);
  });

  it("include what was published while the store was read", async () => {
    const all = framesTo(200);
    const late = aFrame(201);
    const buffer = frameBuffer({
      saveFrames: () => Promise.resolve(),
      framesSince: (_room, seq) => {
        buffer.add([late]);
        return Promise.resolve(all.filter((frame) => frame.seq > seq));
      },
    });
    buffer.add(all);
    const answer = await buffer.missed("overview", 100, settled);
    expect(answer.ok && answer.frames.at(-1)?.seq).toBe(201);
    expect(answer.ok && answer.frames.length).toBe(101);
  });

  it("begin anew for who missed more than an hour", async () => {
    const all = framesTo(1_000);
    const buffer = frameBuffer(storeOf(all));
    buffer.add(all);
    const answer = await buffer.missed("overview", 1, settled);
    expect(answer).toMatchObject({ ok: true, reset: true, frames: [{ seq: 1_000 }] });
  });
});
