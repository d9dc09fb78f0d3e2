import { describe, expect, it } from "vitest";
import { countedAs, peersBehind, trustedProxyFault } from "./peer-address.ts";

function asked(remoteAddress: string | undefined, forwarded?: string | readonly string[]) {
  return { headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded }, socket: { remoteAddress } };
}

describe("who asks, behind proxies or not (lock-out)", () => {
  const peers = peersBehind(["10.0.0.0/8", "192.0.2.7", "2001:db8:aaaa::/48"]);

  it.each([
    ["no proxy", asked("203.0.113.9"), "203.0.113.9"],
    ["a header that anybody can send", asked("203.0.113.9", "198.51.100.1"), "203.0.113.9"],
    ["a trusted proxy", asked("10.1.2.3", "198.51.100.1"), "198.51.100.1"],
    ["a proxy on an IPv6 socket", asked("::ffff:10.1.2.3", "198.51.100.1"), "198.51.100.1"],
    ["a made-up address left of the real one", asked("10.1.2.3", "1.1.1.1, 198.51.100.1"), "198.51.100.1"],
    ["two proxies", asked("10.1.2.3", "198.51.100.1, 192.0.2.7"), "198.51.100.1"],
    ["two header lines", asked("10.1.2.3", ["1.1.1.1", "198.51.100.1"]), "198.51.100.1"],
    ["with a port", asked("10.1.2.3", "198.51.100.1:4711"), "198.51.100.1"],
    ["IPv6 in brackets", asked("2001:db8:aaaa::1", "[2001:db8::5]:443"), "2001:db8::5"],
    ["a proxy's own request", asked("10.1.2.3"), "10.1.2.3"],
    ["a proxy that hides whom it speaks for", asked("10.1.2.3", "198.51.100.1, unknown"), "10.1.2.3"],
    ["octal and short notations", asked("10.1.2.3", "0300.0.2.1"), "10.1.2.3"],
    ["a connection that is gone", asked(undefined), "unknown"],
  ])("%s", (_, request, address) => {
    expect(peers.addressOf(request)).toBe(address);
  });

  it("knows which connections come from a proxy", () => {
    expect(peers.isFromProxy(asked("::ffff:10.9.9.9"))).toBe(true);
    expect(peers.isFromProxy(asked("203.0.113.9", "10.1.2.3"))).toBe(false);
    expect(peersBehind([]).isFromProxy(asked("127.0.0.1"))).toBe(false);
  });

  it("counts an IPv6 network of 64 bits as one, and a mapped address as what it maps", () => {
    expect(countedAs("2001:db8:1:2:3:4:5:6")).toBe(countedAs("2001:db8:1:2::1"));
    expect(countedAs("2001:db8:1:3::1")).not.toBe(countedAs("2001:db8:1:2::1"));
    expect(countedAs("::ffff:192.0.2.1")).toBe("192.0.2.1");
    expect(countedAs("no address")).toBe("unknown");
  });

  it.each(["10.0.0.1", "10.0.0.0/8", "::1", "fd00::/8", "::ffff:10.0.0.1"])("takes %s as a proxy", (text) => {
    expect(trustedProxyFault(text)).toBeNull();
  });

  it.each(["proxy.example.com", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "10", "fd00::/129"])(
    "names what is wrong with %s",
    (text) => {
      expect(trustedProxyFault(text)).toContain(`"${text}"`);
    },
  );

  it.each(["0.0.0.0/0", "::/0"])("does not trust everybody: %s", (text) => {
    expect(trustedProxyFault(text)).toContain("name the proxies");
  });
});
