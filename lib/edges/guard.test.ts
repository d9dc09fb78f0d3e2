import { createServer, type AddressInfo, type Server } from "node:net";
import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { Client } from "undici";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { linkLocalHost } from "./forbidden-address.ts";
import { LINK_LOCAL, openGuard, type Lookup } from "./guard.ts";

describe("link-local and metadata hosts are known in every spelling (metadata)", () => {
  test.each([
    "169.254.169.254",
    "169.254.0.1",
    "169.254.169.254.",
    "0xa9fea9fe",
    "0xA9.0xFE.0xA9.0xFE",
    "0251.0376.0251.0376",
    "2852039166",
    "169.16689662",
    "169.254.43518",
    "%31%36%39.254.169.254",
    "１６９.２５４.１６９.２５４",
    "①⑥⑨.254.169.254",
    "169。254。169。254",
    "[fe80::1]",
    "fe80::1%eth0",
    "[FEBF::1]",
    "[::ffff:169.254.169.254]",
    "[::ffff:a9fe:a9fe]",
    "[0:0:0:0:0:ffff:a9fe:a9fe]",
    "[::a9fe:a9fe]",
    "[64:ff9b::a9fe:a9fe]",
    "[64:ff9b:1:a9fe:a9:fe00::]",
    "[2001:db8:64::a9fe:a9fe]",
    "[2002:a9fe:a9fe::1]",
    "[2001:0:a9fe:a9fe::1]",
    "[2001:0:102:304:0:0:5601:5601]",
    "[fe80::5efe:a9fe:a9fe]",
    "[2001:db8::5efe:a9fe:1]",
    "[fd00:ec2::254]",
    "[fd00:0ec2::254]",
    "100.100.100.200",
    "192.0.0.192",
    "168.63.129.16",
    "metadata.google.internal",
    "Metadata.Google.Internal.",
    "ｍetadata.google.internal",
    "metadata",
  ])("%s", (host) => {
    expect(linkLocalHost(host)).toBe(true);
  });
});

test("a random spelling of a random forbidden address is always refused", () => {
  const octet = fc.integer({ min: 0, max: 255 });
  const address = fc.oneof(
    fc.constant([169, 254, 169, 254]),
    fc.tuple(octet, octet).map(([c, d]) => [169, 254, c, d]),
    fc.constant([100, 100, 100, 200]),
  );
  const digits = (text: string, wide: boolean): string =>
    wide ? text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))) : text;
  const part = (value: number, form: number): string =>
    [String(value), `0${value.toString(8)}`, `0x${value.toString(16)}`, `0X${value.toString(16).toUpperCase()}`][
      form
    ] ?? "";
  const dotted = fc
    .tuple(address, fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }), fc.boolean(), fc.nat(3))
    .map(([bytes, forms, wide, joined]) => {
      // the last parts may be written as one number
      const head = bytes.slice(0, 3 - joined);
      const tail = bytes.slice(3 - joined).reduce((sum, byte) => sum * 256 + byte, 0);
      return digits([...head, tail].map((value, i) => part(value, forms[i] ?? 0)).join("."), wide);
    });
  const hex = (bytes: readonly number[]): string =>
    [0, 2].map((i) => ((bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0)).toString(16)).join(":");
  const carried = fc
    .tuple(
      address,
      fc.constantFrom(
        (v4: string) => `::ffff:${v4}`,
        (v4: string) => `::${v4}`,
        (v4: string) => `64:ff9b::${v4}`,
        (v4: string) => `::ffff:0:${v4}`,
        (v4: string) => `2002:${v4}::5`,
        (v4: string) => `2001:0:${v4}::9`,
      ),
      fc.constantFrom<(address: string) => string>(
        (text) => text,
        (text) => `[${text}]`,
        (text) => text.toUpperCase(),
        (text) => ipaddr.IPv6.parse(text).toRFC5952String(),
        (text) => `[${ipaddr.IPv6.parse(text).toNormalizedString()}]`,
      ),
    )
    .map(([bytes, carry, write]) => write(carry(hex(bytes))));
  const percent = (text: string): string => text.replace(/[0-9]/g, (digit) => `%${digit.charCodeAt(0).toString(16)}`);
  const coded = dotted.map((text) => (/^[\x20-\x7e]*$/.test(text) ? percent(text) : text));
  fc.assert(
    fc.property(fc.oneof(dotted, carried, coded), fc.constantFrom("", "."), (host, end) => {
      expect(linkLocalHost(host.includes(":") ? host : host + end), host).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

describe("other hosts are let through", () => {
  test.each([
    "127.0.0.1",
    "localhost",
    "10.0.0.1",
    "169.253.255.255",
    "169.255.0.0",
    "example.com",
    "169.254.example.com",
    "metadata.example.com",
    "[::1]",
    "[fec0::1]",
    "[fd00::254]",
    "[::ffff:10.0.0.1]",
    "[64:ff9b::8.8.8.8]",
    "[2002:102:304::1]",
    "256.1.1.1",
    "1.2.3.4.5",
    "",
  ])("%j", (host) => {
    expect(linkLocalHost(host)).toBe(false);
  });
});

describe("at the socket", () => {
  let server: Server;
  let port = 0;
  const names: Readonly<Record<string, readonly string[]>> = {
    "good.test": ["127.0.0.1"],
    "bad.test": ["169.254.169.254"],
    "mixed.test": ["127.0.0.1", "fe80::1"],
    "nat64.test": ["64:ff9b::a9fe:a9fe"],
  };
  const lookup: Lookup = (host, _options, answer) => {
    const found = names[host];
    if (!found) return answer(Object.assign(new Error(host), { code: "ENOTFOUND" }), []);
    answer(
      null,
      found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
  const guard = openGuard({ allowLinkLocal: false, lookup });

  beforeAll(async () => {
    server = createServer((socket) => void socket.on("error", () => undefined).destroy()).listen(0, "127.0.0.1");
    await new Promise((done) => server.once("listening", done));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((done) => server.close(done)));

  const outcome = (socket: ReturnType<typeof guard.socket>): Promise<string> =>
    new Promise((resolve) => {
      socket.once("connect", () => (socket.destroy(), resolve("connected")));
      socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? ""));
    });

  test.each([
    ["good.test", "connected"],
    ["127.0.0.1", "connected"],
    ["bad.test", LINK_LOCAL],
    ["mixed.test", LINK_LOCAL],
    ["nat64.test", LINK_LOCAL],
    ["169.254.169.254", LINK_LOCAL],
    ["::ffff:a9fe:a9fe", LINK_LOCAL],
    ["none.test", "ENOTFOUND"],
  ])("%s is %s, however the connection is made", async (host, expected) => {
    expect(await outcome(guard.connect({ host, port }))).toBe(expected);
    const socket = guard.socket();
    socket.connect(port, host);
    expect(await outcome(socket)).toBe(expected);
    const client = new Client(`http://${host.includes(":") ? `[${host}]` : host}:${port}`, {
      connect: guard.connector(),
    });
    const code = await client.request({ path: "/", method: "GET" }).then(
      () => "answered",
      (error: NodeJS.ErrnoException) => error.code,
    );
    expect(code).toBe(expected === "connected" ? "UND_ERR_SOCKET" : expected);
    await client.destroy();
  });

  test("where link-local addresses are allowed, nothing is refused by its address", () => {
    expect(openGuard({ allowLinkLocal: true }).mayCall("169.254.169.254")).toBe(true);
    expect(guard.mayCall("169.254.169.254")).toBe(false);
  });
});
