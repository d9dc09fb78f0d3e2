import type { Path } from "#core/config/place";
import type { Problem } from "#core/config/problems";
import type { TrafficConfig } from "#core/config/traffic-config";
import { hostFaults, urlOf } from "#edges/client-faults";
import type { Guard } from "#edges/guard";
import { haproxyHost } from "./haproxy-socket.ts";

/** Why nobody can be called to move the traffic, by the fields of `traffic`. */
export function trafficFaults(config: TrafficConfig, guard: Guard): readonly Problem[] {
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
      return socketFaults(config.socket, about);
  }
  return config satisfies never;
}

function socketFaults(socket: string, about: { readonly guard: Guard; readonly verb: "call" }): readonly Problem[] {
  const place = haproxyHost(socket);
  if (place === null) return [];
  const path = ["socket"];
  if (place.port < 1 || place.port > 65_535) return [{ path, message: "has no port from 1 to 65535" }];
  return hostFaults(place.host, path, about);
}
