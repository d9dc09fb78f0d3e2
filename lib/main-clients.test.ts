import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { configSchema } from "#core/config/config";
import { openGuard, type Lookup } from "#edges/guard";
import { openChannel } from "#edges/notify/channels/open-channel";
import { problemLine } from "#edges/plan-file/report-problems";
import { createProber } from "#edges/probes/prober";
import { clientProblems, loadRunnable } from "./main-clients.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdpoint-clients-"));
});
afterAll(() => rm(folder, { recursive: true }));

const SECRET = `whsec_${"A".repeat(32)}`;
const PROBE = "reaches a link-local or cloud metadata address; set network.allowLinkLocal to probe it";
const CALL = "reaches a link-local or cloud metadata address; set network.allowLinkLocal to call it";

/** Every problem that a start would stop at, without the file's name. */
async function problems(text: string, environment: Record<string, string> = {}): Promise<readonly string[]> {
  const file = join(folder, "holdpoint.yaml");
  await writeFile(file, text);
  const loaded = await loadRunnable(file, environment);
  return loaded.ok ? [] : loaded.problems.map((problem) => problemLine(problem).replace(`${file}:`, ""));
}

const target = (fields: string): string => `targets:\n  - { id: a, ${fields} }\n`;

describe("bad-url, percent, metadata: what can never work is refused by line and field", () => {
  test.each([
    ["kind: postgres, url: app", "url: must be written as postgres://user:password@host:5432/database"],
    ["kind: postgres, url: 'mysql://h/db'", "url: must be written as postgres://user:password@host:5432/database"],
    ["kind: postgres, url: 'host=db user=x'", "url: has a space or a control character in it"],
    ["kind: postgres, url: 'postgres:///app'", "url: names no host"],
    ["kind: postgres, url: 'postgres://a,b/app'", "url: must be the name or address of a host, and nothing else"],
    ["kind: postgres, url: 'postgres://a:1,b:2/app'", "url: must be written as postgres://"],
    ["kind: postgres, url: 'postgres://h/db?host=a,b'", "url: names several hosts"],
    ["kind: postgres, url: 'postgres://h/db?host=169.254.169.254'", `url: ${PROBE}`],
    ["kind: postgres, url: 'postgres://h/db?sslrootcert=/no/such.pem'", "url: names a certificate or key file"],
    [
      "kind: postgres, url: 'postgres://u:100%@h/db'",
      'url: has a "%" that begins no percent-encoding: write %25 for it',
    ],
    ["kind: postgres, url: 'postgres://h/db?sslmod=require'", "url: has a parameter that PostgreSQL does not know"],
    ["kind: postgres, url: 'postgres://h/db?sslmode=bogus'", "url: has an unknown sslmode: it is one of disable,"],
    ["kind: redis, url: 'http://h'", "url: must be written as redis://"],
    ["kind: redis, url: 'h:6379'", "url: must be written as redis://"],
    ["kind: redis, url: '169.254.169.254:6379'", "url: must be written as redis://"],
    ["kind: redis, url: 'redis://169.254.169.254:6379'", `url: ${PROBE}`],
    ["kind: redis, url: 'redis://:5%@h'", 'url: has a "%" that begins no percent-encoding: write %25 for it'],
    ["kind: redis, url: 'redis://h/cache'", "url: names no database"],
    ["kind: tcp, host: '[::1]', port: 1", "host: must be an IPv6 address without its brackets"],
    ["kind: tcp, host: 'http://host', port: 1", "host: must be the name or address of a host, and nothing else"],
    ["kind: tcp, host: 'fe80::1', port: 1", `host: ${PROBE}`],
    ["kind: http, url: 'https://h', tls: { ca: /no/such.pem }", "tls.ca: names a file that there is not"],
    ["kind: http, url: 'https://h', tls: { ca: /etc/hosts }", "tls.ca: names a file that holds no PEM certificate"],
    ["kind: http, url: 'http://h', headers: { Bad Name: x }", 'headers["Bad Name"]: is no name of a header'],
    ["kind: http, url: 'http://h', headers: { X-Who: Zoë ✓ }", "headers.X-Who: has a line break or another character"],
    ["kind: http, url: 'http://h', headers: { Expect: 100-continue }", "headers.Expect: is set by Holdpoint itself"],
    ["kind: http, url: 'http://h', method: HEAD, expectBody: ok", "expectBody: can never be there"],
    ["kind: http, url: 'http://u:100%@h'", 'url: has a "%" that begins no percent-encoding: write %25 for it'],
    ["kind: http, url: 'http://h:0/'", "url: has port 0, to which nobody can connect"],
    ["kind: http, url: 'http://a@b@169.254.169.254/'", `url: ${PROBE}`],
    ["kind: http, url: 'http:///169.254.169.254/'", `url: ${PROBE}`],
    ["kind: http, url: 'http://%31%36%39.254.169.254/'", `url: ${PROBE}`],
    ["kind: http, url: 'http://１６９.254.169.254/'", `url: ${PROBE}`],
    ["kind: http, url: 'http://[fd00:0ec2::254]/'", `url: ${PROBE}`],
    ["kind: http, url: 'http://[64:ff9b::a9fe:a9fe]/'", `url: ${PROBE}`],
  ])("%s", async (fields, expected) => {
    const found = await problems(target(fields));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^2:\d+: targets\[a\]\./);
    expect(found[0]).toContain(`targets[a].${expected}`);
  });

  test.each([
    ["kind: http, url: 'http://user:100%25@h/%7Ex?q=%'"],
    ["kind: postgres, url: 'postgres://u:p@h/db?sslmode=verify-full'"],
    ["kind: postgres, url: 'postgres://u@%2Frun%2Fpostgresql/db'"],
    ["kind: postgres, url: 'postgresql:///db?host=/run/postgresql&user=u'"],
    ["kind: redis, url: 'rediss://user:p%25@cache_1.example.com:6380/3'"],
    ["kind: tcp, host: 'bücher.example', port: 443"],
    ["kind: tcp, host: '::1', port: 443"],
    ["kind: http, url: 'http://127.0.0.1:8080/169.254.169.254'"],
  ])("and what can work is let through: %s", async (fields) => {
    expect(await problems(target(fields))).toEqual([]);
  });

  test("channels and the traffic's control, too", async () => {
    const text = (host: string): string => `
channels:
  - { id: mail, kind: email, host: "${host}", from: a@example.com }
  - { id: chat, kind: slack, url: "http://user:pw@${host}/x" }
  - { id: hook, kind: webhook, url: "http://${host}:80/", secret: ${SECRET} }
  - { id: pager, kind: pagerduty, routingKey: k, url: "http://${host}/" }
traffic: { kind: webhook, url: "http://${host}/", readBack: "http://${host}/", secret: ${SECRET} }
`;
    const places = ["channels[mail].host", "channels[chat].url", "channels[hook].url", "channels[pager].url"];
    const expected = [...places, "traffic.url", "traffic.readBack"].map((place) => `${place}: ${CALL}`);
    for (const host of ["169.254.169.254", "metadata.google.internal", "0xa9fea9fe"]) {
      const found = await problems(text(host));
      expect(found.map((line) => line.replace(/^\d+:\d+: /, ""))).toEqual(expected);
      expect(await problems(`${text(host)}network: { allowLinkLocal: true }\n`)).toEqual([]);
    }
    const socket =
      "traffic: { kind: haproxy, socket: 'tcp://[::ffff:a9fe:a9fe]:80', backend: b, servers: { stable: [s] } }";
    expect((await problems(socket))[0]).toContain(`traffic.socket: ${CALL}`);
    const place = "traffic: { kind: haproxy, socket: /etc, backend: b, servers: { stable: [s] } }";
    expect((await problems(place))[0]).toContain("traffic.socket: is no socket");
  });
});

