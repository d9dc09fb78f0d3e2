import * as readiness from "#core/room/commands/readiness-commands";
import * as poll from "#core/room/commands/poll-commands";
import { row, type Command } from "../command-row.ts";
import { LEADS, STAFF, VOTERS } from "./roles.ts";

/** Verbs of getting ready and the GO/NO-GO. */
export const PREFLIGHT_VERBS = {
  "attest-item": row({
    summary: "Show what proves a pre-flight item",
    input: readiness.attestItemInput,
    roles: STAFF,
    decide: readiness.decideAttestItem,
  }),
  "withdraw-item": row({
    summary: "Take back a confirmation or a waiver",
    input: readiness.withdrawItemInput,
    roles: STAFF,
    decide: readiness.decideWithdrawItem,
  }),
  "waive-item": row({
    summary: "Let a pre-flight item pass until a moment",
    input: readiness.waiveItemInput,
    roles: LEADS,
    decide: readiness.decideWaiveItem,
  }),
  "test-channel": row({
    summary: "Log the test of a channel",
    input: readiness.testChannelInput,
    roles: STAFF,
    decide: readiness.decideTestChannel,
  }),
  "open-poll": row({
    summary: "Open the GO/NO-GO",
    input: poll.openPollInput,
    roles: LEADS,
    looksFirst: true,
    decide: poll.decideOpenPoll,
  }),
  "cast-vote": row({
    summary: "Vote GO or NO-GO for a role",
    input: poll.castVoteInput,
    roles: VOTERS,
    stepUp: true,
    signs: ({ vote }) => (vote === "go" ? "vote" : null),
    decide: poll.decideCastVote,
  }),
  "withdraw-poll": row({
    summary: "Withdraw the poll",
    input: poll.withdrawPollInput,
    roles: LEADS,
    stepUp: true,
    signs: () => "vote",
    decide: poll.decideWithdrawPoll,
  }),
} as const satisfies Readonly<Record<string, Command>>;
