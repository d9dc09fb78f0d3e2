import { describe, expect, test } from "vitest";
import { askedOf, ownAddress, type AskedAs } from "./own-address.ts";
import { publicUrlOf } from "./public-url.ts";

const SETTING = "HOLDPOINT_PUBLIC_URL";
const alone = ownAddress({ publicUrl: null, names: ["0.0.0.0", "war-room"] });
const known = ownAddress({ publicUrl: publicUrlOf("https://war.example.com/hp"), names: ["127.0.0.1", "war-room"] });

function asked(headers: Readonly<Record<string, string>>): AskedAs {
  return askedOf(new Headers(headers));
}

describe("names", () => {
  test.each([
    "127.0.0.1:3000",
    "localhost:3000",
    "LOCALHOST",
    "hp.localhost",
    "[::1]:3000",
    // a wall that opens the machine's address, where HOST is 0.0.0.0
    "10.0.0.5:3000",
    "[fd00::5]",
    "war-room:3000",
    "War-Room.",
  ])("%s is answered without a setting and with one", (host) => {
    expect(alone.hostFault(asked({ host }), false)).toBeNull();
    expect(known.hostFault(asked({ host }), false)).toBeNull();
  });

  test.each(["war.example.com", "WAR.example.com:443", "war.example.com."])("%s is the public one", (host) => {
    expect(known.hostFault(asked({ host }), false)).toBeNull();
  });

  test.each(["rebound.evil.test", "war.example.com.evil.test", "127.0.0.1.evil.test", "localhost.evil.test", "1"])(
    "%s is refused, and the refusal names what it saw and the setting",
    (host) => {
      for (const address of [alone, known]) {
        const fault = address.hostFault(asked({ host }), false);
        expect(fault).toContain(`Host: ${host}`);
        expect(fault).toContain(SETTING);
      }
    },
  );

  test("host-rewritten: what a trusted proxy says the browser asked for counts, and nobody else's word does", () => {
    const rewritten = asked({ host: "backend", "x-forwarded-host": "a.example, war.example.com" });
    expect(known.hostFault(rewritten, true)).toBeNull();
    expect(known.hostFault(rewritten, false)).toContain("X-Forwarded-Host: a.example, war.example.com");
    const planted = asked({ host: "backend", "x-forwarded-host": "war.example.com, evil.test" });
    expect(known.hostFault(planted, true)).toContain(SETTING);
  });

  test("what is shown of a header is short and plain", () => {
    const fault = alone.hostFault({ ...asked({ host: "x" }), host: `\u202e${"x".repeat(5_000)}` }, false) ?? "";
    expect(fault.length).toBeLessThan(400);
    expect(fault).toMatch(/^[\x20-\x7e]*$/);
  });
});

describe("origins", () => {
  const ORIGIN = { origin: "https://war.example.com" };
  test.each([
    { host: "war.example.com", ...ORIGIN },
    // the proxy's own name for Holdpoint: nginx passes it on unless it is told otherwise
    { host: "127.0.0.1:3000", ...ORIGIN },
    { host: "127.0.0.1:3000", "x-forwarded-host": "a, b", ...ORIGIN },
    { host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" },
    { host: "127.0.0.1:3000", "x-forwarded-host": "127.0.0.1:3000", origin: "http://127.0.0.1:3000" },
    { host: "10.0.0.5:3000", origin: "http://10.0.0.5:3000" },
    { host: "War-Room:3000", origin: "http://war-room:3000" },
    { host: "localhost:3000", origin: "http://localhost:3000", "sec-fetch-site": "same-origin" },
    { host: "127.0.0.1:3000", "sec-fetch-site": "same-origin" },
    { host: "127.0.0.1:3000" },
  ])("with the setting, %o passes", (headers) => expect(known.originFault(asked(headers))).toBeNull());

  test.each([
    { host: "war.example.com", origin: "https://evil.test" },
    { host: "war.example.com", origin: "http://war.example.com:81" },
    { host: "war.example.com", origin: "null" },
    { host: "war.example.com", "sec-fetch-site": "cross-site" },
    { host: "war.example.com", "sec-fetch-site": "same-site", origin: "https://other.example.com" },
    { host: "war.example.com", "x-forwarded-host": "a.test", origin: "https://evil.test" },
  ])("%o is refused", (headers) => {
    expect(known.originFault(asked(headers))).toContain(SETTING);
    expect(alone.originFault(asked(headers))).toContain(SETTING);
  });

  test.each([
    { host: "war.example.com", origin: "http://war.example.com" },
    { host: "war.example.com:80", origin: "http://war.example.com" },
    { host: "war.example.com", origin: "http://war.example.com", "sec-fetch-site": "same-origin" },
    { host: "war.example.com:8443", origin: "https://war.example.com:8443" },
    { host: "war.example.com:3000", origin: "http://war.example.com:3000", "sec-fetch-site": "none" },
    { host: "127.0.0.1:3000", "x-forwarded-host": "war.example.com", origin: "http://war.example.com" },
    { host: "127.0.0.1:3000", "x-forwarded-host": "war.example.com", origin: "http://127.0.0.1:3000" },
    { host: "127.0.0.1:3000", origin: "https://127.0.0.1:3000" },
    { host: "127.0.0.1:3000", origin: "http://127.0.0.1:3001" },
    { host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-site" },
  ])("with the setting, the same host in another scheme or at another port is another page: %o", (headers) => {
    expect(known.originFault(asked(headers))).toContain(SETTING);
  });

  test("without the setting nobody knows which scheme the proxy speaks", () => {
    for (const scheme of ["http", "https"])
      expect(alone.originFault(asked({ host: "war-room", origin: `${scheme}://war-room` }))).toBeNull();
  });

  test("host-rewritten: without the setting, the refusal names the headers and the setting", () => {
    const headers = { host: "127.0.0.1:3000", "x-forwarded-host": "a, b", ...ORIGIN };
    const fault = alone.originFault(asked(headers));
    expect(fault).toContain("https://war.example.com");
    expect(fault).toContain("Host: 127.0.0.1:3000; X-Forwarded-Host: a, b");
    expect(fault).toContain(`set ${SETTING}`);
  });

  test("without the setting, one of several names that proxies forwarded is enough", () => {
    const headers = { host: "backend", "x-forwarded-host": "war.example.com, inner", ...ORIGIN };
    expect(alone.originFault(asked(headers))).toBeNull();
  });
});

test.each([
  [known, "127.0.0.1:3000", "wss://war.example.com"],
  [ownAddress({ publicUrl: publicUrlOf("http://war.test:8080"), names: [] }), "x", "ws://war.test:8080"],
  [alone, "10.0.0.5:3000", "ws://10.0.0.5:3000 wss://10.0.0.5:3000"],
  [alone, "x; script-src *", "ws: wss:"],
])("a page may open sockets to itself", (address, host, expected) => {
  expect(address.socketOrigins({ host })).toBe(expected);
});
