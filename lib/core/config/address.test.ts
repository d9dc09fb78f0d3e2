import { describe, expect, test } from "vitest";
import { linkLocalHost } from "./address.ts";

describe("link-local and metadata hosts are known in every spelling", () => {
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
    "[fe80::1]",
    "fe80::1%eth0",
    "[FEBF::1]",
    "[::ffff:169.254.169.254]",
    "[::ffff:a9fe:a9fe]",
    "[0:0:0:0:0:ffff:a9fe:a9fe]",
    "[fd00:ec2::254]",
    "100.100.100.200",
    "192.0.0.192",
    "metadata.google.internal",
    "Metadata.Google.Internal.",
    "metadata",
  ])("%s", (host) => {
    expect(linkLocalHost(host)).toBe(true);
  });
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
    "256.1.1.1",
    "1.2.3.4.5",
    "",
  ])("%j", (host) => {
    expect(linkLocalHost(host)).toBe(false);
  });
});
