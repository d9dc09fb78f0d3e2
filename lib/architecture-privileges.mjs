// Who may import which package: each is one place's business.
import { forbid, MAIN, node, npm, OUTSIDE, privilege, TEST, TOOLING } from "./architecture-rule.mjs";

export const privileges = [
  forbid(
    "prisma-in-store-only",
    [
      { pathNot: ["^lib/edges/(store|cluster)/", "^prisma/", ...OUTSIDE] },
      { path: ["^prisma/generated/", "node_modules/(@prisma|[.]prisma|prisma)/"] },
    ],
    "Rows become domain values at one door.",
  ),
  privilege(
    "pg-in-store-and-its-probe",
    [
      ["pg", "@types/pg"],
      ["^lib/edges/(store|cluster)/", "^lib/edges/probes/", "^prisma/"],
    ],
    "The store writes samples by plain SQL, and a probe asks a watched database; nobody else speaks to one.",
  ),
  privilege(
    "redis-in-probes-and-demo",
    [["ioredis"], ["^lib/edges/probes/", "^lib/demo/"]],
    "We watch caches; only the demo system keeps one.",
  ),
  privilege(
    "http-client-at-few-edges",
    [["undici"], ["^lib/edges/((probes|notify|traffic)/|guard[.]ts$)", "^lib/demo/"]],
    "Calls to the outside have a pool and a time limit, which are set in few places.",
  ),
  privilege(
    "senders-in-notify-only",
    [["pg-boss", "nodemailer"], ["^lib/edges/notify/"]],
    "One place writes to people outside, so that a queue, a cap and a time limit stand before every message.",
  ),
  privilege("socket-server-in-realtime-only", [["socket[.]io"], ["^lib/edges/realtime/"]], "One place publishes."),
  privilege(
    "socket-client-in-browser-only",
    [["socket[.]io-client"], ["^lib/browser/", "^e2e/"]],
    "One place listens.",
  ),
  privilege(
    "yaml-in-files-only",
    [["yaml"], ["^lib/edges/(plan-file|config-file)/"]],
    "YAML keeps its positions for error messages; inside, a plan is a value.",
  ),
  privilege("log-lines-at-one-edge", [["pino"], ["^lib/edges/log/"]], "One shape of log line, one place that writes."),
  privilege("commands-in-cli-only", [["commander"], ["^lib/cli/"]], "Only the command line has verbs and options."),
  privilege(
    "next-at-the-rim",
    [["next"], ["^lib/edges/web/", MAIN, "^(app|components)/", "^next[.]config[.]js$"]],
    "Replacing the framework means replacing app/, its links and edges/web.",
  ),
  privilege(
    "react-in-ui-only",
    [
      ["react", "react-dom", "@types/react", "@types/react-dom", "@tanstack/react-query"],
      ["^(app|components|lib/browser)/"],
    ],
    "Domain and server code do not render.",
  ),
  privilege(
    "recharts-in-charts-only",
    [["recharts"], ["^components/charts/"]],
    "Every chart draws its limit and its gaps.",
  ),
  privilege("icons-in-components-only", [["lucide-react"], ["^components/"]], "An icon always stands beside its word."),
  forbid(
    "files-at-the-rim",
    [
      {
        path: "^lib/",
        pathNot: [
          "^lib/edges/(auth|plan-file|config-file|probes|reports|store)/",
          "^lib/(cli|demo)/",
          MAIN,
          TOOLING,
          ...OUTSIDE,
        ],
      },
      { path: node("fs") },
    ],
    "Only these may touch the disk: files of the operator (plan, config, certificates of probes), data and its secrets, reports.",
  ),
  forbid(
    "processes-at-the-rim",
    [
      {
        path: "^(lib|app|components)/",
        pathNot: ["^lib/edges/(sampler|store)/", "^lib/(cli|demo)/", MAIN, TOOLING, ...OUTSIDE],
      },
      { path: node("child_process", "worker_threads", "cluster") },
    ],
    "Whoever starts a process must also end it: few places may.",
  ),
  forbid(
    "no-dev-dependency-in-production",
    [
      { path: "^(app|components|lib)/", pathNot: [TOOLING, ...OUTSIDE] },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    ],
    "A production install must run.",
  ),
];
