import { isIP } from "node:net";
import { domainToASCII } from "node:url";
import ipaddr from "ipaddr.js";

const METADATA_NAMES: ReadonlySet<string> = new Set([
  "metadata",
  "metadata.google.internal",
  "metadata.goog",
  "instance-data",
  "instance-data.ec2.internal",
]);
/** All clouds share the first; Alibaba, Oracle and Azure have one outside of 169.254/16. */
const METADATA_IPV4: ReadonlySet<string> = new Set([
  "169.254.169.254",
  "100.100.100.200",
  "192.0.0.192",
  "168.63.129.16",
]);
/** Link-local, and the metadata services of AWS and Google over IPv6. */
const FORBIDDEN_IPV6 = ["fe80::/10", "fd00:ec2::/32", "fd20:ce::254/128"].map((range) => ipaddr.IPv6.parseCIDR(range));
/** Prefixes before an IPv4 address in the last 32 bits: compatible, mapped, translated (RFC 2765), NAT64 (RFC 6052 and 8215). */
const BEFORE_IPV4 = ["::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48"].map((range) =>
  ipaddr.IPv6.parseCIDR(range),
);

/**
 * Whether `host` is link-local (169.254/16, fe80::/10) or a cloud's metadata service, in any spelling that the network would
 * take: a name, an address with or without brackets, zone and trailing dot, octal, hexadecimal, short or full-width digits, percent
 * encoding, and IPv6 addresses that carry an IPv4 one. A name that resolves there is for the look-up to refuse.
 */
export function linkLocalHost(host: string): boolean {
  const plain = host
    .trim()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/%(?![0-9a-f]{2}).*$|(?<=:.*)%.*$/i, "");
  const ascii = isIP(plain) === 0 ? domainToASCII(plain) : plain;
  const name = ascii.toLowerCase().replace(/\.+$/, "");
  if (METADATA_NAMES.has(name)) return true;
  switch (isIP(name)) {
    case 4:
      return linkLocalIpv4(ipaddr.IPv4.parse(name).toByteArray());
    case 6:
      return linkLocalIpv6(ipaddr.IPv6.parse(name));
    default:
      return false;
  }
}

function linkLocalIpv4(bytes: readonly number[]): boolean {
  return (bytes[0] === 169 && bytes[1] === 254) || METADATA_IPV4.has(bytes.join("."));
}

function linkLocalIpv6(address: ipaddr.IPv6): boolean {
  if (FORBIDDEN_IPV6.some((range) => address.match(range))) return true;
  const bytes = address.toByteArray();
  // a network may translate by a prefix of its own: then only the exact addresses of metadata services are told apart
  if (METADATA_IPV4.has(bytes.slice(12).join("."))) return true;
  return carriedIpv4(address, bytes).some(linkLocalIpv4);
}

/** The IPv4 addresses to which an IPv6 one may lead. */
function carriedIpv4(address: ipaddr.IPv6, bytes: readonly number[]): readonly (readonly number[])[] {
  const at = (...places: readonly number[]): readonly number[] => places.map((place) => bytes[place] ?? 0);
  const begins = (...start: readonly number[]): boolean => start.every((byte, i) => bytes[i] === byte);
  const last = at(12, 13, 14, 15);
  const isatap = at(9, 10, 11).join() === "0,94,254" && (bytes[8] === 0 || bytes[8] === 2);
  return [
    ...(isatap || BEFORE_IPV4.some((range) => address.match(range)) ? [last] : []),
    // RFC 6052: prefixes of 48, 56 and 64 bits leave out the byte 8
    ...(begins(0, 0x64, 0xff, 0x9b, 0, 1) ? [at(6, 7, 9, 10), at(7, 9, 10, 11), at(9, 10, 11, 12)] : []),
    // 6to4, and Teredo: its server, and its client written inverted
    ...(begins(0x20, 0x02) ? [at(2, 3, 4, 5)] : []),
    ...(begins(0x20, 0x01, 0, 0) ? [at(4, 5, 6, 7), last.map((byte) => 255 - byte)] : []),
  ];
}
