// What ESLint looks for in the scripts of pages, beside types: what it recommends, the sizes that hold for Python too, and habits.
"use strict";

const js = require("@eslint/js");
const ts = require("typescript-eslint");

const TYPED = ["**/templates/assets/*.js", "**/preview/files/*.js"];

module.exports = [
  js.configs.recommended,
  ...ts.configs.strictTypeCheckedOnly.map((config) => ({ ...config, files: TYPED })),
  {
    // The settings of the types stand beside the programs, as they name their folder.
    files: TYPED,
    languageOptions: { parserOptions: { project: `${__dirname}/tsconfig.json` } },
    rules: {
      // Browsers may lack what the types say that they have, and scripts may come before the one that they name.
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-misused-spread": "off", // texts are taken apart by code points, as Python does
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  {
    languageOptions: { ecmaVersion: 2024, sourceType: "script" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      complexity: ["error", 15],
      "consistent-return": "error",
      curly: ["error", "multi-line"],
      "default-param-last": "error",
      eqeqeq: "error",
      "max-depth": ["error", 3],
      "max-len": ["error", { code: 139 }],
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", { max: 50, IIFEs: false }],
      "max-params": ["error", 5],
      "no-constructor-return": "error",
      "no-else-return": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-param-reassign": "error",
      "no-promise-executor-return": "off",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "texts stay texts: make elements" },
        { property: "outerHTML", message: "texts stay texts: make elements" },
        { property: "insertAdjacentHTML", message: "texts stay texts: make elements" },
        { object: "document", property: "write", message: "texts stay texts: make elements" },
      ],
      "no-self-compare": "error",
      "no-shadow": ["error", { hoist: "all" }],
      "no-throw-literal": "error",
      "no-undef": "off", // the types know every name
      "no-unreachable-loop": "error",
      "no-unused-expressions": "error",
      "no-use-before-define": ["error", { functions: false, variables: false }],
      "no-useless-return": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
      "require-atomic-updates": "off",
      strict: ["error", "global"],
    },
  },
  {
    // Scripts that only pages from a server load.
    files: ["**/search*.js"],
    ignores: ["**/search-box.js"],
    languageOptions: { sourceType: "module" },
  },
  {
    // Scripts that share a namespace, each of which may be the first: `var LitAtlas = LitAtlas || {}`.
    files: ["**/tables*.js"],
    rules: { "no-redeclare": "off", "no-use-before-define": "off", "no-var": "off" },
  },
];
