const METADATA_NAMES = new Set([
  "metadata",
  "metadata.google.internal",
  "metadata.goog",
  "instance-data",
  "instance-data.ec2.internal",
]);
/** AWS (IPv4 is in 169.254/16), Alibaba and Oracle outside of it, AWS over IPv6. */
const METADATA_ADDRESSES = new Set(["100.100.100.200", "192.0.0.192"]);
const METADATA_IPV6_PREFIX = "fd00:ec2:";

/** A part of an IPv4 address as `inet_aton` reads it: decimal, 0x hexadecimal or 0 octal; null when it is none. */
function addressPart(text: string): number | null {
  if (/^0x[0-9a-f]*$/i.test(text)) return text.length === 2 ? 0 : Number.parseInt(text.slice(2), 16);
  if (/^0[0-7]*$/.test(text)) return Number.parseInt(text, 8);
  return /^[1-9]\d*$/.test(text) ? Number(text) : null;
}

/** Dotted form of an IPv4 address in any of the spellings a URL parser takes (169.254.1.1, 0xA9FE0101, 169.254.257). */
function ipv4(host: string): string | null {
  const parts = host.replace(/\.$/, "").split(".").map(addressPart);
  if (parts.length > 4 || parts.some((part) => part === null)) return null;
  const numbers = parts.filter((part) => part !== null);
  const last = numbers.at(-1) ?? 0;
  const leading = numbers.slice(0, -1);
  if (leading.some((part) => part > 255) || last >= 256 ** (5 - numbers.length)) return null;
  const value = leading.reduce((sum, part, i) => sum + part * 256 ** (3 - i), last);
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}

/** The IPv4 address inside an IPv4-mapped IPv6 one (::ffff:a.b.c.d or ::ffff:a9fe:101). */
function mappedIpv4(address: string): string | null {
  const dotted = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (dotted !== undefined) return ipv4(dotted);
  const [, high, low] = /^(?:0*:)*:?ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address) ?? [];
  if (high === undefined || low === undefined) return null;
  return ipv4(String(Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16)));
}

function linkLocalIpv4(address: string): boolean {
  return address.startsWith("169.254.") || METADATA_ADDRESSES.has(address);
}

/**
 * Whether `host`, as written in a URL, is link-local (169.254/16, fe80::/10) or a cloud's metadata service, by name or
 * address. Reads the text only: a name that resolves to such an address is for whoever connects to refuse.
 */
export function linkLocalHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, "");
  if (METADATA_NAMES.has(name)) return true;
  if (name.includes(":")) {
    const address = name.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
    const mapped = mappedIpv4(address);
    if (mapped !== null) return linkLocalIpv4(mapped);
    return /^fe[89ab][0-9a-f]:/.test(address) || address.startsWith(METADATA_IPV6_PREFIX);
  }
  const address = ipv4(name);
  return address !== null && linkLocalIpv4(address);
}