describe("env-newline", () => {
  const text = `
targets:
  - { id: a, kind: http, url: http://h/, headers: { Authorization: "Bearer \${TOK}" } }
channels:
  - { id: mail, kind: email, host: "\${HOST_OF_MAIL}", user: u, password: "\${PASSWORD}", from: a@example.com }
  - { id: pager, kind: pagerduty, routingKey: "\${KEY}" }
`;
  const secrets = (end: string, middle = ""): Record<string, string> => ({
    TOK: `to${middle}ken${end}`,
    HOST_OF_MAIL: `ma${middle}il${end}`,
    PASSWORD: `pass${middle}word${end}`,
    KEY: `k${middle}ey${end}`,
  });

  test.each(["\n", "\r\n", "\n\n", ""])("a variable that ends in %j is taken without it", async (end) => {
    expect(await problems(text, secrets(end))).toEqual([]);
  });

  test("a line break inside is refused by line and field, and the value is not shown", async () => {
    const found = await problems(text, secrets("", "\n"));
    expect(found.map((line) => line.replace(/^(\d+):\d+: ([^:]*): .*$/, "$1 $2"))).toEqual([
      "3 targets[a].headers.Authorization",
      "5 channels[mail].host",
      "5 channels[mail].password",
      "6 channels[pager].routingKey",
    ]);
    expect(found.join("\n")).not.toMatch(/token|password\n|ken/);
  });
});

