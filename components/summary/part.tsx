import type { ReactNode } from "react";

type Props = {
  readonly id: string;
  readonly title: string;
  readonly aside?: string;
  readonly className?: string;
  readonly children: ReactNode;
};

/** A panel of the summary: tighter than a page's, so that all of them fit one screen and one sheet. */
export function Part({ id, title, aside, className = "", children }: Props): ReactNode {
  return (
    <section
      aria-labelledby={id}
      className={`panel flex flex-col gap-1.5 px-4 py-3 print:gap-[0.8mm] print:px-[3mm] print:py-[2mm] ${className}`}
    >
      <div className="flex items-baseline justify-between gap-4 text-sm text-soft">
        <h2 id={id} className="font-semibold tracking-wide">
          {title}
        </h2>
        {aside !== undefined && <span className="text-right">{aside}</span>}
      </div>
      {children}
    </section>
  );
}
