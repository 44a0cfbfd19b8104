// The form of the search page: its words, its filters and its order, and how they stand in the address.

import { element } from "./search-hits.js";

const SHOWN_VALUES = 60; // of a filter
const FREE = 12_000; // bytes of files: the first filters that cost no more in all stand open, the others wait for a click
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

const showsFilters = () => WIDE.matches || facets.open;

/** The filters whose values are seen, once they are drawn. */
export const listShown = () => (showsFilters() ? nameFilters().filter((name) => findFilter(name)?.open) : []);

/** @param {() => void} act what to do when more of them may have come into sight */
export function whenShown(act) {
  facets.addEventListener("toggle", act, { capture: true }); // also of each filter
  WIDE.addEventListener("change", act);
}

/**
 * A filter with its values, if that is drawn.
 * @param {string} name
 * @returns {HTMLDetailsElement | null}
 */
const findFilter = (name) => filters.querySelector(`:scope > [data-name="${name}"]`);

/** @param {string} name */
const isFilled = (name) => findFilter(name)?.dataset["filled"] === "";

/**
 * What the form says; for filters whose values are not there, what the address does.
 * @returns {Asked}
 */
export function readForm() {
  const { chosen } = readAddress();
  for (const name of nameFilters()) if (isFilled(name)) chosen[name] = [];
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
  for (const name of nameFilters().filter(isFilled)) checkBoxes(name, chosen[name] ?? []);
}

/**
 * @param {string} name
 * @param {string[]} values
 */
function checkBoxes(name, values) {
  const list = () => listBoxes().filter((box) => box.name === name);
  for (const value of values) if (!list().some((box) => box.value === value)) addBox(name, value);
  for (const box of list()) box.checked = values.includes(box.value);
}

/**
 * @param {string} name
 * @param {string} value
 */
function addBox(name, value) {
  const box = Object.assign(element("input"), { type: "checkbox", name, value });
  const label = element("label", "", box, element("span", "", value), element("span", "n"));
  findFilter(name)?.querySelector(".options")?.append(label);
}

/** @type {(a: [string, unknown], b: [string, unknown]) => number} */
const compareYears = ([a], [b]) => Number(/^\d/.test(b)) - Number(/^\d/.test(a)) || b.localeCompare(a); // the undated last

/** @type {(a: [string, number[]], b: [string, number[]]) => number} */
const compareSizes = ([a, m], [b, n]) => n.length - m.length || a.localeCompare(b);

/** @param {string} name */
function drawFilter(name) {
  const title = FILTERS[name] ?? name;
  const options = element("div", "options");
  options.role = "group";
  options.ariaLabel = title;
  const filter = element("details", "", element("summary", "", title), options);
  filter.dataset["name"] = name;
  return filter;
}

/**
 * Draws the filters that papers have values of, without these.
 * @param {Manifest["facets"]} sizes the bytes of each filter's file
 */
export function drawFilters(sizes) {
  const names = nameFilters().filter((name) => name in sizes);
  let cost = 0;
  for (const name of names) {
    const filter = drawFilter(name);
    const size = sizes[name] ?? 0;
    filter.open = cost + size <= FREE;
    if (filter.open) cost += size;
    filters.append(filter);
  }
}

/**
 * Draws the values of a filter, those of the address checked.
 * @param {string} name
 * @param {Filter["members"]} members the papers of each
 */
export function drawValues(name, members) {
  if (!findFilter(name)) filters.append(drawFilter(name)); // which no paper has a value of, but the address
  const filter = findFilter(name);
  if (!filter || isFilled(name)) return;
  filter.dataset["filled"] = "";
  const values = [...members].sort(name === "year" ? compareYears : compareSizes);
  for (const [value] of values.slice(0, SHOWN_VALUES)) addBox(name, value);
  const chosen = readAddress().chosen[name] ?? [];
  checkBoxes(name, chosen);
  if (chosen.length) filter.open = true;
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
  for (const name of nameFilters().filter(isFilled)) {
    const filter = findFilter(name);
    if (filter) filter.hidden = !filter.querySelector("label:not([hidden])");
  }
  const chosen = filters.querySelectorAll(":checked").length;
  heading.textContent = `Filters${chosen ? ` (${chosen})` : ""}`;
  clear.hidden = !chosen;
}
