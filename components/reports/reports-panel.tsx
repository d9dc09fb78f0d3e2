import type { ReactNode } from "react";
import { useAsk } from "#browser/ask-context";
import { sitePath } from "#browser/site";
import { useNow } from "#browser/use-now";
import { momentWordsFrom } from "#core/time-words";
import { textKey, type Written } from "#core/room/written";
import { Panel } from "#components/ui/panel";
import type { Reports } from "#wire/papers";
import type { RolloutView } from "#wire/rollout";
import { BUTTON, LINK } from "../ui/field-looks.ts";
import { ReportTextForm } from "./report-text-form.tsx";

type Report = Reports["reports"][number];
type Props = {
  readonly reports: readonly Report[];
  readonly written: Written["texts"];
  readonly rollout: RolloutView;
  readonly mayWrite: boolean;
};

const FORMATS = [
  { format: "html", label: "Read" },
  { format: "md", label: "Markdown" },
  { format: "json", label: "JSON" },
] as const;

/** Every report of the plan: to be read and fetched at any time, and written into. */
export function ReportsPanel({ reports, written, rollout, mayWrite }: Props): ReactNode {
  const ask = useAsk();
  const write = (report: Report): void =>
    ask({
      title: `Write: ${report.label}`,
      form: (close) => <ReportTextForm report={report} written={written} onDone={close} />,
    });
  const now = useNow();
  return (
    <Panel
      id="reports"
      title="Reports"
      aside={
        <a href={sitePath("/summary")} className={LINK}>
          Executive summary
        </a>
      }
    >
      {reports.length === 0 && <p className="text-soft">The plan asks for no report.</p>}
      <ul className="flex flex-col divide-y divide-line border-t border-line">
        {reports.map((report) => (
          <li key={report.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3">
            <div className="min-w-0">
              <h3 className="font-medium">{report.label}</h3>
              <p className="text-sm wrap-anywhere text-soft">
                {report.file};{" "}
                {now === null || now < report.due || rollout.startedAt === null ? "a draft until" : "due"}{" "}
                {momentWordsFrom(now ?? report.due, report.due)}; {textCount(report, written)}
              </p>
            </div>
            <div className="flex flex-wrap items-center gap-x-4">
              {FORMATS.map(({ format, label }) => (
                <a
                  key={format}
                  href={sitePath(`/api/v1/reports/${report.id}?format=${format}`)}
                  {...(format === "html" ? { target: "_blank", rel: "noreferrer" } : { download: true })}
                  className={LINK}
                >
                  {label}
                  <span className="sr-only"> {report.label}</span>
                </a>
              ))}
              {mayWrite && (
                <button type="button" onClick={() => write(report)} className={BUTTON}>
                  Write
                  <span className="sr-only"> a text for {report.label}</span>
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function textCount(report: Report, written: Written["texts"]): string {
  const count = report.sections.filter(({ id }) => (written[textKey(report.id, id)]?.text ?? "") !== "").length;
  return count === 0 ? "nothing written by hand" : `${count} ${count === 1 ? "text" : "texts"} written by hand`;
}
