import { describe, expect, it } from "vitest";
import { ADA, aFigure, BEFORE, logged, measuredErrors, NOOR, personOf, PLAN_T0, TOMAS } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { HOUR_MS, MINUTE_MS } from "../time.ts";
import { eventGroup } from "./event-group.ts";
import { eventSentence } from "./event-sentence.ts";
import { roomEventSchema, type RoomEvent } from "./room-event.ts";

const plan = aRoomPlan({
  traffic: {
    groups: [{ id: "new", label: "New" }],
    steps: [{ id: "full", label: "All traffic", changes: [{ group: "new", from: 0, to: 100 }] }],
  },
  delays: [
    {
      id: "rain",
      label: "Rain",
      trigger: "It rains",
      steps: [{ id: "wait", label: "Wait", owner: "on-call", options: [{ id: "inside", label: "Stay inside" }] }],
      moves: ["phases"],
    },
  ],
  checklist: [{ id: "day", label: "Day", at: "0h", items: [{ id: "summary", label: "Summary sent" }] }],
});
const final = {
  criterion: "errors",
  label: "Few errors",
  verdict: "FAIL",
  grade: "observed",
  reason: "Too many.",
  evidence: [],
  settlesAt: null,
} satisfies Extract<RoomEvent, { type: "criterion_settled" }>["final"];
const [ada, noor, tomas] = [personOf(ADA), personOf(NOOR), personOf(TOMAS)];
const decided = {
  type: "decision_made",
  checkpoint: "first",
  revision: 2,
  decision: "watch",
  reason: "Errors rise.",
  tone: "warn",
  needsSecond: false,
} as const;
const opened = { label: "Gate first", due: PLAN_T0, fields: [measuredErrors()], actions: [] };
const started = { type: "rollout_started", t0: PLAN_T0, planned: PLAN_T0, poll: null } as const;

