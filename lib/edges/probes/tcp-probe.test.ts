import { createServer, type AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { createProber } from "./prober.ts";
import { probeContract } from "./probe.contract.ts";

describe("tcp probe", () => {
  probeContract(
    async () => {
      const server = createServer().listen(0, "127.0.0.1");
      await new Promise((done) => server.once("listening", done));
      server.unref();
      return {
        peer: { host: "127.0.0.1", port: (server.address() as AddressInfo).port },
        config: (port, timeoutMs) => ({ kind: "tcp", id: "t", critical: false, host: "127.0.0.1", port, timeoutMs }),
        secret: "127.0.0.1",
      };
    },
    { asks: false },
  );

  test("a name that does not exist is down with words for it", async () => {
    const probe = createProber().open({
      kind: "tcp",
      id: "t",
      critical: false,
      host: "nowhere.invalid",
      port: 1,
      timeoutMs: 4_000,
    });
    const { up, reason } = await probe.check();
    expect({ up, reason }).toEqual({ up: false, reason: expect.stringMatching(/^name (not found|lookup failed)$/) });
  });
});
