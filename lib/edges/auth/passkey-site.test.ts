import { describe, expect, test } from "vitest";
import { publicUrlOf } from "#edges/public-url";
import { passkeySite } from "./passkey-site.ts";

describe("where passkeys belong", () => {
  const asked = (host: string): Headers => new Headers({ host });

  test.each([
    ["https://example.com/holdpoint", "example.com", "https://example.com"],
    ["https://war.example.com:8443", "war.example.com", "https://war.example.com:8443"],
    ["http://localhost:3000", "localhost", "http://localhost:3000"],
  ])("HOLDPOINT_PUBLIC_URL %s says it, whatever is asked", (url, rpId, origin) => {
    expect(passkeySite(publicUrlOf(url), asked("10.0.0.5:3000"))).toEqual({
      ok: true,
      value: { rpId, origins: [origin] },
    });
  });

  test("without it, the name that was asked", () => {
    expect(passkeySite(null, asked("War.example.com:3000"))).toEqual({
      ok: true,
      value: { rpId: "war.example.com", origins: ["https://war.example.com:3000"] },
    });
    expect(passkeySite(null, asked("localhost:3000"))).toMatchObject({
      value: { origins: ["https://localhost:3000", "http://localhost:3000"] },
    });
  });

  test.each(["127.0.0.1:3000", "[::1]:3000", "10.0.0.5"])("not to an address such as %s", (host) => {
    expect(passkeySite(null, asked(host))).toMatchObject({
      refusal: { message: expect.stringContaining("Passkeys belong to a name") },
    });
  });

  test.each(["http://example.com", "https://10.0.0.5"])("nor to %s", (url) => {
    expect(passkeySite(publicUrlOf(url), asked("x"))).toMatchObject({ refusal: { code: "conflict" } });
  });
});
