// Run from the root: eslint --config lib/eslint.config.mjs app components lib prisma e2e bench
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { house } from "./lint-rules.mjs";

const TESTS = ["**/*.test.ts", "**/*.test.tsx", "**/*.contract.ts", "e2e/**/*.ts", "lib/testing/**/*.ts"];
const TYPED = ["**/*.ts", "**/*.tsx", "**/*.mts"];

const everywhere = [
  {
    selector: "TSAsExpression > TSAsExpression[typeAnnotation.type='TSUnknownKeyword']",
    message: "A cast by way of unknown hides a door: parse it.",
  },
  { selector: "ExportAllDeclaration", message: "No barrel files: import from the file that says it." },
  { selector: "ExportNamedDeclaration[source]", message: "No barrel files: import from the file that says it." },
];
const namedOnly = [
  { selector: "ExportDefaultDeclaration", message: "Named exports, so that a name means one thing everywhere." },
];
const noModuleState = [
  {
    selector: "Program > VariableDeclaration[kind='let']",
    message: "Next and the server load separate copies of a module: keep state in an object made by main.",
  },
  {
    selector: "Program > ExportNamedDeclaration > VariableDeclaration[kind='let']",
    message: "Next and the server load separate copies of a module: keep state in an object made by main.",
  },
];
const noClockNoChance = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Time is a parameter: now: EpochMs." },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: "Time is a parameter: now: EpochMs.",
  },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: "Chance is a parameter." },
];

/** `no-restricted-syntax` replaces, never adds: each scope states its whole list. */
const forbid = (...lists) => ({ "no-restricted-syntax": ["error", ...everywhere, ...lists.flat()] });

export default tseslint.config(
  {
    ignores: [
      "node_modules/",
      ".next/",
      "prisma/generated/",
      "data/",
      "test-results/",
      "playwright-report/",
      "next-env.d.ts",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    plugins: { house },
    rules: { "house/file-name": "error", "house/import-style": "error", "house/no-own-instanceof": "error" },
  },
  {
    files: TYPED,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: process.cwd() } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { requireDefaultForNonUnion: false }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "all" },
      ],
      // Ports are asynchronous; an adapter that happens to be synchronous still answers with a promise.
      "@typescript-eslint/require-await": "off",
      // Our objects are closures: none of their functions reads `this`.
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "max-lines": ["error", { max: 400 }],
      "max-lines-per-function": ["error", { max: 80 }],
      "max-params": ["error", { max: 3 }],
      ...forbid(namedOnly),
    },
  },
  { files: ["lib/**"], ignores: ["**/*.test.ts"], rules: forbid(namedOnly, noModuleState) },
  { files: ["lib/core/**"], ignores: ["**/*.test.ts"], rules: forbid(namedOnly, noModuleState, noClockNoChance) },
  { files: ["lib/core/**/*.test.ts"], rules: forbid(namedOnly, noClockNoChance) },
  { files: ["lib/engine/**"], ignores: TESTS, rules: forbid(namedOnly, noModuleState, noClockNoChance) },
  { files: ["components/**/*.tsx", "app/**/*.tsx", "lib/browser/**"], extends: [reactHooks.configs.flat.recommended] },
  {
    files: ["components/**", "app/**/*.tsx", "lib/browser/**"],
    ignores: ["lib/browser/site.ts", "**/*.test.ts", "**/*.test.tsx"],
    rules: { "house/site-paths": "error" },
  },
  // Next and the tools ask for default exports by file name.
  { files: ["app/**"], rules: forbid() },
  { files: ["**/*.config.{ts,mjs,js}", "lib/architecture.mjs", "lib/testing/global-setup.ts"], rules: forbid() },
  {
    files: TESTS,
    rules: {
      "max-lines": ["error", { max: 400 }],
      // A describe block is a heading, not a function to be understood at once.
      "max-lines-per-function": "off",
      // A row of a table test is spread over its parameters.
      "max-params": "off",
      // Vitest's asymmetric matchers are typed any.
      "@typescript-eslint/no-unsafe-assignment": "off",
    },
  },
);
