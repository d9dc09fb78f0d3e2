import type { ReactNode } from "react";
import type { SegmentsBody } from "#wire/frame";
import { countWords, valueWords } from "#browser/format-value";
import { hasNoLimit, ReadingMark } from "./reading-mark.tsx";
import { ShortName } from "./short-name.tsx";

/**
 * Each segment's metrics side by side, so that a row reads across; a stack of cards on a phone. An upright wall has no room to say
 * where there is no limit, and needs it for the names.
 */
export function SegmentHeadlines({ body }: { readonly body: SegmentsBody }): ReactNode {
  return (
    <div className="grid gap-x-6 gap-y-5 md:grid-cols-[repeat(auto-fit,minmax(calc(var(--spacing)*72),1fr))]">
      {body.segments.map((segment) => {
        const readings = body.headlines.find((one) => one.segment === segment.id)?.readings ?? [];
        return (
          <section key={segment.id} aria-label={segment.label}>
            <h3 className="flex items-baseline justify-between gap-3 border-b border-strong pb-1.5 text-lg font-semibold">
              <ShortName>{segment.label}</ShortName>
              <span
                className={`flex-none text-sm font-medium ${segment.up < segment.total ? "text-fail" : "text-soft"}`}
              >
                {countWords(segment.up)} of {countWords(segment.total)} targets up
              </span>
            </h3>
            <dl>
              {readings.map((reading) => (
                <div
                  key={reading.metric}
                  className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-baseline gap-x-4 border-b border-line py-1.5 sm:portrait:flex sm:portrait:py-0.5"
                >
                  <dt className="min-w-0 flex-1 text-soft">
                    <span className="sm:hidden">{reading.label}</span>
                    <ShortName className="max-sm:hidden">{reading.label}</ShortName>
                  </dt>
                  <dd className="text-right font-semibold whitespace-nowrap">
                    {valueWords(reading.value, reading.unit)}
                  </dd>
                  <dd
                    className={`min-w-[6em] text-right text-sm sm:portrait:min-w-0 ${hasNoLimit(reading) ? "sm:portrait:hidden" : ""}`}
                  >
                    <ReadingMark reading={reading} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}
