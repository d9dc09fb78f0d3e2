import { once } from "node:events";
import { connect } from "node:net";

/** A WebSocket as bytes on a connection: what a client that keeps to no rule would send. */
export type RawSocket = {
  /** Everything heard so far, frames and all. */
  readonly heard: () => string;
  readonly closed: Promise<void>;
  readonly isOpen: () => boolean;
  send(message: string): void;
  /** Sends messages, each made from its number, until `bytes` are sent or the other end closes; answers the bytes sent. */
  flood(message: (i: number) => string, bytes: number): Promise<number>;
  /** Sends the same bytes, which need be no frame, again and again until `bytes` are sent or the other end closes. */
  repeat(piece: Buffer, bytes: number): Promise<number>;
  /** From now on nothing is read. */
  stopReading(): void;
  end(): void;
};

/** Opens one to socket.io at `port` of this machine. */
export async function rawSocket(port: number): Promise<RawSocket> {
  const tcp = connect(port, "127.0.0.1");
  let heard = "";
  let open = true;
  tcp.setEncoding("utf8").on("data", (piece: string) => (heard = `${heard}${piece}`.slice(-65_536)));
  tcp.on("error", () => undefined);
  const closed = new Promise<void>((resolve) => {
    tcp.once("close", () => {
      open = false;
      resolve();
    });
  });
  tcp.write(
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n" +
      "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
  );
  await Promise.race([once(tcp, "data"), closed]);
  return {
    heard: () => heard,
    closed,
    isOpen: () => open,
    send: (message) => void tcp.write(frameOf(message)),
    flood: async (message, bytes) => {
      let sent = 0;
      for (let i = 0; sent < bytes && open;) {
        const chunk: Buffer[] = [];
        for (let size = 0; size < 65_536; i += 1) size += chunk[chunk.push(frameOf(message(i))) - 1]?.length ?? 0;
        const whole = Buffer.concat(chunk);
        sent += whole.length;
        if (!tcp.write(whole)) await Promise.race([once(tcp, "drain").catch(() => undefined), closed]);
      }
      return sent;
    },
    repeat: async (piece, bytes) => {
      let sent = 0;
      for (; sent < bytes && open; sent += piece.length)
        if (!tcp.write(piece)) await Promise.race([once(tcp, "drain").catch(() => undefined), closed]);
      return sent;
    },
    stopReading: () => void tcp.pause(),
    end: () => void tcp.destroy(),
  };
}

/** A text frame with the mask zero, which leaves it as it is. */
function frameOf(message: string): Buffer {
  const payload = Buffer.from(message);
  const { length } = payload;
  const head = length < 126 ? [0x81, 0x80 | length] : [0x81, 0xfe, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload]);
}
