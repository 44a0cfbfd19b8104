// The form of the search page: its words, its filters and its order, and how they stand in the address.

import { element } from "./search-hits.js";

const SHOWN_VALUES = 60; // of a filter
/** @type {Record<string, string>} */
const FILTERS = {
  topic: "Topic",
  family: "Hardware family",
  hardware: "Device",
  year: "Year",
  organization: "Organization",
  results: "Results",
};

/** @typedef {{ query: string, chosen: Chosen, byDate: boolean }} Asked what is searched for, and in which order it is shown */

/**
 * The page's own element of this kind.
 * @template {HTMLElement} Kind
 * @param {string} selector
 * @param {new () => Kind} kind
 */
export function find(selector, kind) {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`this page has no ${selector}`);
  return found;
}

export const form = find("#search", HTMLFormElement);
export const input = find("#search [name=q]", HTMLInputElement);
export const order = find("#order", HTMLSelectElement);
export const filters = find("#filters", HTMLElement);
export const clear = find("#clear", HTMLElement);
export const facets = find("#facets", HTMLDetailsElement);
const heading = find("#facets > summary", HTMLElement);

export const nameFilters = () => Object.keys(FILTERS);

/** @returns {Chosen} */
export const chooseNothing = () => Object.fromEntries(nameFilters().map((name) => [name, []]));

const listBoxes = () => [...filters.querySelectorAll("input")];

/** @returns {Asked} */
export function readAddress() {
  const parameters = new URLSearchParams(location.search);
  const chosen = Object.fromEntries(nameFilters().map((name) => [name, parameters.getAll(name)]));
  return { query: parameters.get("q") ?? "", chosen, byDate: parameters.get("sort") === "date" };
}

const WIDE = matchMedia("(min-width: 62rem)"); // where the filters stand beside the hits, open or not

/** Whether the filters are seen, once they are drawn. */
export const showsFilters = () => WIDE.matches || facets.open;

/** @param {() => void} act what to do when they may have come into sight */
export function whenShown(act) {
  facets.addEventListener("toggle", act);
  WIDE.addEventListener("change", act);
}

/**
 * What the form says; until the filters are drawn, those of the address.
 * @returns {Asked}
 */
export function readForm() {
  const chosen = filters.childElementCount ? chooseNothing() : readAddress().chosen;
  for (const box of listBoxes()) if (box.checked) chosen[box.name]?.push(box.value);
  return { query: input.value, chosen, byDate: order.value === "date" };
}

/**
 * @param {Asked} asked
 * @param {boolean} step whether Back leads to what was asked before
 */
export function writeAddress({ query, chosen, byDate }, step) {
  const parameters = new URLSearchParams();
  if (query.trim()) parameters.set("q", query.trim());
  for (const name of nameFilters()) for (const value of chosen[name] ?? []) parameters.append(name, value);
  if (byDate) parameters.set("sort", "date");
  const address = parameters.size ? `?${parameters}` : location.pathname;
  if (step && address !== location.search) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

/** @param {Asked} asked */
export function fillForm({ query, chosen, byDate }) {
  input.value = query;
  order.value = byDate ? "date" : "relevance";
  if (!filters.childElementCount) return;
  for (const name of nameFilters()) for (const value of chosen[name] ?? []) if (!findBox(name, value)) addBox(name, value);
  for (const box of listBoxes()) box.checked = chosen[box.name]?.includes(box.value) ?? false;
}

/**
 * @param {string} name
 * @param {string} value
 */
function findBox(name, value) {
  return listBoxes().find((box) => box.name === name && box.value === value);
}

/**
 * @param {string} name
 * @param {string} value
 */
function addBox(name, value) {
  const box = Object.assign(element("input"), { type: "checkbox", name, value });
  const label = element("label", "", box, element("span", "", value), element("span", "n"));
  filters.querySelector(`[data-name="${name}"]`)?.append(label);
}

/** @type {(a: [string, unknown], b: [string, unknown]) => number} */
const compareYears = ([a], [b]) => Number(/^\d/.test(b)) - Number(/^\d/.test(a)) || b.localeCompare(a); // the undated last

/** @type {(a: [string, number[]], b: [string, number[]]) => number} */
const compareSizes = ([a, m], [b, n]) => n.length - m.length || a.localeCompare(b);

/** @param {Facets} members the papers of each filter's values */
export function drawFilters(members) {
  for (const [name, title] of Object.entries(FILTERS)) {
    const options = element("div", "options");
    options.dataset.name = name;
    filters.append(element("fieldset", "", element("legend", "", title), options));
    const values = [...(members[name] ?? [])].sort(name === "year" ? compareYears : compareSizes);
    for (const [value] of values.slice(0, SHOWN_VALUES)) addBox(name, value);
  }
}

/** @param {Record<string, Map<string, number>>} counts */
export function showCounts(counts) {
  for (const box of listBoxes()) {
    const count = counts[box.name]?.get(box.value) ?? 0;
    const label = box.closest("label");
    if (!label?.lastChild) continue;
    label.lastChild.textContent = count.toLocaleString("en");
    label.hidden = !count && !box.checked;
  }
  for (const group of filters.querySelectorAll("fieldset")) group.hidden = !group.querySelector("label:not([hidden])");
  const chosen = filters.querySelectorAll(":checked").length;
  heading.textContent = `Filters${chosen ? ` (${chosen})` : ""}`;
  clear.hidden = !chosen;
}
