import { useInfiniteQuery } from "@tanstack/react-query";
import type { LoggedSecurityEvent, SecurityEventType } from "#core/security/security-event";
import { securityEventsSchema } from "#wire/security";
import { ask } from "./api.ts";
import { valueOf } from "./query-client.ts";

export type SecurityFilter = { readonly types: readonly SecurityEventType[]; readonly text: string };

export type SecurityPages = {
  /** Newest first; null until the first are read. */
  readonly events: readonly LoggedSecurityEvent[] | null;
  readonly error: string | null;
  readonly hasMore: boolean;
  readonly isReading: boolean;
  more(): void;
};

/** The security log, page by page. */
export function useSecurityEvents(filter: SecurityFilter): SecurityPages {
  const query = useInfiniteQuery({
    queryKey: ["security-events", filter],
    queryFn: ({ pageParam, signal }) =>
      valueOf(ask(pathOf(filter, pageParam), { schema: securityEventsSchema, signal })),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.more ? (last.events.at(-1)?.seq ?? null) : null),
  });
  return {
    events: query.data?.pages.flatMap(({ events }) => events) ?? null,
    error: query.error?.message ?? null,
    hasMore: query.hasNextPage,
    isReading: query.isFetching,
    more: () => void query.fetchNextPage(),
  };
}

function pathOf({ types, text }: SecurityFilter, before: number | null): string {
  const asked = new URLSearchParams(types.map((type) => ["type", type]));
  if (text.trim() !== "") asked.set("text", text.trim());
  if (before !== null) asked.set("before", String(before));
  return `/api/v1/security-events?${asked}`;
}
