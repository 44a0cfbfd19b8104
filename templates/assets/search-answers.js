// The pages that a query names, above the papers that it finds, and the way to the rows of those in the explorer.

import { find } from "./search-data.js";
import { element, link } from "./search-hits.js";

const SHOWN = 5;
const TABLED = new Set(["Topic", "Device", "Device family"]); // their tables lie below their pages
const SAME_FILTERS = new Set(["topic", "hardware", "year"]); // which search and explorer share
/** @type {Record<string, (thing: Thing) => [filter: string, value: string]>} */
const EXPLORED = {
  Topic: ({ path }) => ["topic", path.slice(path.indexOf("/") + 1)],
  Device: ({ name }) => ["hardware", name],
  Metric: ({ path }) => ["metric", path.slice(path.indexOf("/") + 1)],
};

/** @typedef {{ text: string, href: string }} Way a page, and what to call it */

/** @type {(count: number, noun: string) => string} */
export const countOf = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

/** @param {Thing} thing */
export const findPage = ({ path }) => find(`${path}/index.html`);

/**
 * What a thing is, and how much of the review is about it.
 * @param {Thing} thing
 */
export const describeThing = ({ kind, papers }) => [kind, papers ? countOf(papers, "paper") : ""].filter(Boolean).join(" · ");

/**
 * The table of a thing where that is a page of its own.
 * @param {Thing} thing
 * @returns {Way | null}
 */
export function findTable({ kind, path, rows }) {
  if (!rows || !TABLED.has(kind)) return null;
  return { text: `${countOf(rows, "result")} in a table`, href: find(`${path}/results/index.html`) };
}

/** @typedef {[filter: string, value: string, name: string]} Choice a filter of the explorer with its value, and its name for people */

/**
 * What the explorer would be filtered by for a thing; null where it has no such filter or no row.
 * @param {Thing} thing
 * @returns {Choice | null}
 */
function explore(thing) {
  const explored = EXPLORED[thing.kind];
  return explored && thing.rows ? [...explored(thing), thing.name] : null;
}

/**
 * The same for a value of the search's filters.
 * @param {string} filter
 * @param {string} value
 * @param {Record<string, string>} topics the ids of topics by their titles
 * @returns {Choice | null}
 */
function exploreFilter(filter, value, topics) {
  const same = filter === "topic" ? topics[value] : value;
  return SAME_FILTERS.has(filter) && same ? [filter, same, value] : null;
}

/**
 * The same rows in the explorer: of what a query names and of the filters chosen, if that is all that was asked for.
 * @param {Found | null} result
 * @param {Chosen} chosen
 * @param {Record<string, string>} topics the ids of topics by their titles
 * @returns {Way | null}
 */
export function findRows(result, chosen, topics) {
  if (result && !result.isCovered) return null;
  const filters = Object.entries(chosen).filter(([filter]) => filter !== "results"); // all rows are stated
  const named = result?.things.filter(({ isNamed }) => isNamed).map(explore) ?? [];
  const others = filters.flatMap(([filter, values]) => values.map((value) => exploreFilter(filter, value, topics)));
  const choices = [...named, ...others].filter((choice) => choice !== null);
  if (choices.length < named.length + others.length) return null;
  const names = new Map(choices.map(([filter, value, name]) => [`${filter} ${value}`, name]));
  if (!names.size || (names.size < 2 && named.length)) return null; // the table of one thing is offered beside its page
  const given = new URLSearchParams();
  for (const [filter, value] of choices) if (!given.has(filter, value)) given.append(filter, value);
  return { text: `Results of ${[...names.values()].join(" × ")} in one table`, href: find(`results/index.html?${given}`) };
}

/**
 * What a query names: where that is several things, first the results that they share.
 * @param {Thing[]} things
 * @param {Way | null} rows
 */
export function drawAnswers(things, rows) {
  const drawn = things.slice(0, SHOWN).map((thing) => {
    const table = findTable(thing);
    const parts = [link(findPage(thing), thing.name), element("small", "", describeThing(thing))];
    return element("li", "", ...parts, ...(table ? [link(table.href, table.text)] : []));
  });
  return rows ? [element("li", "", link(rows.href, rows.text)), ...drawn] : drawn;
}
