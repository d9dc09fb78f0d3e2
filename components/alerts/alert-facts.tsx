import { BellOff } from "lucide-react";
import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import { durationWords } from "#core/time-words";
import { calledWords, nobodyWords, type AlertRow } from "#browser/alert-rows";
import { Stamp } from "#components/live/stamp";

/** Since when, who has it or is called, what else it caused, whether it flaps and is silenced. */
export function AlertFacts({ row }: { readonly row: AlertRow }): ReactNode {
  const { silence } = row;
  return (
    <div className="mt-2 flex flex-col gap-2 text-sm">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 *:odd:text-soft">
        <dt>Since</dt>
        <dd>
          <Stamp at={row.since} seconds /> ({durationWords(Math.floor(row.lastedMs / 1_000) * 1_000)})
          {row.worst !== row.severity && `; it has been ${row.worst}`}
        </dd>
        {row.acknowledged && (
          <>
            <dt>In hand</dt>
            <dd className="wrap-anywhere">
              {actorName(row.acknowledged.by)}, <Stamp at={row.acknowledged.at} />
              {row.acknowledged.note !== "" && `: ${row.acknowledged.note}`}
            </dd>
          </>
        )}
        {row.calls.length > 0 && (
          <>
            <dt>Called</dt>
            <dd>
              {row.calls.map((call, index) => (
                <span key={`${call.label} ${call.at}`}>
                  {index > 0 && ", "}
                  {calledWords(call)} <Stamp at={call.at} />
                </span>
              ))}
            </dd>
          </>
        )}
        <dt>Next</dt>
        <dd>
          <Next row={row} />
        </dd>
      </dl>
      {row.widened.length > 0 && <Widened widened={row.widened} />}
      {row.flapping !== null && <p>{row.flapping}</p>}
      {silence && (
        <p className="flex items-start gap-2 wrap-anywhere">
          <BellOff aria-hidden="true" className="icon mt-0.5 self-start" />
          <span>
            <strong className="font-semibold">SILENCED</strong> until <Stamp at={silence.until} /> by{" "}
            {actorName(silence.by)}: {silence.reason}
          </span>
        </p>
      )}
    </div>
  );
}

function Next({ row: { next, calls } }: { readonly row: AlertRow }): ReactNode {
  if (next.kind === "nobody") return nobodyWords(next.why, calls.length);
  return (
    <>
      {calledWords(next)} is called at <Stamp at={next.at} />, unless somebody acknowledges it
    </>
  );
}

const SHOWN = 3;

/** What it caused, which fires no alert of its own; what does not fit is folded. */
function Widened({ widened }: Pick<AlertRow, "widened">): ReactNode {
  const lines = widened.map(({ rule, subject, sentence, at }) => (
    <li key={`${rule} ${subject ?? ""}`} className="wrap-anywhere">
      <Stamp at={at} />: {sentence}
    </li>
  ));
  return (
    <div>
      <p className="font-medium">It is the cause of {widened.length} more:</p>
      <ul className="ml-4 list-disc">{lines.slice(0, SHOWN)}</ul>
      {lines.length > SHOWN && (
        <details>
          <summary className="flex min-h-11 items-center font-medium text-soft sm:min-h-9">
            and {lines.length - SHOWN} more
          </summary>
          <ul className="ml-4 list-disc">{lines.slice(SHOWN)}</ul>
        </details>
      )}
    </div>
  );
}
