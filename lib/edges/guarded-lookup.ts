import { lookup, type LookupAddress, type LookupOptions } from "node:dns";
import { linkLocalHost } from "#core/config/address";

export const LINK_LOCAL = "ELINKLOCAL";

type Answer = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/** As `dns.lookup`, for `net.connect`. */
export type Lookup = (host: string, options: LookupOptions, answer: Answer) => void;

/**
 * Names resolved as usual, but those that lead to a link-local or cloud metadata address fail with code `LINK_LOCAL`: the
 * configuration was checked by its text, which a name passes whatever it resolves to. `allowed` lets all of them through.
 */
export function guardedLookup(allowed: boolean): Lookup {
  return (host, options, answer) => {
    lookup(host, options, (error: NodeJS.ErrnoException | null, found: string | LookupAddress[], family?: number) => {
      const addresses = typeof found === "string" ? [found] : (found ?? []).map(({ address }) => address);
      if (error || allowed || !addresses.some(linkLocalHost)) return answer(error, found, family);
      answer(linkLocalError(), []);
    });
  };
}

/** A refused address, told apart by its code. */
export function linkLocalError(): NodeJS.ErrnoException {
  return Object.assign(new Error("link-local address"), { code: LINK_LOCAL });
}

/** An address written out is never looked up, so that whoever connects asks this first. */
export function mayCall(host: string, allowed: boolean): boolean {
  return allowed || !linkLocalHost(host);
}
