// House rules that no published ESLint plugin holds. lib/architecture.test.ts plants a violation of each.
import path from "node:path";

const VAGUE = /^(utils?|helpers?|misc|common|managers?)$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
// A bracketed folder is a parameter name in code, so camelCase.
const NEXT_FOLDER = /^(\[{1,2}(\.{3})?[a-zA-Z0-9]+\]{1,2}|\([a-z0-9-]+\)|_[a-z0-9-]+|@[a-z0-9-]+)$/;

function isNamedWell(part, isInApp) {
  // a folder below app/ that ends in .json is an address of the outside contract
  return KEBAB.test(part) || (isInApp && (NEXT_FOLDER.test(part) || /^[a-z][a-z0-9-]*[.]json$/.test(part)));
}

const fileName = {
  meta: {
    type: "problem",
    schema: [],
    messages: { bad: "{{part}}: names are kebab-case nouns or verbs, never {{why}}." },
  },
  create(context) {
    const parts = path.relative(context.cwd, context.filename).split(path.sep);
    const isInApp = parts[0] === "app";
    const words = parts.flatMap((part, index) => {
      if (index === parts.length - 1) return part.split(".").slice(0, -1);
      // A folder of app is a piece of an address, and an address may end in .json.
      return isInApp && !part.includes("[") ? part.split(".") : [part];
    });
    return {
      Program(node) {
        for (const part of words) {
          if (VAGUE.test(part))
            context.report({ node, messageId: "bad", data: { part, why: "a drawer for anything" } });
          else if (!isNamedWell(part, isInApp))
            context.report({ node, messageId: "bad", data: { part, why: "another case" } });
        }
      },
    };
  },
};

/** True for "./x.ts", "../y.tsx"; styles and JSON count too. */
const WITH_EXTENSION = /\.(ts|tsx|mts|mjs|js|css|json)$/;

/** The folder inside which imports are relative: lib/core, lib/edges/store, components/ui, app, ... */
function homeOf(file) {
  const [top, second, third] = file.split(path.sep);
  if (top === "lib" && second === "edges" && third !== undefined && !third.includes("."))
    return `${top}/${second}/${third}`;
  if (top === "lib" && second !== undefined && !second.includes(".")) return `${top}/${second}`;
  return top ?? "";
}

const importStyle = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      extension: "A relative import names its file in full: {{source}}.ts",
      crossing: "Import across folders by its # name, not by {{source}}.",
    },
  },
  create(context) {
    const file = path.relative(context.cwd, context.filename);
    function check(node) {
      const source = node.source?.value;
      if (typeof source !== "string" || !/^\.{1,2}(\/|$)/.test(source)) return;
      if (!WITH_EXTENSION.test(source)) return context.report({ node, messageId: "extension", data: { source } });
      const target = path.join(path.dirname(file), source);
      // Only folders that package.json#imports names can be reached by a # name.
      const isNamed = /^(lib\/[^/]+\/|components\/)/.test(target) && /[.]tsx?$/.test(target);
      if (isNamed && homeOf(file) !== homeOf(target) && !(homeOf(file) === "lib" || homeOf(file) === "components"))
        context.report({ node, messageId: "crossing", data: { source } });
    }
    return { ImportDeclaration: check, ImportExpression: check };
  },
};

const noOwnInstanceof = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      own: "{{name}} may exist twice in one process (server and Next); compare data, such as a kind or a code.",
    },
  },
  create(context) {
    return {
      BinaryExpression(node) {
        if (node.operator !== "instanceof" || node.right.type !== "Identifier") return;
        const { name } = node.right;
        const scope = context.sourceCode.getScope(node);
        const reference = scope.references.find((entry) => entry.identifier === node.right);
        const definition = reference?.resolved?.defs[0];
        if (definition === undefined) return;
        const source = definition.parent?.type === "ImportDeclaration" ? definition.parent.source.value : undefined;
        const isOwn = definition.type === "ClassName" || (typeof source === "string" && /^[.#]/.test(source));
        if (isOwn) context.report({ node, messageId: "own", data: { name } });
      },
    };
  },
};

/** What a text begins with; null for what is none. */
function beginningOf(node) {
  if (node?.type === "JSXExpressionContainer") return beginningOf(node.expression);
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  return node?.type === "TemplateLiteral" ? node.quasis[0].value.raw : null;
}

function isCallOf(node, name) {
  return node?.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === name;
}

/** An address of this site that was written or read without lib/browser/site.ts leads elsewhere under a path. */
const sitePaths = {
  meta: {
    type: "problem",
    schema: [],
    messages: { raw: "Holdpoint may live under a path: {{instead}} of #browser/site." },
  },
  create(context) {
    const report = (node, instead) => context.report({ node, messageId: "raw", data: { instead } });
    return {
      JSXOpeningElement(node) {
        if (node.name.type !== "JSXIdentifier" || !/^[a-z]/.test(node.name.name)) return;
        for (const { type, name, value } of node.attributes) {
          if (type !== "JSXAttribute" || !/^(href|src|action|poster|data)$/.test(name.name)) continue;
          const isBare = value?.type === "JSXExpressionContainer" && value.expression.type === "Identifier";
          if (isBare || beginningOf(value)?.startsWith("/")) report(value, "take sitePath()");
        }
      },
      CallExpression(node) {
        const { callee, arguments: given } = node;
        if (callee.type === "Identifier" && callee.name === "fetch" && !isCallOf(given[0], "sitePath"))
          report(node, "ask() takes sitePath()");
        const method = callee.type === "MemberExpression" ? callee.property.name : "";
        if (/^(replaceState|pushState)$/.test(method) && !isCallOf(given[2], "sitePath"))
          report(node, "take sitePath()");
        if (/^(assign|replace)$/.test(method) && /(^|[.])location$/.test(context.sourceCode.getText(callee.object)))
          report(node, "take loadPage()");
      },
      MemberExpression(node) {
        const text = context.sourceCode.getText(node);
        if (/^(window[.])?location[.]origin$/.test(text)) report(node, "take siteLink()");
        if (/^(window[.])?location[.]pathname$/.test(text) && !isCallOf(node.parent, "ownPath"))
          report(node, "take ownPath()");
        if (text === "document.cookie") report(node, "take keepCookie()");
      },
    };
  },
};

export const house = {
  rules: {
    "file-name": fileName,
    "import-style": importStyle,
    "no-own-instanceof": noOwnInstanceof,
    "site-paths": sitePaths,
  },
};
