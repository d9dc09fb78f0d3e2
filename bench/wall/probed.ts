import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Target } from "#core/target";
import type { EpochMs } from "#core/time";
import type { Opened as OpenedStore } from "../store-fixture.ts";
import type { Opened, Wanted } from "./rehearsal-program.ts";

/** What the probed targets are: an HTTP server that answers. */
export async function startProbed(): Promise<{ readonly port: number; close(): void }> {
  const server = createServer((_, response) => void response.end("ok"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

type About = {
  readonly targets: readonly Target[];
  readonly probedPort: number;
  readonly pushKeyHash: string;
  readonly startAt: EpochMs;
};

/** The program on a store that was filled: HTTP targets are probed at `probedPort`, the others wait for their samples. */
export function wantedOf({ dataDir, databaseUrl }: OpenedStore, { probedPort, ...about }: About): Wanted {
  const targets = about.targets.map(({ id, kind, name, segment, region, critical }) => ({
    ...{ id, kind, name, segment, region, critical },
    ...(kind === "http" ? { url: `http://127.0.0.1:${probedPort}/${id}` } : {}),
  }));
  return { ...about, dataDir, databaseUrl, targets };
}

export function tokenOf({ pairingUrl }: Opened): string {
  return new URL(pairingUrl).searchParams.get("token") ?? "";
}
