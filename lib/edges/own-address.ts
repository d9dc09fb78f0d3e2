import { isIP } from "node:net";
import { hostNameOf, type PublicUrl } from "./public-url.ts";

/** As much of a request as says where its browser believes to be. */
export type AskedAs = {
  /** `Host`, or `:authority`. */
  readonly host: string | null;
  /** `X-Forwarded-Host`, as it came. */
  readonly forwardedHost: string | null;
  readonly origin: string | null;
  readonly fetchSite: string | null;
};

export type OwnAddress = {
  /** Null where `HOLDPOINT_PUBLIC_URL` is not set. */
  readonly publicUrl: PublicUrl | null;
  /**
   * Why a request under this name is refused; null when it is not. A page of another site can make its own name lead to this
   * machine (DNS rebinding), and then asks with this browser, so that names are known or refused. An address cannot be made to
   * lead elsewhere. `isFromProxy`: the connection comes from a trusted proxy, whose `X-Forwarded-Host` counts.
   */
  hostFault(asked: AskedAs, isFromProxy: boolean): string | null;
  /**
   * Why a change, or a socket, that this page asks for is refused: it would go out with this browser's cookies. With a public URL
   * a page of its host is Holdpoint's by the same scheme and port only: who is on the way can answer as `http://` of the host.
   */
  originFault(asked: AskedAs): string | null;
  /** What a page may open sockets to: `wss://example.com`. */
  socketOrigins(asked: Pick<AskedAs, "host">): string;
};

export type OwnNames = {
  readonly publicUrl: PublicUrl | null;
  /** What `HOST` says, and what the machine calls itself. */
  readonly names: readonly string[];
};

const SETTING = "HOLDPOINT_PUBLIC_URL";
const LONGEST_SHOWN = 100;
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i;

/** Under which names and origins Holdpoint answers. */
export function ownAddress({ publicUrl, names }: OwnNames): OwnAddress {
  const known = new Set([...names, ...(publicUrl ? [publicUrl.host] : [])].map(hostNameOf));
  const isOwn = (host: string): boolean => {
    const name = hostNameOf(host);
    return known.has(name) || isIP(name) > 0 || name === "localhost" || name.endsWith(".localhost");
  };
  /** By the machine's own name or address and not through the proxy, as a wall beside it does: Holdpoint itself speaks http. */
  const isOpenedHere = (asked: AskedAs, { host: publicHost }: PublicUrl): boolean => {
    const { host, origin, fetchSite } = asked;
    if (host === null || hostNameOf(host) === hostNameOf(publicHost) || !isOwn(host)) return false;
    // next says the host once more where nobody forwarded it
    if (forwardedIn(asked).some((forwarded) => forwarded !== host.toLowerCase())) return false;
    return origin === `http://${host.toLowerCase()}` && (fetchSite === null || fetchSite === "same-origin");
  };
  return {
    publicUrl,
    hostFault: (asked, isFromProxy) => {
      if (asked.host === null || isOwn(asked.host)) return null;
      const forwarded = forwardedIn(asked).at(-1);
      if (isFromProxy && forwarded !== undefined && isOwn(forwarded)) return null;
      return `Holdpoint does not answer under this name (${seenIn(asked)}). ${hintFor(publicUrl, "open it there, or let the proxy pass on the browser's Host")}`;
    },
    originFault: (asked) => {
      const { origin, fetchSite } = asked;
      if (publicUrl !== null && origin !== null)
        return origin === publicUrl.origin || isOpenedHere(asked, publicUrl) ? null : fromAnother(publicUrl, asked);
      if (fetchSite === "same-origin" || fetchSite === "none") return null;
      if (origin === null) return fetchSite === null ? null : fromAnother(publicUrl, asked);
      const isHere = URL.canParse(origin) && hostsOf(asked).includes(new URL(origin).host);
      // a browser that says where the page is from has compared better than we can
      return isHere && fetchSite === null ? null : fromAnother(publicUrl, asked);
    },
    socketOrigins: ({ host }) => {
      if (publicUrl !== null) return socketOf(publicUrl);
      return host !== null && HOST.test(host) ? `ws://${host} wss://${host}` : "ws: wss:";
    },
  };
}

function socketOf({ host, isHttps }: PublicUrl): string {
  return `${isHttps ? "wss" : "ws"}://${host}`;
}

function fromAnother(publicUrl: PublicUrl | null, asked: AskedAs): string {
  const from = asked.origin === null ? "a page of another site" : `a page of ${shown(asked.origin)}`;
  return `This request came from ${from}, and not from Holdpoint's own (${seenIn(asked)}). ${hintFor(publicUrl, "open it there")}`;
}

function hintFor(publicUrl: PublicUrl | null, otherwise: string): string {
  return publicUrl === null
    ? `If this is how browsers open Holdpoint, set ${SETTING} to the whole address.`
    : `${SETTING} says ${publicUrl.url}: ${otherwise}, or change the setting.`;
}

function seenIn({ host, forwardedHost }: AskedAs): string {
  const forwarded = forwardedHost === null ? [] : [`X-Forwarded-Host: ${shown(forwardedHost)}`];
  return [`Host: ${host === null ? "none" : shown(host)}`, ...forwarded].join("; ");
}

function shown(value: string): string {
  const plain = value.replace(/[^\x20-\x7e]/g, "?");
  return plain.length > LONGEST_SHOWN ? `${plain.slice(0, LONGEST_SHOWN)}...` : plain;
}

function hostsOf(asked: AskedAs): readonly (string | null)[] {
  return [asked.host?.toLowerCase() ?? null, ...forwardedIn(asked)];
}

function forwardedIn({ forwardedHost }: AskedAs): readonly string[] {
  return (forwardedHost ?? "").split(",").flatMap((host) => host.trim().toLowerCase() || []);
}

type NodeHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Of a request as Node has it. */
export function askedOfNode(headers: NodeHeaders): AskedAs {
  const first = (name: string): string | null => {
    const value = headers[name];
    return typeof value === "string" ? value : (value?.join(", ") ?? null);
  };
  return {
    host: first("host"),
    forwardedHost: first("x-forwarded-host"),
    origin: first("origin"),
    fetchSite: first("sec-fetch-site"),
  };
}

/** Of a request as a route has it. */
export function askedOf(headers: Headers): AskedAs {
  return {
    host: headers.get("host"),
    forwardedHost: headers.get("x-forwarded-host"),
    origin: headers.get("origin"),
    fetchSite: headers.get("sec-fetch-site"),
  };
}
