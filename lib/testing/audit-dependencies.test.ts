import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const LIMIT_MS = 120_000;
const ADVISORY = {
  id: 1_096_366,
  url: "https://github.com/advisories/GHSA-72xf-g2v4-qvf3",
  title: "Of a test",
  severity: "high",
  vulnerable_versions: "<900",
  cwe: ["CWE-1321"],
  cvss: { score: 7.5, vectorString: null },
};

/** npm's own client against a registry of the test's own. */
describe("npm run audit", () => {
  const registry: { server: Server | null; answer: readonly [status: number, body: unknown] } = {
    server: null,
    answer: [200, {}],
  };
  beforeAll(async () => {
    const server = createServer((request, response) => {
      const [status, body] = request.method === "POST" ? registry.answer : [404, {}];
      request.resume().on("end", () => {
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    registry.server = server;
  });
  afterAll(() => (registry.server?.closeAllConnections(), void registry.server?.close()));

  async function audit(): Promise<{ readonly code: number; readonly text: string }> {
    const { port } = registry.server?.address() as AddressInfo;
    const env = { ...process.env, npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_fetch_retries: "0" };
    const args = ["--import", "tsx", "lib/testing/audit-dependencies.ts"];
    return new Promise((resolve) =>
      execFile(process.execPath, args, { cwd: ROOT, env }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === "number" ? error.code : 0, text: `${stdout}${stderr}` }),
      ),
    );
  }

  test.each([
    ["advises of nothing passes", [200, {}], 0, /^\d+ dependencies, 0 advisories that .* does not accept\.$/m],
    [
      "advises of something fails, named",
      [200, { undici: [ADVISORY] }],
      1,
      /^NOT ACCEPTED {2}undici <900: Of a test \(high/m,
    ],
    [
      "takes no questions is not passed as clean",
      [405, {}],
      2,
      /^NOT AUDITED {2}the registry gives no advisories: .*405/m,
    ],
  ] as const)(
    "a registry that %s",
    async (_, answer, code, said) => {
      registry.answer = answer;
      expect(await audit()).toEqual({ code, text: expect.stringMatching(said) });
    },
    LIMIT_MS,
  );
});
