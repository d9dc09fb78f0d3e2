import type { Path } from "#core/config/place";
import type { Problem } from "#core/config/problems";
import type { TrafficConfig } from "#core/config/traffic-config";
import { hostFaults, urlOf } from "#edges/client-faults";
import type { Guard } from "#edges/guard";
import { haproxyHost } from "./haproxy-socket.ts";

/** Who may be called, and whether a file is there that is no socket: one that is not there yet may come. */
export type TrafficFaultsAbout = { readonly guard: Guard; isOtherFile(file: string): boolean };

/** Why nobody can be called to move the traffic, by the fields of `traffic`. */
export function trafficFaults(config: TrafficConfig, { guard, isOtherFile }: TrafficFaultsAbout): readonly Problem[] {
  const about = { guard, verb: "call" } as const;
  const web = (url: string, path: Path): readonly Problem[] =>
    urlOf(url, path, { schemes: ["http", "https"], example: "https://host/path", ...about }).faults;
  switch (config.kind) {
    case "record":
      return [];
    case "webhook":
      return [
        ...web(config.url, ["url"]),
        ...(config.readBack === undefined ? [] : web(config.readBack, ["readBack"])),
      ];
    case "haproxy":
      return socketFaults(config.socket, { ...about, isOtherFile });
  }
  return config satisfies never;
}

function socketFaults(
  socket: string,
  { isOtherFile, ...about }: TrafficFaultsAbout & { readonly verb: "call" },
): readonly Problem[] {
  const place = haproxyHost(socket);
  const path = ["socket"];
  if (place === null) return isOtherFile(socket) ? [{ path, message: "is no socket" }] : [];
  if (place.port < 1 || place.port > 65_535) return [{ path, message: "has no port from 1 to 65535" }];
  return hostFaults(place.host, path, about);
}
