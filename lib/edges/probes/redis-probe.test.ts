import { spawn, spawnSync } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { targetConfigSchema, type ProbeConfig } from "#core/config/target-config";
import { openGuard } from "#edges/guard";
import { createProber } from "./prober.ts";
import { probeContract } from "./probe.contract.ts";
import type { ProbeResult } from "./probe.ts";
import { redisFaults } from "./redis-probe.ts";

type RedisConfig = Extract<ProbeConfig, { kind: "redis" }>;

const PASSWORD = "s3cret-of-redis";
const missing = spawnSync("redis-server", ["--version"]).status !== 0;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

describe.skipIf(missing)(
  missing ? "redis probe (no redis-server on this machine: install it to run these)" : "redis probe",
  () => {
    let port = 0;
    let stop = (): void => {};

    beforeAll(async () => {
      port = await freePort();
      const options = [
        "--port",
        String(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--appendonly",
        "no",
        "--requirepass",
        PASSWORD,
      ];
      const server = spawn("redis-server", options, { stdio: "ignore" });
      stop = () => void server.kill("SIGKILL");
      for (let tries = 0; tries < 100 && !(await checkOnce(["PING"])).up; tries++) await sleep(30);
      const redis = new Redis(urlFor(PASSWORD));
      await redis.set("large", "x".repeat(2_000_000));
      redis.disconnect();
    });
    afterAll(() => stop());

    function urlFor(password: string): string {
      return `redis://:${password}@127.0.0.1:${port}`;
    }

    async function checkOnce(command: string[], password = PASSWORD): Promise<ProbeResult> {
      const probe = createProber().open({
        kind: "redis",
        id: "r",
        critical: false,
        url: urlFor(password),
        command,
        timeoutMs: 1_000,
      });
      const result = await probe.check();
      await probe.close();
      return result;
    }

    probeContract(
      async () => ({
        peer: { host: "127.0.0.1", port },
        config: (gatePort, timeoutMs) => ({
          kind: "redis",
          id: "r",
          critical: false,
          url: `redis://:${PASSWORD}@127.0.0.1:${gatePort}`,
          command: ["PING"],
          timeoutMs,
        }),
        secret: PASSWORD,
      }),
      { asks: true },
    );

    test("a command is sent with its arguments", async () => {
      expect(await checkOnce(["SET", "probe", "1"])).toMatchObject({ up: true });
      expect(await checkOnce(["GET", "probe"])).toMatchObject({ up: true });
    });

    test("a refused command is down, named by redis's own word", async () => {
      expect(await checkOnce(["NOSUCHCOMMAND"])).toMatchObject({ up: false, reason: "refused by redis (ERR)" });
      expect(await checkOnce(["INCR", "large"])).toMatchObject({ up: false, reason: "refused by redis (ERR)" });
    });

    test("a wrong password is down and not repeated in the reason", async () => {
      const { up, reason } = await checkOnce(["PING"], "wrong-password");
      expect({ up, reason }).toEqual({
        up: false,
        reason: expect.stringMatching(/^refused by redis \((WRONGPASS|NOAUTH)\)$/),
      });
    });

    test("a database that is not there is down, and nothing is asked in another (redis-db)", async () => {
      const ask = async (path: string): Promise<ProbeResult> => {
        const probe = createProber().open({
          ...{ kind: "redis", id: "r", critical: false, timeoutMs: 1_000 },
          url: `${urlFor(PASSWORD)}${path}`,
          command: ["GET", "large-not"],
        });
        const result = await probe.check();
        await probe.close();
        return result;
      };
      expect(await ask("/3")).toMatchObject({ up: true });
      expect(await ask("/99")).toMatchObject({ up: false, reason: "database 99 refused by redis (ERR)" });
      expect(await ask("?db=99")).toMatchObject({ up: false, reason: "database 99 refused by redis (ERR)" });
    });

    test("a user who may only PING is up, and nothing is written to the terminal (redis-acl)", async () => {
      const admin = new Redis(urlFor(PASSWORD));
      await admin.call("ACL", "SETUSER", "pinger", "on", ">pw", "resetchannels", "-@all", "+ping");
      admin.disconnect();
      const warn = vi.spyOn(console, "warn");
      const probe = createProber().open({
        ...{ kind: "redis", id: "r", critical: false, timeoutMs: 1_000, command: ["PING"] },
        url: `redis://pinger:pw@127.0.0.1:${port}`,
      });
      expect(await probe.check()).toMatchObject({ up: true });
      await probe.close();
      expect(warn).not.toHaveBeenCalled();
    });

    test("an answer over 1 MiB is cut off", async () => {
      expect(await checkOnce(["GET", "large"])).toMatchObject({ up: false, reason: "answer longer than 1 MiB" });
    });
  },
);

test.each([["SUBSCRIBE", "a"], ["psubscribe", "x*"], ["MONITOR"], ["client", "reply", "off"], ["AUTH", "x"]])(
  "a command that asks for no single answer is refused: %s",
  (...command) => {
    const config = targetConfigSchema.parse({ kind: "redis", id: "r", url: "redis://h", command });
    expect(redisFaults(config as RedisConfig, openGuard({ allowLinkLocal: false }))).toMatchObject([
      { path: ["command"], message: expect.stringContaining("is no command that a probe can send") },
    ]);
    const asked = { ...config, command: ["GET", "a"] } as RedisConfig;
    expect(redisFaults(asked, openGuard({ allowLinkLocal: false }))).toEqual([]);
  },
);
