import { useQuery } from "@tanstack/react-query";
import { draftsSchema, type Drafts } from "#wire/draft";
import { ask } from "./api.ts";
import { valueOf } from "./query-client.ts";

const EVERY_MS = 5_000;

/** Everybody's drafts of one open checkpoint, asked for every five seconds; null until they are known. */
export function useDrafts(checkpoint: string): Drafts["drafts"] | null {
  const { data } = useQuery({
    queryKey: ["drafts", checkpoint],
    queryFn: ({ signal }) => valueOf(ask(draftsPath(checkpoint), { schema: draftsSchema, signal })),
    refetchInterval: EVERY_MS,
    // what was submitted since must not come back from the cache
    staleTime: 0,
    gcTime: 0,
  });
  return data?.drafts ?? null;
}

function draftsPath(checkpoint: string): string {
  return `/api/v1/checkpoints/${encodeURIComponent(checkpoint)}/drafts`;
}
