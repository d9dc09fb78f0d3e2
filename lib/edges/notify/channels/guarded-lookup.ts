import { lookup as lookUp, type LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { linkLocalHost } from "#core/config/address";

export const FORBIDDEN = "EFORBIDDENADDRESS";

/** A refused address, told apart by its code. */
export function forbidden(): Error {
  return Object.assign(new Error("a link-local or cloud metadata address"), { code: FORBIDDEN });
}

/** Names are looked up as ever; one that leads to a link-local or metadata address fails, unless such are allowed. */
export function guardedLookup(allowLinkLocal: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, addresses) => {
      const failure = error ?? refusalOf(addresses, allowLinkLocal);
      const [first] = failure ? [] : addresses;
      if (failure || first === undefined) callback(failure ?? new Error("no address"), "", 0);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/** An address written out is never looked up, so that whoever connects asks this first. */
export function mayCall(host: string, allowLinkLocal: boolean): boolean {
  return allowLinkLocal || !linkLocalHost(host);
}

function refusalOf(addresses: readonly LookupAddress[], allowLinkLocal: boolean): Error | null {
  return addresses.some(({ address }) => !mayCall(address, allowLinkLocal)) ? forbidden() : null;
}
