"use client";

import type { ReactNode } from "react";
import { wantNotices, type NoticeChoice } from "#browser/notice-choice";
import { useNoticeChoice } from "#browser/use-notice-choice";
import { Panel } from "#components/ui/panel";
import { BUTTON } from "../ui/field-looks.ts";

const WORDS: Readonly<Record<NoticeChoice, string>> = {
  on: "This device shows a message when an alert fires and when it is over, as long as a page of Holdpoint is open.",
  off: "This device shows no messages of its own.",
  denied:
    "Messages of this page are blocked in this browser. Allow notifications in the browser's settings for this site.",
  insecure: "Browsers show messages only for pages opened by https, or on the machine itself. Open Holdpoint by https.",
  unsupported: "This browser shows no messages of pages.",
};

/** The browser's own messages, asked for on each device; and how a wall is made to sound. */
export function DevicePanel(): ReactNode {
  const choice = useNoticeChoice();
  return (
    <Panel id="device" title="On this device">
      <p role="status" className="min-h-[1.5em]">
        {choice === null ? "" : WORDS[choice]}
      </p>
      {(choice === "on" || choice === "off") && (
        <button
          type="button"
          onClick={() => void wantNotices(choice === "off")}
          className={`${BUTTON} mt-3 max-sm:w-full`}
        >
          {choice === "on" ? "Stop the messages" : "Show messages on this device"}
        </button>
      )}
      <p className="mt-4 text-sm text-soft">
        A wall sounds twice for every critical alert when its address ends in{" "}
        <code className="whitespace-nowrap">/wall?sound=1</code>; the browser wants one click or key on it first.
      </p>
    </Panel>
  );
}
