"use client";

import { Users } from "lucide-react";
import type { ReactNode } from "react";
import type { Drafts } from "#wire/draft";
import { ageWords } from "#browser/format-time";
import { useRealNow } from "#browser/use-now";
import { useLink } from "#browser/use-room";

/** Who else is filling this in. */
export function OthersNote({ others }: { readonly others: Drafts["drafts"] }): ReactNode {
  const now = useRealNow() + (useLink().offsetMs ?? 0);
  if (others.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      {others.map(({ account, name, savedAt }) => (
        <p key={account} className="flex items-start gap-2 rounded-md border border-accent bg-panel px-3 py-2">
          <Users aria-hidden="true" className="icon mt-[0.2em] self-start text-accent" />
          <span>
            <strong className="font-semibold">{name}</strong> is filling this in too, last change{" "}
            {ageWords(now - savedAt)} ago. Neither of you can overwrite the other unseen.
          </span>
        </p>
      ))}
    </div>
  );
}
