"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useRoomNow } from "#browser/use-room-now";
import { Panel } from "#components/ui/panel";
import { LINK } from "../ui/field-looks.ts";
import { ShareBrief } from "./share-brief.tsx";

/** The traffic's split in short, with the way to all of it. Nothing where the plan moves none. */
export function TrafficPanel(): ReactNode {
  const held = useRoomNow();
  if (!held?.plan.traffic) return null;
  return (
    <Panel
      id="traffic"
      title="Traffic"
      aside={
        <Link href="/traffic" className={`${LINK} -my-3`}>
          Steps and moves
        </Link>
      }
    >
      <ShareBrief held={held} />
    </Panel>
  );
}