const SENTENCES: readonly (readonly [RoomEvent, string])[] = [
  [{ type: "note_added", text: "Coffee.", checkpoint: null }, "Noted: Coffee."],
  [
    { type: "event_unreadable", was: "note_added" },
    "This event (note_added) cannot be shown: what it said is missing here.",
  ],
  [{ type: "alert_noted", alert: "errors-1", text: "The pool is small." }, "Noted at errors-1: The pool is small."],
  [
    { type: "alert_measured", alert: "errors-1", windows: [] },
    "errors-1 is measured from before to after: nothing was measured.",
  ],
  [{ type: "note_added", text: "Coffee.", checkpoint: "first" }, "Noted at Gate first: Coffee."],
  [{ type: "role_assigned", role: "product-lead", person: noor }, "Noor Haddad is now Product lead."],
  [{ type: "role_assigned", role: "product-lead", person: null }, "Product lead is held by nobody now."],
  [
    { type: "vote_delegated", role: "product-lead", to: tomas, reason: "On a plane." },
    "The vote of Product lead goes to Tomas Silva: On a plane.",
  ],
  [
    { type: "vote_delegated", role: "product-lead", to: null, reason: "Landed." },
    "The vote of Product lead is taken back: Landed.",
  ],
  [{ type: "checked_in", person: ada }, "Ada Osei is here."],
  [{ type: "checked_out", person: ada }, "Ada Osei has left."],
  [{ type: "item_checked", item: "displays", ok: false, sentence: "1 of 2." }, "Displays: failing. 1 of 2."],
  [
    { type: "item_attested", item: "briefed", proof: { note: "Notes sent.", link: "https://a.example" } },
    "Support briefed is confirmed: Notes sent. https://a.example",
  ],
  [{ type: "item_withdrawn", item: "briefed", reason: "Wrong notes." }, "Support briefed is taken back: Wrong notes."],
  [
    { type: "item_waived", item: "displays", reason: "One is away.", until: PLAN_T0 },
    "Displays is waived until 10:00 UTC: One is away.",
  ],
  [{ type: "channel_tested", channel: "Slack", ok: true, note: "" }, "Slack was tested and works."],
  [{ type: "channel_tested", channel: "Call", ok: false, note: "Busy" }, "Call was tested and does not work: Busy"],
  [
    {
      type: "poll_opened",
      poll: "poll-1",
      roles: ["engineering-lead", "product-lead"],
      lapseMs: HOUR_MS,
      ready: ["displays"],
      unready: ["briefed"],
    },
    "The poll is open to Engineering lead, Product lead; 1 of 2 items are ready.",
  ],
  [
    { type: "vote_cast", poll: "poll-1", role: "product-lead", vote: "go", reason: "", person: noor, onBehalfOf: null },
    "Product lead votes GO.",
  ],
  [
    {
      type: "vote_cast",
      poll: "poll-1",
      role: "product-lead",
      vote: "no_go",
      reason: "Slow.",
      person: tomas,
      onBehalfOf: noor,
    },
    "Product lead votes NO-GO, Tomas Silva for Noor Haddad: Slow.",
  ],
  [
    { type: "poll_closed", poll: "poll-1", outcome: "void", reason: "Displays fell." },
    "The poll is void: Displays fell.",
  ],
  [{ type: "ramp_decided", option: "advance", goesOn: true, reason: "All good." }, "Ramp decision: Advance: All good."],
  [
    { type: "rescheduled", from: PLAN_T0, to: PLAN_T0 + 24 * HOUR_MS, reason: "Too late." },
    "T0 moves from 10:00 UTC to May 7 10:00 UTC: Too late.",
  ],
  [
    { ...started, override: null, baseline: [aFigure()] },
    "The rollout is started with a GO; 1 figure is recorded as the baseline.",
  ],
  [{ ...started, override: "Market opens.", baseline: [] }, "The rollout is started WITHOUT a GO: Market opens."],
  [{ type: "rollout_archived", reason: "It is over." }, "The rollout is archived: It is over."],
  [{ type: "rollout_reopened", reason: "Not yet." }, "The rollout is reopened: Not yet."],
  [{ type: "line_done", line: "routing.moved", proof: [], note: "" }, "Routing, Traffic moved: done."],
  [
    { type: "line_done", line: "routing.errors", proof: [aFigure()], note: "" },
    "Routing, Errors stay low: proven by Error rate 0.5 %.",
  ],
  [
    { type: "checkpoint_opened", checkpoint: "first", form: "first", ...opened },
    "Gate first is open, 1 of 1 fields filled by measurement.",
  ],
  [
    { type: "entry_submitted", checkpoint: "first", revision: 2, answers: {}, tone: "unknown" },
    "Gate first: revision 2 is saved; worst field: not known.",
  ],
  [decided, "Gate first: Monitor closely is decided; worst field: a warning: Errors rise."],
  [
    { ...decided, needsSecond: true },
    "Gate first: Monitor closely is decided; worst field: a warning: Errors rise. It waits for a second signature.",
  ],
  [
    { type: "decision_seconded", checkpoint: "first", revision: 2 },
    "Gate first: the decision on revision 2 has its second signature.",
  ],
  [
    { type: "decision_declined", checkpoint: "first", revision: 2, reason: "No." },
    "Gate first: the decision on revision 2 is declined: No.",
  ],
  [
    { type: "action_added", action: "first.look", checkpoint: "first", label: "Look", owner: "on-call", due: PLAN_T0 },
    "Action item at Gate first: Look. On call, due 10:00 UTC.",
  ],
  [
    { type: "action_handed", action: "first.look", owner: "product-lead", due: PLAN_T0, note: "" },
    'Action item "Look" goes to Product lead, due 10:00 UTC.',
  ],
  [
    {
      type: "alert_fired",
      ...{ alert: "errors-2", rule: "errors", subject: null, label: "Errors", severity: "high", since: BEFORE },
      ...{ sentence: "It is 1.5 %.", evidence: null, times: 2 },
    },
    "High alert: Errors. It is 1.5 %. It fires for the second time in half an hour.",
  ],
  [
    { type: "alert_changed", alert: "errors-2", severity: "critical", sentence: "It is 3 %.", evidence: null },
    "errors-2 is critical now. It is 3 %.",
  ],
  [
    { type: "alert_widened", alert: "errors-2", rule: "down", subject: "web", sentence: "Web is down." },
    "errors-2 is the cause of more: Web is down.",
  ],
  [{ type: "alert_acknowledged", alert: "errors-2", note: "" }, "errors-2 is acknowledged."],
  [{ type: "alert_escalated", alert: "errors-2", role: "on-call", step: 0 }, "On call is called to errors-2."],
  [
    { type: "alert_escalated", alert: "errors-2", role: "product-lead", step: 1 },
    "Nobody has acknowledged errors-2 in time: Product lead is called.",
  ],
  [{ type: "alert_resolved", alert: "errors-2", sentence: "It is 0.1 %." }, "errors-2 is over. It is 0.1 %."],
  [
    { type: "silence_begun", silence: "s", rule: "errors", subject: "web", until: PLAN_T0, reason: "Known." },
    "errors (web) is silenced until 10:00 UTC: Known.",
  ],
  [{ type: "silence_ended", silence: "s", reason: "" }, "A silence is ended."],
  [{ type: "playbook_begun", alert: "errors-2", playbook: "bad" }, 'errors-2: the procedure "bad" begins.'],
  [
    { type: "step_begun", alert: "errors-2", playbook: "bad", step: "look", until: PLAN_T0 },
    'errors-2: "look" begins, to be done by 10:00 UTC.',
  ],
  [
    { type: "step_done", alert: "errors-2", playbook: "bad", step: "look", option: null, note: "Seen." },
    'errors-2: "look" is done: Seen.',
  ],
  [
    { type: "playbook_left", alert: "errors-2", exit: "resume", reason: "All well." },
    "errors-2: the rollout goes on: All well.",
  ],
  [
    {
      type: "traffic_set",
      ...{ how: "reduce", step: null, intended: { new: 50 }, held: { new: 100 }, reason: "Errors.", alert: "errors-2" },
    },
    "Traffic is reduced: New 50 %, Stable version 50 %. Errors. On hold until somebody resumes.",
  ],
  [
    {
      type: "traffic_set",
      ...{ how: "step", step: "full", intended: { new: 100 }, held: null, reason: "Go.", alert: null },
    },
    "All traffic: New 100 %. Go.",
  ],
  [{ type: "traffic_applied", split: { new: 100 }, control: "haproxy" }, "The traffic is moved: New 100 %."],
  [
    { type: "traffic_applied", split: { new: 100 }, control: "record" },
    "The traffic is to be moved by hand: New 100 %.",
  ],
  [
    { type: "traffic_failed", split: { new: 100 }, sentence: "HAProxy refused the connection." },
    "The traffic could not be moved to New 100 %: HAProxy refused the connection.",
  ],
  [{ type: "traffic_confirmed", actual: { new: 100 } }, "The traffic was read back as intended: New 100 %."],
  [
    { type: "traffic_differs", actual: { new: 50 }, sentence: "New 100 % intended, 50 % read back." },
    "The traffic is not as intended: New 100 % intended, 50 % read back.",
  ],
  [
    { type: "traffic_countdown_begun", alert: "errors-2", group: "new", share: 50, until: BEFORE + 2 * MINUTE_MS },
    "New is reduced to 50 % in 2 min for errors-2, unless a lead cancels it.",
  ],
  [
    { type: "traffic_countdown_ended", alert: "errors-2", how: "cancelled", reason: "A drill.", settles: [] },
    "The reduction for errors-2 is cancelled: A drill.",
  ],
  [
    { type: "traffic_countdown_spared", alert: "errors-2" },
    "errors-2 begins no countdown: one was cancelled moments before.",
  ],
  [{ type: "delay_begun", delay: "rain", reason: "Wet." }, '"Rain" begins: Wet.'],
  [{ type: "delay_step_begun", delay: "rain", step: "wait", until: null }, 'Rain: "Wait" begins.'],
  [
    { type: "delay_step_begun", delay: "rain", step: "wait", until: PLAN_T0 },
    'Rain: "Wait" begins, to be done by 10:00 UTC.',
  ],
  [
    { type: "delay_step_done", delay: "rain", step: "wait", option: "inside", note: "Dry now." },
    'Rain: "Wait" is done, Stay inside: Dry now.',
  ],
  [{ type: "delay_step_done", delay: "rain", step: "wait", option: null, note: "" }, 'Rain: "Wait" is done.'],
  [
    { type: "delay_left", delay: "rain", exit: "reschedule", reason: "Still wet." },
    '"Rain" ends, the rollout is to be moved: Still wet.',
  ],
  [{ type: "shift_taken", shift: "first", person: personOf(ADA), over: null }, "Ada Osei takes First shift."],
  [
    { type: "shift_taken", shift: "first", person: personOf(ADA), over: personOf(NOOR) },
    "Ada Osei takes First shift over from Noor Haddad.",
  ],
  [
    { type: "shift_released", shift: "first", person: personOf(ADA), reason: "Ill." },
    "Ada Osei gives First shift up: Ill.",
  ],
  [
    { type: "handoff_written", shift: "first", revision: 2, summary: "Calm.", watch: "", items: [], leftOut: 0 },
    "The handoff to First shift is written (revision 2): Calm.",
  ],
  [{ type: "handoff_accepted", shift: "first", revision: 1, note: "" }, "The handoff to First shift is accepted."],
  [
    {
      type: "task_moved",
      ...{ task: "one", from: Date.UTC(2030, 4, 8), to: Date.UTC(2030, 4, 10), t0: PLAN_T0, reason: "Late." },
    },
    "one is moved to 2030-05-08 until 2030-05-09: Late.",
  ],
  [{ type: "task_progressed", task: "one", percent: 40, note: "" }, "one is at 40 %."],
  [{ type: "task_blocked", task: "one", reason: "No access." }, "one is blocked: No access."],
  [{ type: "task_unblocked", task: "one", note: "" }, "one is no longer blocked."],
  [
    { type: "task_delivered", task: "one", link: "https://a.example/r", note: "" },
    "one is delivered, https://a.example/r.",
  ],
  [{ type: "task_impact", task: "one", measure: "gain", value: 2, note: "So far" }, "one: gain is 2: So far"],
  [{ type: "task_assigned", task: "one", person: ada }, "one is Ada Osei's now."],
  [{ type: "task_assigned", task: "one", person: null }, "one is nobody's now."],
  [{ type: "task_noted", task: "one", note: "Ask Mei." }, "Noted at one: Ask Mei."],
  [
    { type: "milestone_confirmed", milestone: "stable", note: "It holds.", missing: ["one"] },
    "stable is confirmed, without one: It holds.",
  ],
  [{ type: "milestone_confirmed", milestone: "stable", note: "It holds." }, "stable is confirmed: It holds."],
  [
    { type: "stream_answered", stream: "gone", answer: "resolution", reason: "No access." },
    "gone is blocked, and this is done: resolution. Why: No access.",
  ],
  [{ type: "action_closed", action: "first.look", note: "Seen." }, 'Action item "Look" is closed: Seen.'],
  [
    { type: "figure_given", metric: "tickets", value: 3, speaksFor: BEFORE, source: "Support", note: "" },
    "Tickets is 3 for 09:00 UTC, from Support.",
  ],
  [
    { type: "confidence_given", role: "product-lead", percent: 99.5, note: "Calm.", person: noor },
    "Product lead is 99.5 % sure: Calm.",
  ],
  [
    { type: "criteria_frozen", from: BEFORE, to: PLAN_T0, criteria: [final], budget: null },
    "The success criteria are frozen: 0 of 1 met, 1 failed.",
  ],
  [{ type: "criterion_settled", final }, "Few errors is settled: failed. Too many."],
  [
    { type: "stabilisation_confirmed", reason: "", against: [], needsSecond: false },
    "Production stabilisation is confirmed.",
  ],
  [{ type: "stabilisation_seconded" }, "The confirmation of the stabilisation has its second signature."],
  [
    { type: "stabilisation_declined", reason: "Not yet." },
    "The confirmation of the stabilisation is declined: Not yet.",
  ],
  [
    { type: "baseline_stored", from: BEFORE, to: PLAN_T0, figures: [aFigure()] },
    "The production baseline is stored, of 1 metric; what comes is held against it.",
  ],
  [
    { type: "checklist_ticked", group: "day", item: "summary", note: "Sent.", link: null },
    "Summary sent is ticked: Sent.",
  ],
  [
    { type: "checklist_unticked", group: "day", item: "summary", reason: "Bounced." },
    "Summary sent is open again: Bounced.",
  ],
  [
    { type: "report_text_written", report: "gone", section: "summary", text: "All well.", revision: 2 },
    'gone: the text of "summary" is written, revision 2.',
  ],
  [
    { type: "report_text_written", report: "gone", section: "summary", text: "", revision: 3 },
    'gone: the text of "summary" is taken away.',
  ],
  [
    { type: "brief_written", brief: "gone", conditions: "", actions: "", needs: "", revision: 1 },
    'Brief "gone": revision 1 is written.',
  ],
  [{ type: "action_reopened", action: "first.look", reason: "Again." }, 'Action item "Look" is open again: Again.'],
];

describe("an event in one sentence", () => {
  it.each(SENTENCES)("%o", (event, sentence) => {
    expect(eventSentence(logged(1, event), plan, { "first.look": { label: "Look" } })).toBe(sentence);
  });

  it("is there for every kind of event", () => {
    const told = new Set(SENTENCES.map(([event]) => event.type));
    const known = roomEventSchema.options.map((option) => option.shape.type.value);
    expect(known.filter((type) => !told.has(type))).toEqual([]);
    expect(known.filter((type) => eventGroup(type).length === 0)).toEqual([]);
  });

  it("names what the plan no longer has by its id", () => {
    const event = { type: "item_withdrawn", item: "gone", reason: "Old." } as const;
    expect(eventSentence({ event, at: BEFORE }, plan)).toBe("gone is taken back: Old.");
  });
});
