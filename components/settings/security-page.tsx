"use client";

import { Download } from "lucide-react";
import Link from "next/link";
import { useDeferredValue, useState, type ReactNode } from "react";
import { SECURITY_EVENTS, type LoggedSecurityEvent, type SecurityEventType } from "#core/security/security-event";
import { dateWords } from "#browser/format-time";
import { sitePath } from "#browser/site";
import { useSecurityEvents } from "#browser/security-events";
import { FormAlert } from "#components/ui/form-alert";
import { SelectField } from "#components/ui/select-field";
import { Skeleton } from "#components/ui/skeleton";
import { TextField } from "#components/ui/text-field";
import { BUTTON } from "../ui/field-looks.ts";

type Group = { readonly label: string; readonly has: RegExp };

const GROUPS: Readonly<Record<string, Group>> = {
  all: { label: "Everything", has: /./ },
  failures: { label: "What failed or was refused", has: /_(failed|refused)$/ },
  sessions: { label: "Signing in and out", has: /^(sign|session|step)_/ },
  accounts: { label: "Accounts and roles", has: /^(account|role|invitation)_/ },
  proofs: { label: "Passwords and second factors", has: /^(password|reset|second|backup|passkey)_/ },
  links: { label: "Displays and links", has: /^(display|share|calendar)_/ },
};

/** Who came in, who was let in, and who was refused: for administrators. */
export function SecurityPage(): ReactNode {
  const [group, setGroup] = useState("all");
  const [text, setText] = useState("");
  const asked = useDeferredValue(text);
  const log = useSecurityEvents({ types: typesOf(group), text: asked });
  return (
    <div className="mx-auto flex max-w-6xl flex-col gap-4">
      <header className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold tracking-tight">Security log</h1>
          <p className="text-soft">Every row carries the hash of the one before: verify-log finds what was changed.</p>
        </div>
        <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-1">
          <Link href="/settings" className={BUTTON}>
            Settings
          </Link>
          <a href={sitePath("/api/v1/security-events.ndjson")} download className={BUTTON}>
            <Download aria-hidden="true" className="icon" />
            Download all
          </a>
        </div>
      </header>
      <search className="grid items-end gap-3 sm:grid-cols-[16rem_minmax(0,1fr)]">
        <SelectField
          label="About"
          options={Object.entries(GROUPS).map(([value, { label }]) => ({ value, label }))}
          value={group}
          onChange={setGroup}
        />
        <TextField label="Name or address" maxLength={100} autoComplete="off" value={text} onChange={setText} />
      </search>
      <FormAlert>{log.error === null ? null : `The security log cannot be read: ${log.error}`}</FormAlert>
      {log.events === null ? log.error === null && <Skeleton className="h-80" /> : <Rows events={log.events} />}
      {log.hasMore && (
        <button type="button" disabled={log.isReading} onClick={log.more} className={`self-center ${BUTTON}`}>
          {log.isReading ? "Reading…" : "Show older"}
        </button>
      )}
    </div>
  );
}

function typesOf(group: string): readonly SecurityEventType[] {
  const known = Object.keys(SECURITY_EVENTS) as SecurityEventType[];
  return group === "all" ? [] : known.filter((type) => GROUPS[group]?.has.test(type));
}

const HEAD = "py-1 pr-4 text-left text-sm font-medium text-soft";
const CELL = "py-2 pr-4 align-top wrap-anywhere max-md:block max-md:py-0";

function Rows({ events }: { readonly events: readonly LoggedSecurityEvent[] }): ReactNode {
  if (events.length === 0) return <p className="text-soft">Nothing of this kind was logged.</p>;
  return (
    <table className="w-full max-md:block">
      <thead className="max-md:sr-only">
        <tr>
          {["When", "What", "About", "By", "From"].map((head) => (
            <th key={head} scope="col" className={HEAD}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block">
        {events.map((event) => (
          <Row key={event.seq} event={event} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ event }: { readonly event: LoggedSecurityEvent }): ReactNode {
  const { seq, at, type, by, about, peer, detail } = event;
  const isBad = /_(failed|refused)$/.test(type);
  return (
    <tr className="border-t border-line max-md:block max-md:py-3" title={`No. ${seq}`}>
      <td className={`${CELL} whitespace-nowrap text-soft tabular-nums max-md:text-sm`}>{dateWords(at)}</td>
      <td className={CELL}>
        <span className={`font-medium ${isBad ? "text-warn" : ""}`}>{SECURITY_EVENTS[type]}</span>
        {detail !== "" && <span className="block text-sm text-soft">{detail}</span>}
      </td>
      <td className={CELL}>{about}</td>
      <td className={CELL}>{by !== null && <Labelled label="By">{by.name}</Labelled>}</td>
      <td className={`${CELL} pr-0 whitespace-nowrap tabular-nums`}>
        {peer !== null && <Labelled label="From">{peer}</Labelled>}
      </td>
    </tr>
  );
}

/** The column's name, where there are no columns. */
function Labelled({ label, children }: { readonly label: string; readonly children: string }): ReactNode {
  return (
    <>
      <span className="text-soft md:sr-only">{label} </span>
      {children}
    </>
  );
}
