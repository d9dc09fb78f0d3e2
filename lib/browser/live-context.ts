import { createContext, useContext } from "react";
import type { LiveClient } from "./socket.ts";

/** The page's one connection; null while the server renders. */
export const LiveContext = createContext<LiveClient | null>(null);

export function useLiveClient(): LiveClient | null {
  return useContext(LiveContext);
}

/** Zone in which times are shown: an IANA name. Walls may choose another by `tz=`. */
export const ZoneContext = createContext("UTC");

export function useZone(): string {
  return useContext(ZoneContext);
}
