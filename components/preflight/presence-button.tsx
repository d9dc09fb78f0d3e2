"use client";

import { UserCheck } from "lucide-react";
import type { ReactNode } from "react";
import type { Account } from "#core/room/actor";
import { useCommand } from "#browser/use-command";
import { CommandNote } from "#components/live/command-note";
import { Stamp } from "#components/live/stamp";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";

type Props = { readonly me: Account; readonly since: number | null };

/** Says that one is here, or leaves. */
export function PresenceButton({ me, since }: Props): ReactNode {
  const checkIn = useCommand("check-in");
  const checkOut = useCommand("check-out");
  const isBusy = checkIn.phase !== "idle" || checkOut.phase !== "idle";
  const used = since === null ? checkIn : checkOut;
  return (
    <div className="mb-3 flex flex-col gap-2 rounded-md bg-raised p-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 wrap-anywhere">
          <strong>{me.name}</strong>:{" "}
          {since === null ? (
            "not checked in"
          ) : (
            <>
              here since <Stamp at={since} />
            </>
          )}
        </p>
        <button
          type="button"
          disabled={isBusy}
          onClick={() => void used.run({})}
          className={since === null ? MAIN_BUTTON : BUTTON}
        >
          {since === null && <UserCheck aria-hidden="true" className="icon" />}
          {since === null ? "Check in" : "Check out"}
        </button>
      </div>
      <CommandNote phase={used.phase} refusal={used.refusal} />
    </div>
  );
}
