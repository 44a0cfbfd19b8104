// What a paper's page says beyond its card: read when a hit is seen, or when words must stand together in its texts.

import { fetchOnce } from "./search-data.js";

const CHIPS = 3; // results that a hit shows
const PARTS = ".notes :is(p, li, dt, dd, td, th, h1, h2, h3, h4, h5, h6, pre, .meta span)"; // whose words are not the next one's
const NAMES = ":scope > :is(a, span:not(.unsaid))"; // in a cell, but for what it does not state and what does not apply

/** @type {Map<string, Promise<PaperTexts>>} */
const pages = new Map();

/**
 * What a paper's page says.
 * @param {string} href
 */
export function readPaper(href) {
  return fetchOnce(pages, href, href, async (response) => {
    return readPage(new DOMParser().parseFromString(await response.text(), "text/html"), href);
  });
}

/** @param {Element | null | undefined} element */
const say = (element) => element?.textContent?.replace(/\s+/g, " ").trim() ?? "";

/** @param {Element | null} cell */
const sayNames = (cell) => [...(cell?.querySelectorAll(NAMES) ?? [])].map(say).join(", ");

/**
 * @param {Document} page
 * @param {string} href
 * @returns {PaperTexts}
 */
function readPage(page, href) {
  for (const part of page.querySelectorAll(PARTS)) part.append(" ");
  const rows = [...page.querySelectorAll("tbody tr[id]")];
  /** @type {(selector: string, kind: string) => [kind: string, text: string][]} */
  const list = (selector, kind) => [...page.querySelectorAll(selector)].map((each) => [kind, say(each)]);
  const facts = rows
    .flatMap((row) => [...row.querySelectorAll(".what, [data-label]")])
    .map((cell) => /** @type {const} */ ([cell.getAttribute("data-label")?.toLowerCase() ?? "results", sayNames(cell)]))
    .filter(([, names]) => names);
  return {
    texts: [
      ...list(".abstract", "abstract"),
      ...list(".notes .prose", "note"),
      ...list(".paper .authors", "authors"),
      ...list(".paper .meta", "published"),
      ...joinKinds([...list(".paper .readers li", "tags"), ...facts, ...list("tbody .quoted", "results")]),
    ],
    results: rows
      .filter((row) => !row.querySelector(".quoted"))
      .flatMap((row) => readResult(row, href).slice(0, 1))
      .slice(0, CHIPS),
    rows: rows.length,
    silence: say(page.querySelector("article > .unsaid")),
  };
}

/**
 * Facts of one kind as one text, each once; a semicolon tells those of one row (`decode, GQA`) from those of the next.
 * @param {(readonly [kind: string, text: string])[]} facts
 * @returns {[kind: string, text: string][]}
 */
function joinKinds(facts) {
  /** @type {Map<string, Set<string>>} */
  const kinds = new Map();
  for (const [kind, text] of facts) kinds.set(kind, (kinds.get(kind) ?? new Set()).add(text));
  return [...kinds].map(([kind, texts]) => [kind, [...texts].join("; ")]);
}

/**
 * A row as a hit shows it.
 * @param {Element} row
 * @param {string} href
 * @returns {HitResult[]}
 */
function readResult(row, href) {
  const value = row.querySelector("a.v");
  if (!value) return [];
  const baseline = sayNames(row.querySelector('[data-label="Compared with"]'));
  return [
    {
      href: `${href}#${row.id}`,
      bound: say(value.querySelector(".bound")),
      value: say(value.querySelector("b")),
      metric: sayNames(row.querySelector(".what")),
      baseline: baseline && `over ${baseline}`,
      isWorse: value.classList.contains("worse"),
    },
  ];
}
