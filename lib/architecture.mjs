// The architecture, executable: depcruise reads it, and the comment of a rule says why the rule exists.
// lib/architecture.test.ts plants a violation of every rule and sees it caught.
const TEST = "[.](test|contract|spec)[.]tsx?$";
const MAIN = "^lib/main[^/]*[.]ts$";
const TOOLING = "^lib/[^/]+[.]mjs$";

/** Code that may reach for anything: it measures or tests the product and is no part of it. */
const OUTSIDE = ["^bench/", "^lib/testing/", TEST];

const npm = (...names) => names.map((name) => `node_modules/${name}/`);
const node = (...names) => names.map((name) => `^(node:)?${name}(/promises)?$`);
const forbid = (name, from, to, comment) => ({ name, severity: "error", comment, from, to });

/** A package that only the places of `folders` (and tests and benchmarks) may import. */
const privilege = (name, packages, folders, comment) =>
  forbid(name, { pathNot: [...folders, ...OUTSIDE] }, { path: npm(...packages) }, comment);

const layers = [
  forbid(
    "core-is-pure",
    { path: "^lib/core/", pathNot: TEST },
    { pathNot: ["^lib/core/", ...npm("zod")] },
    "The core decides from values it is given. It may use zod, and nothing else.",
  ),
  forbid(
    "wire-speaks-core",
    { path: "^lib/wire/", pathNot: TEST },
    { pathNot: ["^lib/(core|wire)/", ...npm("zod")] },
    "What crosses the network is described once, for both ends.",
  ),
  forbid(
    "engine-knows-only-ports",
    { path: "^lib/engine/", pathNot: TEST },
    { pathNot: ["^lib/(core|wire|engine)/"] },
    "The engine reaches the world through ports.ts. No package, no node module.",
  ),
  forbid(
    "edges-see-ports-not-engine",
    { path: "^lib/edges/", pathNot: TEST },
    { path: "^lib/engine/", pathNot: "^lib/engine/ports[.]ts$" },
    "An edge implements a port. It never drives the engine from the inside.",
  ),
  forbid(
    "edges-stay-apart",
    { path: "^lib/edges/([^/]+)/", pathNot: ["^lib/edges/sampler/", TEST] },
    { path: "^lib/edges/[^/]+/", pathNot: "^lib/edges/$1/" },
    "Edges are joined in main.ts, not to each other.",
  ),
  forbid(
    "sampler-is-probes-on-a-clock",
    { path: "^lib/edges/sampler/", pathNot: TEST },
    { path: "^lib/edges/", pathNot: "^lib/edges/(sampler|probes|clock)/" },
    "The sampler is a process of its own, composed of probes and a clock; everything else reaches it by message.",
  ),
  forbid(
    "edges-do-not-see-the-root",
    { path: "^lib/edges/", pathNot: TEST },
    { path: "^lib/(demo|cli|browser|testing)/" },
    "An edge is used by the program; it knows nothing of who uses it.",
  ),
  forbid(
    "demo-is-another-system",
    { path: "^lib/demo/", pathNot: TEST },
    { path: "^lib/", pathNot: ["^lib/(core|wire|demo)/", "^lib/engine/ports[.]ts$"] },
    "The demo is watched from outside, like any user's system: it speaks the wire and shares no server code.",
  ),
  forbid(
    "demo-is-optional",
    { pathNot: ["^lib/(demo|cli)/", MAIN, "^e2e/", ...OUTSIDE] },
    { path: "^lib/demo/" },
    "A production rollout runs without a line of the demo.",
  ),
];

const leaves = [
  forbid(
    "nobody-imports-main",
    { pathNot: ["^lib/cli/", MAIN, ...OUTSIDE] },
    { path: MAIN },
    "main.ts is the composition root; only the command line, tests and benchmarks start it.",
  ),
  forbid("nobody-imports-cli", { pathNot: ["^lib/cli/", TEST] }, { path: "^lib/cli/" }, "The command line is a leaf."),
  forbid("nobody-imports-app", { pathNot: ["^app/"] }, { path: "^app/" }, "Routes are leaves."),
  forbid("nobody-imports-bench", { pathNot: ["^bench/"] }, { path: "^bench/" }, "A benchmark is a leaf."),
  forbid("nobody-imports-tests", {}, { path: "[.](test|spec)[.]tsx?$" }, "A test is a leaf."),
  forbid(
    "test-kit-for-tests-only",
    { pathNot: ["^e2e/", ...OUTSIDE] },
    { path: ["^lib/testing/", "^e2e/"] },
    "Production never needs the test kit.",
  ),
  forbid(
    "e2e-from-outside",
    { path: "^e2e/" },
    { path: "^(app|components|bench|lib/(?!testing/|wire/))" },
    "End-to-end tests see what an operator sees.",
  ),
];

