import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { HaproxyConfig } from "#core/config/traffic-config";
import type { Outcome } from "#core/outcome";
import { differenceSentence, shareDifferences } from "#core/traffic/compare";
import { openGuard } from "#edges/guard";
import { startHaproxy, type AHaproxy } from "#testing/a-haproxy";
import { presentHaproxy } from "#testing/find-haproxy";
import { haproxyControl } from "./haproxy-control.ts";
import { openSocketGate, type SocketGate } from "#testing/socket-gate";

const GROUPS = [
  { id: "canary", label: "Canary" },
  { id: "rollout", label: "Rollout" },
];
const SERVERS = { canary: ["canary-1"], rollout: ["new-1", "new-2"], stable: ["old-1"] };
const SERVERS_WITHOUT_CANARY = { rollout: ["new-1"], stable: ["old-1"] };
/** As the file says: all of it on the new version, so that a restart shows. */
const FILE = { "canary-1": 0, "new-1": 100, "new-2": 100, "old-1": 0 };
const REQUESTS = 400;
const AROUND = { groups: GROUPS, guard: openGuard({ allowLinkLocal: false }) };

const program = await presentHaproxy();

function configure(socket: string, rest: Partial<HaproxyConfig> = {}): HaproxyConfig {
  return { kind: "haproxy", socket, backend: "app", servers: SERVERS, timeoutMs: 10_000, ...rest };
}

function message(outcome: Outcome<unknown>): string {
  return outcome.ok ? "accepted" : outcome.refusal.message;
}

