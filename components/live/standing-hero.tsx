import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

const LOOK = {
  clear: { edge: "border-t-pass", text: "text-pass" },
  held: { edge: "border-t-warn", text: "text-warn" },
  under_way: { edge: "border-t-accent", text: "text-accent" },
} as const;

type Props = {
  readonly id: string;
  readonly title: string;
  readonly tone: keyof typeof LOOK;
  readonly icon: LucideIcon;
  /** Where it stands, in one sentence. */
  readonly sentence: string;
  /** Said under the sentence. */
  readonly more?: ReactNode;
  /** The clock at its side. */
  readonly clock: ReactNode;
  /** What may be done about it. */
  readonly children?: ReactNode;
};

/** Where something stands, in one sentence and one clock, before anything else of its page. */
export function StandingHero({ id, title, tone, icon: Icon, sentence, more, clock, children }: Props): ReactNode {
  const { edge, text } = LOOK[tone];
  return (
    <section aria-labelledby={id} className={`panel edge-top flex flex-col gap-4 p-4 sm:p-6 ${edge}`}>
      <div className="flex flex-wrap items-start justify-between gap-x-10 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h2 id={id} className="text-sm font-semibold tracking-wide text-soft">
            {title}
          </h2>
          <p
            role="status"
            id={`${id}-sentence`}
            className="flex items-start gap-2 text-lg font-semibold text-pretty sm:text-2xl"
          >
            <Icon aria-hidden="true" className={`icon mt-1 self-start ${text}`} strokeWidth={2.25} />
            {sentence}
          </p>
          {more}
        </div>
        {clock}
      </div>
      {children}
    </section>
  );
}
