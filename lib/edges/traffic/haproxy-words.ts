import { refuse, type Outcome } from "#core/outcome";

/** HAProxy's own error answers, by how they begin. */
const KNOWN: readonly (readonly [RegExp, (backend: string) => Outcome<never>])[] = [
  [
    /^(No such backend|No such proxy|Can't find backend)/,
    (backend) => refuse("not_found", `HAProxy has no backend ${backend}.`),
  ],
  [/^No such server/, (backend) => refuse("not_found", `HAProxy's backend ${backend} has no such server.`)],
  [/^Permission denied/, () => refuse("forbidden", "HAProxy's socket allows no changes: it needs level admin.")],
  [
    /static LB algorithm/,
    (backend) =>
      refuse(
        "conflict",
        `HAProxy's backend ${backend} takes no new weights: it needs balance roundrobin, or leastconn.`,
      ),
  ],
];

/** An answer that is no success, in one sentence; `backend` is the configured one. */
export function haproxyRefusal(answer: string, backend: string): Outcome<never> {
  const known = KNOWN.find(([begins]) => begins.test(answer));
  if (known) return known[1](backend);
  const [first = ""] = answer.split("\n");
  const words = first.replace(/[^\x20-\x7e]/g, "").slice(0, 120);
  return refuse("unavailable", `HAProxy's answer is not understood: ${JSON.stringify(words)}.`);
}
