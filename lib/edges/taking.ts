import type { Socket } from "node:net";

/** How slowly somebody may take what waits for them. */
export type TakingLimits = {
  /** Less than so many bytes cost nobody anything. */
  readonly waiting: number;
  /** What is taken within so long must come to `slowest` bytes a second. */
  readonly slowMs: number;
  readonly slowest: number;
};

/** Since when something waits, and what had been taken by then; null while nothing does. */
export type Taking = { readonly since: number; readonly taken: number } | null;
/** `at` in ms; bytes that wait, and bytes taken so far. */
export type TakingLook = { readonly at: number; readonly waiting: number; readonly taken: number };

/** What is remembered after one more look; "slow" when too little of it was taken for too long. */
export function nextTaking(before: Taking, { at, waiting, taken }: TakingLook, limits: TakingLimits): Taking | "slow" {
  if (waiting < limits.waiting) return null;
  if (before === null) return { since: at, taken };
  if (at - before.since < limits.slowMs) return before;
  return taken - before.taken < (limits.slowest * limits.slowMs) / 1_000 ? "slow" : { since: at, taken };
}

/** What the other end, or the system on its way there, has taken: of one large piece too, of which nothing public tells the part. */
export function takenBytes(socket: Socket): number {
  const dispatched: unknown = Reflect.get(socket, "_bytesDispatched");
  const handle: unknown = Reflect.get(socket, "_handle");
  const queued: unknown = typeof handle === "object" && handle !== null ? Reflect.get(handle, "writeQueueSize") : 0;
  if (typeof dispatched !== "number" || typeof queued !== "number") return socket.bytesWritten - socket.writableLength;
  return dispatched - queued;
}
