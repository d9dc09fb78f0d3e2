import Link from "next/link";
import type { ReactNode } from "react";
import { percentText } from "#core/traffic/split";
import { alertPath } from "#browser/alert-notices";
import type { CountdownRow } from "#browser/traffic-rows";

type Props = {
  readonly row: CountdownRow;
  /** Where somebody can press on the alert's name. */
  readonly isLinked?: boolean;
};

/** What is made by itself, unless a lead cancels it, and for which alert. */
export function ReductionWords({ row, isLinked = false }: Props): ReactNode {
  return (
    <>
      <strong>
        Reduces to {percentText(row.share)} by itself{row.leftMs > 0 ? "" : " now"}:
      </strong>{" "}
      {row.groupLabel}, unless a lead cancels it, for{" "}
      {isLinked ? (
        <Link
          href={alertPath(row.alert)}
          className="inline-flex min-h-11 items-center underline underline-offset-4 sm:min-h-0"
        >
          {row.alertLabel}
        </Link>
      ) : (
        row.alertLabel
      )}
    </>
  );
}
