import { expect, test } from "vitest";
import { EMPTY_ROOM } from "#core/room/room";
import { aFrame } from "#testing/a-frame";
import { createReplayClient } from "./replay-client.ts";

const then = (seq: number): Parameters<ReturnType<typeof createReplayClient>["show"]>[0] => ({
  room: { ...EMPTY_ROOM, seq },
  frames: [{ ...aFrame(seq), room: "overview" }],
});

test("whoever holds a room sees the moment that is shown, and every one after it, the earlier ones too", () => {
  const client = createReplayClient();
  client.show(then(5));
  const { store } = client.hold("overview");
  expect(store.state().latest?.seq).toBe(5);
  client.show(then(3));
  expect(store.state().frames.map(({ seq }) => seq)).toEqual([3]);
  expect(client.log().room()?.seq).toBe(3);
});

test("rooms that are not in every answer are named while they are held", () => {
  const client = createReplayClient();
  let told = 0;
  client.subscribeRooms(() => (told += 1));
  const first = client.hold("target:api");
  const second = client.hold("target:api");
  client.hold("segments");
  expect(client.rooms()).toEqual(["target:api"]);
  first.release();
  expect(client.rooms()).toEqual(["target:api"]);
  second.release();
  expect(client.rooms()).toEqual([]);
  expect(told).toBe(3);
});