describe("merge-key", () => {
  test("fields of a merged map are the target's own, and a problem is at the place where it is written", async () => {
    const text = `
targets:
  - &c { id: a, kind: tcp, host: example.com, port: 80 }
  - { <<: *c, id: b }
  - { <<: [*c], id: d, host: "[::1]" }
`;
    expect(await problems(text)).toEqual(["5:24: targets[d].host: must be an IPv6 address without its brackets"]);
    expect(await problems(text.replace("example.com", "'x y'"))).toHaveLength(3);
  });

  test("a map that is merged into itself, and a tower of merges, end with a sentence", async () => {
    expect(await problems("targets: [&a { <<: *a, id: a }]\n")).not.toEqual([]);
    const tower = Array.from({ length: 30 }, (_, i) => `l${i + 1}: &l${i + 1} { <<: [*l${i}, *l${i}] }`).join("\n");
    expect(await problems(`l0: &l0 { id: a }\n${tower}\n`)).not.toEqual([]);
  });
});

test("whatever the check lets through, every client can be made of, and its requests are valid", async () => {
  const odd = fc.string({ unit: fc.constantFrom(..."ab1.:/@%[]?#&=,_-é\n ✓０"), maxLength: 12 });
  const mostly = (usual: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: odd });
  const url = fc
    .tuple(
      fc.constantFrom("http", "https", "postgres", "postgresql", "redis", "rediss", "http", "https"),
      mostly(fc.constantFrom("", "u@", "u:p@", "u:%@", "a@b@")),
      mostly(fc.constantFrom("h", "host.test", "127.0.0.1", "[::1]", "169.254.1.1", "h:0", "h:99999", "a,b", "")),
      mostly(fc.constantFrom("", "/", "/db", "/0", "/99", "?host=a", "/db?sslmode=require", "/db?port=x")),
    )
    .map(([scheme, user, host, rest]) => `${scheme}://${user}${host}${rest}`);
  const headers = fc.dictionary(
    mostly(fc.constantFrom("X-A", "Host", "Expect", "Accept", "Connection")),
    mostly(fc.constantFrom("a", "b c")),
    {
      maxKeys: 3,
    },
  );
  const targets = fc.oneof(
    fc.record({ kind: fc.constant("http"), url, headers, method: fc.constantFrom("GET", "HEAD", "POST") }),
    fc.record({
      kind: fc.constant("tcp"),
      host: mostly(fc.constantFrom("h", "::1", "[::1]")),
      port: fc.integer({ min: 1, max: 65_535 }),
    }),
    fc.record({ kind: fc.constantFrom("postgres", "redis"), url: mostly(url) }),
  );
  const channels = fc.oneof(
    fc.record({ kind: fc.constant("slack"), url }),
    fc.record({ kind: fc.constant("pagerduty"), url, routingKey: mostly(fc.constant("key")) }),
    fc.record({ kind: fc.constant("email"), host: mostly(fc.constant("h")), from: fc.constant("a@b.c") }),
  );
  // no name is known here, so that nobody is called
  const lookup: Lookup = (_host, _options, answer) => answer(Object.assign(new Error("no"), { code: "ENOTFOUND" }), []);
  const prober = createProber({ guard: openGuard({ allowLinkLocal: false, lookup }) });
  let passed = 0;
  await fc.assert(
    fc.asyncProperty(targets, channels, async (target, channel) => {
      const parsed = configSchema.safeParse({
        targets: [{ id: "a", ...target }],
        channels: [{ id: "c", ...channel }],
      });
      if (!parsed.success || clientProblems(parsed.data).length > 0) return;
      passed++;
      for (const each of parsed.data.targets) {
        if (each.kind === "push") continue;
        const probe = prober.open(each);
        const { reason } = await probe.check();
        await probe.close();
        expect(reason).not.toMatch(/^cannot be probed|^request not valid|^failed$/);
      }
      for (const each of parsed.data.channels) await openChannel(each, false).close();
    }),
    { numRuns: 1_000 },
  );
  expect(passed).toBeGreaterThan(50);
});