describe.skipIf(program === undefined)(
  program === undefined ? "haproxy (none on this machine: install it to run these)" : "haproxy",
  () => {
    let haproxy: AHaproxy;
    let gate: SocketGate;
    beforeAll(async () => {
      haproxy = await startHaproxy(program ?? "", { servers: FILE });
      gate = await openSocketGate(haproxy.socket);
    });
    beforeEach(async () => {
      await haproxy.restart();
      gate.behave({});
    });
    afterAll(async () => {
      await gate.close();
      await haproxy.close();
    });

    const control = (rest: Partial<HaproxyConfig> = {}): ReturnType<typeof haproxyControl> =>
      haproxyControl(configure(haproxy.socket, rest), AROUND);
    const gated = (rest: Partial<HaproxyConfig> = {}): ReturnType<typeof haproxyControl> =>
      haproxyControl(configure(gate.address, rest), AROUND);

    describe("requests go where the weights say", () => {
      test.each([
        [{ rollout: 50 }, { "new-1": 100, "new-2": 100, "old-1": 200 }],
        [
          { canary: 1, rollout: 9 },
          { "canary-1": 4, "new-1": 18, "new-2": 18, "old-1": 360 },
        ],
        [{ rollout: 100 }, { "new-1": 200, "new-2": 200 }],
        [{}, { "old-1": 400 }],
      ])("%j", async (split, expected) => {
        expect(await control().apply(split)).toEqual({ ok: true, value: undefined });
        const read = await control().read();
        expect(read).toEqual({ ok: true, value: { canary: 0, rollout: 0, ...split } });
        const hits = await haproxy.hits(REQUESTS);
        for (const server of Object.keys(FILE)) {
          const wanted = (expected as Record<string, number>)[server] ?? 0;
          expect((hits[server] ?? 0) > 0, server).toBe(wanted > 0);
          expect(Math.abs((hits[server] ?? 0) - wanted), server).toBeLessThanOrEqual(REQUESTS / 100);
        }
      });
    });

    test("while the weights change, no request is turned away", async () => {
      const hits = haproxy.hits(REQUESTS);
      for (const rollout of [0, 100, 0, 50, 0]) expect((await control().apply({ rollout })).ok).toBe(true);
      expect(Object.keys(await hits).filter((name) => name.startsWith("status"))).toEqual([]);
    });

    test("over TCP it is the same", async () => {
      expect(await gated().apply({ rollout: 20 })).toMatchObject({ ok: true });
      expect(await gated().read()).toEqual({ ok: true, value: { canary: 0, rollout: 20 } });
      expect(await control().read()).toEqual({ ok: true, value: { canary: 0, rollout: 20 } });
    });

    test("a restart loses the weights, and what is read back says so", async () => {
      await control().apply({ rollout: 50 });
      await haproxy.restart();
      const read = await control().read();
      const differences = shareDifferences({ rollout: 50 }, (read.ok && read.value) || {}, { groups: GROUPS });
      expect(differenceSentence(differences, { groups: GROUPS, from: "haproxy" })).toBe(
        "Rollout 50 % intended, 100 % read back from haproxy; Stable version 50 % intended, 0 % read back from haproxy.",
      );
    });

    test("a server in maintenance takes no traffic, whatever its weight", async () => {
      await control().apply({ rollout: 50 });
      await haproxy.say("set server app/new-1 state maint");
      expect(await control().read()).toMatchObject({ ok: true, value: { rollout: expect.closeTo(100 / 3, 1) } });
      await haproxy.say("set server app/new-2 state drain;set server app/old-1 state maint");
      expect(message(await control().read())).toBe("No server of HAProxy's backend app takes traffic.");
    });

    test("a server of no group counts as the stable version", async () => {
      const servers = { rollout: ["new-1"], stable: ["old-1"] };
      expect(await control({ servers }).read()).toEqual({ ok: true, value: { rollout: 50 } });
    });

    describe("what HAProxy refuses is one sentence", () => {
      test("an unknown backend", async () => {
        const expected = { ok: false, refusal: { code: "not_found", message: "HAProxy has no backend ap." } };
        expect(await control({ backend: "ap" }).read()).toEqual(expected);
        expect(await control({ backend: "ap" }).apply({ rollout: 50 })).toEqual(expected);
      });

      test("a frontend's name", async () => {
        expect(message(await control({ backend: "front" }).read())).toBe("HAProxy has no backend front.");
      });

      test("a frontend and a backend of one name are told apart (haproxy-name)", async () => {
        const both = await startHaproxy(program ?? "", { servers: FILE, frontend: "app" });
        const named = haproxyControl(configure(both.socket), AROUND);
        expect(await named.read()).toMatchObject({ ok: true, value: { rollout: 100 } });
        expect(await named.apply({ rollout: 25 })).toMatchObject({ ok: true });
        expect(await named.read()).toMatchObject({ ok: true, value: { rollout: 25 } });
        await both.close();
      });

      test("a socket that may only look", async () => {
        const looking = haproxyControl(configure(haproxy.readOnlySocket), AROUND);
        expect(await looking.read()).toMatchObject({ ok: true, value: { rollout: 100 } });
        expect(await looking.apply({ rollout: 50 })).toEqual({
          ok: false,
          refusal: { code: "forbidden", message: "HAProxy's socket allows no changes: it needs level admin." },
        });
      });

      test("a backend whose balance takes no weights", async () => {
        const fixed = await startHaproxy(program ?? "", { servers: FILE, balance: "source" });
        const outcome = await haproxyControl(configure(fixed.socket), AROUND).apply({ rollout: 30 });
        await fixed.close();
        expect(message(outcome)).toContain("takes no new weights: it needs balance roundrobin, or leastconn.");
      });

      test("somebody else behind the socket", async () => {
        gate.behave({ answer: "+OK ready\n\n" });
        expect(message(await gated().read())).toBe(`HAProxy's answer is not understood: "+OK ready".`);
      });
    });

    test("a split that cannot be brought about changes nothing", async () => {
      expect(message(await control().apply({ rollout: 101 }))).toBe("Rollout cannot have 101 % of the traffic.");
      expect(message(await control().apply({ canary: 0.01 }))).toBe(
        "Canary cannot get 0.01 %: that is less than HAProxy's whole weights, 0 to 256, can give.",
      );
      const servers = { rollout: ["gone"], stable: ["old-1"] };
      expect(message(await control({ servers }).apply({ rollout: 5 }))).toBe(
        "Rollout is to get 5 %, but HAProxy's backend app has no server gone.",
      );
      expect(message(await control({ servers: SERVERS_WITHOUT_CANARY }).apply({ canary: 5 }))).toBe(
        "Canary is to get 5 %, but traffic.servers has none for canary.",
      );
      expect(await control().read()).toEqual({ ok: true, value: { canary: 0, rollout: 100 } });
    });

    describe("in part", () => {
      test("one of the servers is gone: the others carry the split, and it is named", async () => {
        const servers = { ...SERVERS, rollout: ["new-1", "new-2", "new-3"] };
        const outcome = await control({ servers }).apply({ rollout: 50 });
        expect(message(outcome)).toBe("The weights are set, but HAProxy's backend app has no server new-3.");
        expect(await control({ servers }).read()).toEqual({ ok: true, value: { canary: 0, rollout: 50 } });
      });

      test("one of two weights is refused: both are told, and what is read back is the truth", async () => {
        gate.behave({ rewrite: (line) => line.replace("app/old-1 weight", "app/gone weight") });
        expect(await gated().apply({ rollout: 50 })).toEqual({
          ok: false,
          refusal: {
            code: "conflict",
            message:
              "The traffic moved in part: the weight of old-1 is not set. HAProxy's backend app has no such server.",
          },
        });
        expect(await control().read()).toEqual({ ok: true, value: { canary: 0, rollout: 100 } });
        gate.behave({});
        expect(await gated().apply({ rollout: 50 })).toMatchObject({ ok: true });
        expect(await control().read()).toEqual({ ok: true, value: { canary: 0, rollout: 50 } });
      });
    });

    describe("the controller is away", () => {
      test.each(["unix", "tcp"])("no answer at its %s socket", async (kind) => {
        const address = kind === "unix" ? haproxy.socket : gate.address;
        const away = haproxyControl(configure(address), AROUND);
        await haproxy.stop();
        for (const outcome of [await away.read(), await away.apply({ rollout: 50 })]) {
          expect(outcome).toMatchObject({ ok: false, refusal: { code: "unavailable" } });
          expect(message(outcome)).toMatch(
            /^HAProxy('s answer was cut short\.| cannot be reached: connection (refused|reset)\.)$/,
          );
          expect(message(outcome)).not.toContain(haproxy.socket);
        }
      });

      test("no such socket", async () => {
        const outcome = await haproxyControl(configure(`${haproxy.socket}.none`), AROUND).read();
        expect(message(outcome)).toBe("HAProxy cannot be reached: socket or file not found.");
      });

      test.each([
        ["says nothing", { silent: true }],
        ["drips and never ends", { drip: true }],
      ])("it %s: the call ends in time", async (_title, behaviour) => {
        gate.behave(behaviour);
        const hanging = gated({ timeoutMs: 200 });
        for (const outcome of await Promise.all([hanging.read(), hanging.apply({ rollout: 50 })]))
          expect(message(outcome)).toBe("HAProxy did not answer within 200 ms.");
        expect(await gate.idle()).toBe(true);
      });

      test("it is slow: an answer in time counts", async () => {
        gate.behave({ delayMs: 300 });
        expect(await gated().apply({ rollout: 50 })).toMatchObject({ ok: true });
        expect(await gated().read()).toEqual({ ok: true, value: { canary: 0, rollout: 50 } });
      });

      test("it hangs up half way", async () => {
        gate.behave({ cutAfter: 20 });
        expect(message(await gated().read())).toBe("HAProxy's answer was cut short.");
      });
    });
  },
);
