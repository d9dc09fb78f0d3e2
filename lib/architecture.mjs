// The architecture, executable: depcruise reads it, and the comment of a rule says why the rule exists.
// lib/architecture.test.ts plants a violation of every rule and sees it caught.
import { privileges } from "./architecture-privileges.mjs";
import { forbid, MAIN, npm, OUTSIDE, TEST, TOOLING } from "./architecture-rule.mjs";

const layers = [
  forbid(
    "core-is-pure",
    [{ path: "^lib/core/", pathNot: TEST }, { pathNot: ["^lib/core/", ...npm("zod")] }],
    "The core decides from values it is given. It may use zod, and nothing else.",
  ),
  forbid(
    "wire-speaks-core",
    [{ path: "^lib/wire/", pathNot: TEST }, { pathNot: ["^lib/(core|wire)/", ...npm("zod")] }],
    "What crosses the network is described once, for both ends.",
  ),
  forbid(
    "engine-knows-only-ports",
    [{ path: "^lib/engine/", pathNot: TEST }, { pathNot: ["^lib/(core|wire|engine)/", ...npm("zod")] }],
    "The engine reaches the world through ports.ts. No package but zod, whose schemas the command table holds.",
  ),
  forbid(
    "edges-see-ports-not-engine",
    [
      { path: "^lib/edges/", pathNot: TEST },
      { path: "^lib/engine/", pathNot: ["^lib/engine/ports[.]ts$", "^lib/engine/[a-z]+-ports?[.]ts$"] },
    ],
    "An edge implements a port. It never drives the engine from the inside.",
  ),
  forbid(
    "edges-stay-apart",
    [
      { path: "^lib/edges/([^/]+)/", pathNot: ["^lib/edges/sampler/", TEST] },
      { path: "^lib/edges/[^/]+/", pathNot: "^lib/edges/$1/" },
    ],
    "Edges are joined in main.ts, not to each other.",
  ),
  forbid(
    "sampler-is-probes-on-a-clock",
    [
      { path: "^lib/edges/sampler/", pathNot: TEST },
      { path: "^lib/edges/", pathNot: "^lib/edges/((sampler|probes|clock)/|guard[.]ts$)" },
    ],
    "The sampler is a process of its own, composed of probes and a clock; everything else reaches it by message.",
  ),
  forbid(
    "edges-do-not-see-the-root",
    [{ path: "^lib/edges/", pathNot: TEST }, { path: "^lib/(demo|cli|browser|testing)/" }],
    "An edge is used by the program; it knows nothing of who uses it.",
  ),
  forbid(
    "demo-is-another-system",
    [
      { path: "^lib/demo/", pathNot: TEST },
      { path: "^lib/", pathNot: ["^lib/(core|wire|demo)/", "^lib/engine/ports[.]ts$"] },
    ],
    "The demo is watched from outside, like any user's system: it speaks the wire and shares no server code.",
  ),
  forbid(
    "demo-is-optional",
    [{ pathNot: ["^lib/(demo|cli)/", MAIN, "^e2e/", ...OUTSIDE] }, { path: "^lib/demo/" }],
    "A production rollout runs without a line of the demo.",
  ),
];

const leaves = [
  forbid(
    "nobody-imports-main",
    [{ pathNot: ["^lib/cli/", MAIN, ...OUTSIDE] }, { path: MAIN }],
    "main.ts is the composition root; only the command line, tests and benchmarks start it.",
  ),
  forbid(
    "nobody-imports-cli",
    [{ pathNot: ["^lib/cli/", TEST] }, { path: "^lib/cli/" }],
    "The command line is a leaf.",
  ),
  forbid("nobody-imports-app", [{ pathNot: ["^app/"] }, { path: "^app/" }], "Routes are leaves."),
  forbid("nobody-imports-bench", [{ pathNot: ["^bench/"] }, { path: "^bench/" }], "A benchmark is a leaf."),
  forbid("nobody-imports-tests", [{}, { path: "[.](test|spec)[.]tsx?$" }], "A test is a leaf."),
  forbid(
    "test-kit-for-tests-only",
    [{ pathNot: ["^e2e/", ...OUTSIDE] }, { path: ["^lib/testing/", "^e2e/"] }],
    "Production never needs the test kit.",
  ),
  forbid(
    "e2e-from-outside",
    [{ path: "^e2e/" }, { path: "^(app|components|bench|lib/(?!testing/|wire/))" }],
    "End-to-end tests see what an operator sees.",
  ),
];

const pages = [
  forbid(
    "browser-layer",
    [{ path: "^lib/browser/", pathNot: TEST }, { path: "^(app|components|bench)/" }],
    "The page's state does not know how it is drawn.",
  ),
  forbid(
    "browser-never-reaches-server",
    [
      { path: "^(components|lib/browser)/", pathNot: TEST },
      { path: "^lib/(edges|engine|demo|cli|main)", reachable: true },
    ],
    "No server code in the bundle, however indirectly.",
  ),
  forbid(
    "browser-has-no-node",
    [{ path: "^(components|lib/browser|lib/wire|lib/core)/", pathNot: TEST }, { dependencyTypes: ["core"] }],
    "This code runs in the browser.",
  ),
  forbid(
    "features-stay-apart",
    [{ path: "^components/([^/]+)/" }, { path: "^components/", pathNot: "^components/($1|ui|charts|live)/" }],
    "Pages compose features.",
  ),
  forbid(
    "ui-knows-no-domain",
    [{ path: "^components/ui/" }, { path: "^(lib|app)/|^components/(?!ui/)" }],
    "A button has not heard of a rollout.",
  ),
  forbid(
    "charts-know-only-core",
    [{ path: "^components/charts/" }, { path: "^(lib/(?!core/)|app/|components/(?!ui/|charts/))" }],
    "Charts draw values; they do not fetch them.",
  ),
  forbid(
    "app-is-thin",
    [{ path: "^app/" }, { path: "^lib/", pathNot: "^lib/(core|wire|edges/web)/" }],
    "A route holds no logic.",
  ),
];

const hygiene = [
  forbid("no-circular", [{}, { circular: true }], "A cycle means two modules are one."),
  forbid("no-unresolvable", [{}, { couldNotResolve: true }], "Imports must exist."),
  forbid(
    "no-undeclared-package",
    [{}, { dependencyTypes: ["npm-no-pkg", "npm-unknown"] }],
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
        // a process of its own, started by its path
        "^bench/sampler/page-visitor[.]ts$",
        "[.]d[.]ts$",
        "[.]config[.](ts|mjs)$",
      ],
    },
    to: {},
  },
];

/** @satisfies {import("dependency-cruiser").IConfiguration} */
const architecture = {
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

export default architecture;
