import type { SignedEnd } from "#wire/room-log";
import type { EventLog, RolloutRecord } from "./ports.ts";

type Parts = {
  readonly rollout: Pick<RolloutRecord, "id">;
  readonly eventLog: Pick<EventLog, "signedHead" | "publicKey">;
};

/** The log's end at its event `seq`, as somebody keeps it elsewhere. */
export async function signedEnd({ rollout, eventLog }: Parts, seq: number): Promise<SignedEnd> {
  return {
    rollout: rollout.id,
    seq,
    signedHead: await eventLog.signedHead(rollout.id, seq),
    publicKey: eventLog.publicKey,
  };
}
