import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tickAt, type Range } from "#core/time";
import { pushBatchSchema, type PushedSample } from "#wire/push";

export type Mood = "takes" | "refuses" | "takes and says nothing";

/** A door for pushed samples that keeps the first of each target and tick, as Holdpoint's own does. */
export type SampleReceiver = {
  readonly url: string;
  /** How it answers from now on: 202, 503, or by storing the batch and then breaking the connection. */
  mood: Mood;
  /** Samples that came a second time. */
  duplicates: number;
  /** The samples of one target whose tick begins in `range`. */
  samples(target: string, range: Range): readonly PushedSample[];
  close(): void;
};

export async function startSampleReceiver(key: string): Promise<SampleReceiver> {
  const kept = new Map<string, PushedSample>();
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const answer = (status: number, body: unknown): unknown => response.writeHead(status).end(JSON.stringify(body));
    if (request.headers.authorization !== `Bearer ${key}`) return void answer(401, { detail: "not this key" });
    if (receiver.mood === "refuses") return void answer(503, { detail: "away" });
    const { samples } = pushBatchSchema.parse(JSON.parse(Buffer.concat(parts).toString("utf8")));
    const fresh = samples.filter((sample) => !kept.has(keyOf(sample)));
    for (const sample of fresh) kept.set(keyOf(sample), sample);
    receiver.duplicates += samples.length - fresh.length;
    if (receiver.mood === "takes and says nothing") return void response.destroy();
    answer(202, { accepted: fresh.length, duplicates: samples.length - fresh.length });
  };
  const server = createServer((request, response) => {
    void receive(request, response).catch((error: unknown) => response.writeHead(400).end(String(error)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("an HTTP server has a port");
  const receiver: SampleReceiver = {
    url: `http://127.0.0.1:${address.port}`,
    mood: "takes",
    duplicates: 0,
    samples: (target, { from, to }) =>
      [...kept.values()].filter(({ target: its, at }) => {
        const time = Date.parse(at);
        return its === target && time >= from && time < to;
      }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return receiver;
}

function keyOf({ target, at }: PushedSample): string {
  return `${target} ${tickAt(Date.parse(at))}`;
}
