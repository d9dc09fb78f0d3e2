import type { ReactNode } from "react";

type Props = {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  readonly id: string;
};

/** A titled region of a page. */
export function Panel({ title, aside, children, className = "", id }: Props): ReactNode {
  return (
    <section aria-labelledby={id} className={`panel p-4 sm:p-5 ${className}`}>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
        <h2 id={id} className="text-sm font-semibold tracking-wide text-soft">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
