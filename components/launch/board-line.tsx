import { CircleDashed, Gauge, UserCheck } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { formatCount, formatValue } from "#core/measure/format";
import type { Plan } from "#core/plan/plan";
import { actorName } from "#core/room/actor";
import { roleLabel } from "#core/room/deciding";
import type { LineDone } from "#core/room/launch";
import type { RoomNow } from "#browser/use-room-now";
import { Stamp } from "#components/live/stamp";
import { VerdictMark } from "#components/live/verdict-mark";
import { WordMark } from "#components/ui/word-mark";
import { BUTTON } from "../ui/field-looks.ts";

export type Line = Plan["t0Sequence"][number]["items"][number];
type Props = {
  readonly line: Line;
  readonly done: LineDone | null;
  readonly held: RoomNow;
  /** Null for who may not confirm, and before the start. */
  readonly onConfirm: (() => void) | null;
};

const LOOK = {
  proven: { icon: Gauge, text: "text-pass", word: "PROVEN" },
  confirmed: { icon: UserCheck, text: "text-pass", word: "CONFIRMED" },
  waiting: { icon: CircleDashed, text: "text-nodata", word: "WAITING" },
} as const;

/** One line of the T0 sequence and what shows that it is done. */
export function BoardLine({ line, done, held, onConfirm }: Props): ReactNode {
  return (
    <li className="py-2.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="min-w-0 flex-1 basis-56 font-medium">{line.label}</span>
        <WordMark {...LOOK[stateOf(done)]} />
      </div>
      <StatedWords line={line} plan={held.plan} />
      <Owner line={line} held={held} />
      {done ? <DoneWords done={done} /> : <WaitingWords line={line} plan={held.plan} />}
      {!done && onConfirm !== null && (
        <button type="button" onClick={onConfirm} className={`${BUTTON} mt-2 max-sm:w-full`}>
          Confirm…<span className="sr-only"> {line.label}</span>
        </button>
      )}
    </li>
  );
}

function stateOf(done: LineDone | null): keyof typeof LOOK {
  if (done === null) return "waiting";
  return done.by.kind === "engine" ? "proven" : "confirmed";
}

function Owner({ line, held }: Pick<Props, "line" | "held">): ReactNode {
  const { plan, room } = held;
  if (line.owner === undefined) return null;
  const holder = room.roster.holders[line.owner];
  const isHere = holder !== undefined && room.roster.present[holder.id] !== undefined;
  return (
    <p className="text-sm text-soft">
      {roleLabel(plan, line.owner)}: {holder ? `${holder.name}, ${isHere ? "here" : "not checked in"}` : "nobody yet"}
    </p>
  );
}

/** What the plan says of it: the shares of traffic that move, and its own figures. */
function StatedWords({ line, plan }: { readonly line: Line; readonly plan: Plan }): ReactNode {
  const step = plan.traffic?.steps.find(({ id }) => id === line.trafficStep);
  const groups = plan.traffic?.groups ?? [];
  const changes = (step?.changes ?? []).filter(({ group }) => line.group === undefined || group === line.group);
  const moves = changes.map(
    ({ group, from, to }) => `${groups.find(({ id }) => id === group)?.label ?? group} ${from} % → ${to} %`,
  );
  const { stated } = line;
  const scale = stated
    ? `${formatCount(stated.from.value)} ${stated.from.unit} → ${formatCount(stated.to.value)} ${stated.to.unit}`
    : null;
  const words = [...moves, ...(scale === null ? [] : [scale])];
  return words.length === 0 ? null : <p className="text-sm">{words.join(", ")}</p>;
}

function DoneWords({ done }: { readonly done: LineDone }): ReactNode {
  return (
    <>
      {done.proof.length > 0 && (
        <ul className="mt-1 flex flex-col gap-0.5 text-sm">
          {done.proof.map((figure) => (
            <li key={figure.metric} className="flex flex-wrap items-baseline gap-x-3">
              <span>
                {figure.label} <strong>{formatValue(figure.value, figure.unit)}</strong>
              </span>
              <VerdictMark verdict={figure.verdict} />
              <span className="text-soft">
                {figure.grade}, <Stamp at={figure.from} /> to <Stamp at={figure.to} />, n = {formatCount(figure.n)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="text-sm wrap-anywhere">
        {done.note !== "" && `${done.note} `}
        <span className="text-soft">
          {actorName(done.by)}, <Stamp at={done.at} seconds />
        </span>
      </p>
    </>
  );
}

function WaitingWords({ line, plan }: { readonly line: Line; readonly plan: Plan }): ReactNode {
  if (line.every !== undefined) return <p className="text-sm text-soft">Holdpoint proves it by its own checks.</p>;
  if (line.trafficStep !== undefined && line.metrics.length === 0)
    return (
      <p className="text-sm text-soft">
        Proven as soon as the moved traffic is read back:{" "}
        <Link
          href="/traffic"
          className="-my-3 inline-flex min-h-11 items-center underline underline-offset-4 sm:my-0 sm:min-h-0"
        >
          move it there
        </Link>
        . Where people move it by hand, they confirm it.
      </p>
    );
  if (line.metrics.length === 0) return null;
  const labels = line.metrics.map((id) => plan.metrics.find((metric) => metric.id === id)?.label ?? id);
  return (
    <p className="text-sm text-soft">
      Holdpoint proves it by measurement, five minutes after T0 at the earliest: {labels.join(", ")}.
    </p>
  );
}
