// What ESLint looks for in the scripts of pages, beside types: what it recommends, the sizes that hold for Python too, and habits.
"use strict";

const js = require("@eslint/js");

module.exports = [
  js.configs.recommended,
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
    rules: { "no-redeclare": "off", "no-use-before-define": "off" },
  },
];
