import type { EngineCounters } from "#engine/ports";
import type { Health } from "#wire/frame";

type Row = readonly [name: string, type: "counter" | "gauge", help: string, value: number];

/** Holdpoint's own state in Prometheus' text format 0.0.4, in its base units: seconds, bytes. */
export function prometheusText(health: Health, counters: EngineCounters): string {
  const rows: readonly Row[] = [
    ["holdpoint_ticks_total", "counter", "Ticks measured since this process started.", counters.ticks],
    ["holdpoint_samples_total", "counter", "Samples from probes.", counters.samples],
    ["holdpoint_pushed_samples_total", "counter", "Samples pushed to us and stored.", counters.pushed],
    ["holdpoint_duplicate_samples_total", "counter", "Pushed samples that were known already.", counters.duplicates],
    ["holdpoint_frames_total", "counter", "Frames published to rooms.", counters.frames],
    ["holdpoint_unreadable_rows", "gauge", "Stored rows met that cannot be read.", counters.unreadable],
    ["holdpoint_stray_errors_total", "counter", "Errors of Holdpoint that nothing handled.", counters.strayErrors],
    ["holdpoint_ticks_missed_total", "counter", "Ticks that should have run and did not.", health.sampler.ticksMissed],
    ["holdpoint_sampler_up", "gauge", "1 while the sampler reports ticks.", Number(health.sampler.alive)],
    [
      "holdpoint_sampler_jitter_p99_seconds",
      "gauge",
      "99th percentile of probe start jitter over ten minutes.",
      health.sampler.jitterMsP99 / 1_000,
    ],
    ["holdpoint_store_up", "gauge", "1 while the database can be reached.", Number(health.store.reachable)],
    ["holdpoint_store_waiting_samples", "gauge", "Samples waiting for the database.", health.store.waiting],
    ["holdpoint_store_lost_samples_total", "counter", "Samples lost because the wait was too long.", health.store.lost],
    ["holdpoint_displays_connected", "gauge", "Displays and browsers connected now.", health.displays],
  ];
  const faults = health.faults.map(
    ({ id, severity }) => `holdpoint_own_fault{id="${labelText(id)}",severity="${severity}"} 1\n`,
  );
  const cutOff = Object.entries(counters.cutOff).map(
    ([reason, count]) => `holdpoint_connections_cut_off_total{reason="${labelText(reason)}"} ${count}\n`,
  );
  const ended = `# HELP holdpoint_connections_cut_off_total Live connections ended because they cost too much.\n# TYPE holdpoint_connections_cut_off_total counter\n${cutOff.join("")}`;
  const own = `# HELP holdpoint_own_fault What is wrong with Holdpoint itself.\n# TYPE holdpoint_own_fault gauge\n${faults.join("")}`;
  return rows
    .map(([name, type, help, value]) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value}\n`)
    .concat(ended, own)
    .join("");
}

function labelText(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
