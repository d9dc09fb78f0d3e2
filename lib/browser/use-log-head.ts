import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { logHeadSchema, type SignedEnd } from "#wire/room-log";
import { ask } from "./api.ts";
import { valueOf } from "./query-client.ts";

/** Where the log ends when it is asked; asked again only by whoever looks again. */
export function useLogHead(): UseQueryResult<SignedEnd> {
  return useQuery({
    queryKey: ["log-head"],
    queryFn: ({ signal }) => valueOf(ask("/api/v1/log/head", { schema: logHeadSchema, signal })),
    gcTime: 0,
  });
}
