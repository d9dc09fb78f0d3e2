import { useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { useCallback, type ReactNode } from "react";
import type { Outcome } from "#core/outcome";
import { useSend, type Sending } from "#browser/use-send";
import { FormAlert } from "#components/ui/form-alert";
import { Skeleton } from "#components/ui/skeleton";

type Props<T> = {
  readonly query: Pick<UseQueryResult<readonly T[]>, "data" | "error">;
  /** Said where there are none. */
  readonly none: string;
  readonly children: (row: T) => ReactNode;
};

/** Rows that are read, that cannot be read, of which there are none, or that are there. */
export function RowList<T>({ query, none, children }: Props<T>): ReactNode {
  if (query.data === undefined)
    return query.error === null ? (
      <div role="status">
        <span className="sr-only">Reading…</span>
        <Skeleton className="h-20" />
      </div>
    ) : (
      <FormAlert>{`This list cannot be read: ${query.error.message}`}</FormAlert>
    );
  if (query.data.length === 0) return <p className="text-soft">{none}</p>;
  return <ul className="flex flex-col divide-y divide-line border-y border-line">{query.data.map(children)}</ul>;
}

/** A change that makes a list be read again. */
export function useChange<B, T>(key: string, send: (body: B) => Promise<Outcome<T>>): Sending<B, T> {
  const queries = useQueryClient();
  const sendAndRead = useCallback(
    async (body: B) => {
      const answer = await send(body);
      await queries.invalidateQueries({ queryKey: [key] });
      return answer;
    },
    [queries, key, send],
  );
  return useSend(sendAndRead);
}