const pages = [
  forbid(
    "browser-layer",
    { path: "^lib/browser/", pathNot: TEST },
    { path: "^(app|components|bench)/" },
    "The page's state does not know how it is drawn.",
  ),
  forbid(
    "browser-never-reaches-server",
    { path: "^(components|lib/browser)/", pathNot: TEST },
    { path: "^lib/(edges|engine|demo|cli|main)", reachable: true },
    "No server code in the bundle, however indirectly.",
  ),
  forbid(
    "browser-has-no-node",
    { path: "^(components|lib/browser|lib/wire|lib/core)/", pathNot: TEST },
    { dependencyTypes: ["core"] },
    "This code runs in the browser.",
  ),
  forbid(
    "features-stay-apart",
    { path: "^components/([^/]+)/" },
    { path: "^components/", pathNot: "^components/($1|ui|charts|live)/" },
    "Pages compose features.",
  ),
  forbid(
    "ui-knows-no-domain",
    { path: "^components/ui/" },
    { path: "^(lib|app)/|^components/(?!ui/)" },
    "A button has not heard of a rollout.",
  ),
  forbid(
    "charts-know-only-core",
    { path: "^components/charts/" },
    { path: "^(lib/(?!core/)|app/|components/(?!ui/|charts/))" },
    "Charts draw values; they do not fetch them.",
  ),
  forbid(
    "app-is-thin",
    { path: "^app/" },
    { path: "^lib/", pathNot: "^lib/(core|wire|edges/web)/" },
    "A route holds no logic.",
  ),
];

const privileges = [
  forbid(
    "prisma-in-store-only",
    { pathNot: ["^lib/edges/(store|cluster)/", "^prisma/", ...OUTSIDE] },
    { path: ["^prisma/generated/", "node_modules/(@prisma|[.]prisma|prisma)/"] },
    "Rows become domain values at one door.",
  ),
  privilege(
    "pg-in-store-and-its-probe",
    ["pg", "@types/pg"],
    ["^lib/edges/(store|cluster)/", "^lib/edges/probes/"],
    "The store writes samples by plain SQL, and a probe asks a watched database; nobody else speaks to one.",
  ),
  privilege(
    "redis-in-probes-and-demo",
    ["ioredis"],
    ["^lib/edges/probes/", "^lib/demo/"],
    "We watch caches; only the demo system keeps one.",
  ),
  privilege(
    "http-client-at-two-edges",
    ["undici"],
    ["^lib/edges/(probes|notify)/", "^lib/demo/"],
    "Calls to the outside have a pool and a time limit, which are set in few places.",
  ),
  privilege("socket-server-in-realtime-only", ["socket[.]io"], ["^lib/edges/realtime/"], "One place publishes."),
  privilege("socket-client-in-browser-only", ["socket[.]io-client"], ["^lib/browser/", "^e2e/"], "One place listens."),
  privilege(
    "yaml-in-files-only",
    ["yaml"],
    ["^lib/edges/(plan-file|config-file)/"],
    "YAML keeps its positions for error messages; inside, a plan is a value.",
  ),
  privilege("log-lines-at-one-edge", ["pino"], ["^lib/edges/log/"], "One shape of log line, one place that writes."),
  privilege("commands-in-cli-only", ["commander"], ["^lib/cli/"], "Only the command line has verbs and options."),
  privilege(
    "next-at-the-rim",
    ["next"],
    ["^lib/edges/web/", MAIN, "^(app|components)/", "^next[.]config[.]js$"],
    "Replacing the framework means replacing app/, its links and edges/web.",
  ),
  privilege(
    "react-in-ui-only",
    ["react", "react-dom", "@types/react", "@types/react-dom", "@tanstack/react-query"],
    ["^(app|components|lib/browser)/"],
    "Domain and server code do not render.",
  ),
  privilege(
    "recharts-in-charts-only",
    ["recharts"],
    ["^components/charts/"],
    "Every chart draws its limit and its gaps.",
  ),
  privilege("icons-in-components-only", ["lucide-react"], ["^components/"], "An icon always stands beside its word."),
  forbid(
    "files-at-the-rim",
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
    "Only these may touch the disk: files of the operator (plan, config, certificates of probes), data and its secrets, reports.",
  ),
  forbid(
    "processes-at-the-rim",
    {
      path: "^(lib|app|components)/",
      pathNot: ["^lib/edges/(sampler|store)/", "^lib/(cli|demo)/", MAIN, TOOLING, ...OUTSIDE],
    },
    { path: node("child_process", "worker_threads", "cluster") },
    "Whoever starts a process must also end it: few places may.",
  ),
  forbid(
    "no-dev-dependency-in-production",
    { path: "^(app|components|lib)/", pathNot: [TOOLING, ...OUTSIDE] },
    { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    "A production install must run.",
  ),
];

const hygiene = [
  forbid("no-circular", {}, { circular: true }, "A cycle means two modules are one."),
  forbid("no-unresolvable", {}, { couldNotResolve: true }, "Imports must exist."),
  forbid(
    "no-undeclared-package",
    {},
    { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    "A package that package.json does not name is there by accident.",
  ),
  {
    name: "no-orphans",
    severity: "error",
    comment: "Used, or removed.",
    from: {
      orphan: true,
      pathNot: [
        TEST,
        TOOLING,
        "^(app|prisma)/",
        "^lib/testing/global-setup[.]ts$",
        "[.]d[.]ts$",
        "[.]config[.](ts|mjs)$",
      ],
    },
    to: {},
  },
];

export default {
  forbidden: [...layers, ...leaves, ...pages, ...privileges, ...hygiene],
  options: {
    doNotFollow: { path: ["node_modules", "^prisma/generated/"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
