import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** As much of a request, or of a socket's handshake, as says who is at the other end. */
export type FromPeer = {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly socket: { readonly remoteAddress?: string | undefined };
};

export type Peers = {
  /**
   * Address of whoever asks: the connection's own, or, where that is a trusted proxy's, the right-most address of
   * `X-Forwarded-For` that is none. What stands left of it anybody can write. "unknown" for a connection that is gone.
   */
  addressOf(request: FromPeer): string;
  /** The connection itself comes from a trusted proxy: what it says of host, scheme and peer is so. */
  isFromProxy(request: FromPeer): boolean;
};

const UNKNOWN = "unknown";
const MOST_HOPS = 32;
/** A provider gives every customer this much of IPv6, so that counting single addresses would count nothing. */
const IPV6_PREFIX_WORDS = 4;

/** Reads who asks behind the proxies that `trusted` names (addresses or CIDRs that `trustedProxyFault` found right). */
export function peersBehind(trusted: readonly string[]): Peers {
  const ranges = trusted.map(rangeOf);
  const isTrusted = (address: Address): boolean =>
    ranges.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits));
  const isProxy = (text: string): boolean => {
    const address = parseAddress(text);
    return address !== null && isTrusted(address);
  };
  return {
    isFromProxy: ({ socket }) => isProxy(socket.remoteAddress ?? ""),
    addressOf: ({ headers, socket }) => {
      const direct = parseAddress(socket.remoteAddress ?? "");
      if (direct === null) return UNKNOWN;
      if (!isTrusted(direct)) return direct.toString();
      let nearest: Address = direct;
      for (const hop of hopsIn(headers["x-forwarded-for"])) {
        const address = parseAddress(hop);
        // a proxy that does not say whom it speaks for is counted itself
        if (address === null) break;
        nearest = address;
        if (!isTrusted(address)) break;
      }
      return nearest.toString();
    },
  };
}

/** Under what an address is counted: itself, or its /64 for IPv6. */
export function countedAs(address: string): string {
  const parsed = parseAddress(address);
  if (parsed === null || parsed.kind() === "ipv4") return parsed?.toString() ?? UNKNOWN;
  const words = (parsed as ipaddr.IPv6).parts.slice(0, IPV6_PREFIX_WORDS);
  return `${words.map((word) => word.toString(16)).join(":")}::/64`;
}

/** What is wrong with an entry of `HOLDPOINT_TRUSTED_PROXIES`; null when nothing is. */
export function trustedProxyFault(text: string): string | null {
  const [address = "", bits, ...more] = text.split("/");
  const parsed = parseAddress(address);
  const most = parsed?.kind() === "ipv4" ? 32 : 128;
  const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  if (parsed === null || more.length > 0 || !isRange)
    return `"${text}" is neither an address nor a range such as 10.0.0.0/8`;
  return Number(bits ?? most) === 0 ? `"${text}" would trust every address: name the proxies` : null;
}

function rangeOf(text: string): [Address, number] {
  const [address = "", bits] = text.split("/");
  const parsed = ipaddr.process(address);
  return [parsed, bits === undefined ? (parsed.kind() === "ipv4" ? 32 : 128) : Number(bits)];
}

/** Of right to left, the nearest proxy's word first. */
function hopsIn(header: string | readonly string[] | undefined): readonly string[] {
  const text = typeof header === "string" ? header : (header ?? []).join(",");
  return text.split(",").slice(-MOST_HOPS).reverse();
}

/** An address as proxies write it: with a port or without, in brackets or not. Null for names and for other notations. */
function parseAddress(text: string): Address | null {
  const trimmed = text.trim();
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(trimmed)?.[1] ?? /^([\d.]+):\d+$/.exec(trimmed)?.[1] ?? trimmed;
  const isPlain = ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare);
  return isPlain ? ipaddr.process(bare.replace(/%.*$/, "")) : null;
}
