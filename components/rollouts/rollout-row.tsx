"use client";

import { Archive, CircleDashed, History, Radio } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import type { RolloutLine } from "#wire/rollouts";
import { useAsk } from "#browser/ask-context";
import { hrefAt, momentText } from "#browser/replay-address";
import { useSession } from "#browser/use-session";
import { Stamp } from "#components/live/stamp";
import { BUTTON } from "../ui/field-looks.ts";
import { ArchiveForm } from "./archive-form.tsx";

const STATE = {
  running: { icon: Radio, word: "RUNNING", text: "text-pass" },
  elsewhere: { icon: CircleDashed, word: "NOT RUN HERE", text: "text-nodata" },
  archived: { icon: Archive, word: "ARCHIVED", text: "text-soft" },
} as const;

/** One rollout: its plan, its dates, how it stands, and the ways to look back, to put it away and to take it out again. */
export function RolloutRow({ rollout }: { readonly rollout: RolloutLine }): ReactNode {
  const { icon: Icon, word, text } = STATE[rollout.state];
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3 py-4">
      <div className="min-w-0 flex-1 basis-80">
        <h3 className="flex flex-wrap items-baseline gap-x-3 text-lg font-semibold">
          {rollout.name}
          <span className={`inline-flex items-center gap-1.5 text-sm ${text}`}>
            <Icon aria-hidden="true" className="icon" />
            {word}
          </span>
        </h3>
        <p className="text-sm text-soft">
          Plan version {rollout.planVersion}, {rollout.kind}
        </p>
        <Dates rollout={rollout} />
      </div>
      <Ways rollout={rollout} />
    </li>
  );
}

function Dates({ rollout }: { readonly rollout: RolloutLine }): ReactNode {
  const { t0, startedAt, finishedAt, archived } = rollout;
  return (
    <dl className="mt-2 grid grid-cols-[max-content_1fr] gap-x-4 text-sm *:odd:text-soft">
      <dt>T0</dt>
      <dd>
        <Stamp at={t0} date />
        {startedAt === null && ", not started"}
      </dd>
      <dt>Over</dt>
      <dd>{finishedAt === null ? "not yet" : <Stamp at={finishedAt} date />}</dd>
      {archived && (
        <>
          <dt>Archived</dt>
          <dd className="wrap-anywhere">
            <Stamp at={archived.at} date />, {actorName(archived.by)}: {archived.reason}
          </dd>
        </>
      )}
    </dl>
  );
}

function Ways({ rollout }: { readonly rollout: RolloutLine }): ReactNode {
  const { id, archived, isHere, last, isReplayable } = rollout;
  const session = useSession();
  const role = session?.kind === "person" ? session.account.role : null;
  const mayArchive = role === "admin" || role === "lead";
  const ask = useAsk();
  const title = `${archived ? "Reopen" : "Archive"}: ${rollout.name}`;
  return (
    <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-1">
      {last !== null && isReplayable && (
        <Link href={hrefAt("/", { at: momentText(Math.ceil(last)), rollout: isHere ? null : id })} className={BUTTON}>
          <History aria-hidden="true" className="icon" />
          Look back
        </Link>
      )}
      {mayArchive && (
        <button
          type="button"
          onClick={() => ask({ title, form: (close) => <ArchiveForm rollout={rollout} onDone={close} /> })}
          className={BUTTON}
        >
          {archived ? "Reopen" : "Archive"}
        </button>
      )}
    </div>
  );
}
