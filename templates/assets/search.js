// The search page: finds papers as one types, and keeps the words, the filters and the order in the address.

import { countOf, drawAnswers, findRows } from "./search-answers.js";
import { loadFilter, loadHit, loadManifest } from "./search-data.js";
import * as page from "./search-form.js";
import { drawHit, fillWhenSeen } from "./search-hits.js";
import { countValues, filterPapers, rank, search } from "./search-index.js";
import { fold } from "./search-letters.js";
import { findWords, readWord } from "./search-words.js";

/** @import { Asked } from "./search-form.js" */

const PAGE_SIZE = 10;
const TYPING_PAUSE = 250; // milliseconds: what is half typed would fetch cards and pages of papers that nobody asked for

const status = page.find("#status", HTMLElement);
const tips = page.find("#tips", HTMLElement);
const hits = page.find("#hits", HTMLElement);
const more = page.find("#more", HTMLElement);
const answers = page.find("#answers", HTMLElement);

/** @type {Manifest | undefined} */
let known; // what the index is, once it was loaded
/** @type {Map<string, Filter>} */
const filters = new Map(); // by name, each once it was needed
/** @type {number[]} */
let found = [];
/** @type {Set<string>} */
let marked = new Set(); // the terms that hits show marked
let recount = () => {}; // brings the filters' counts to what was found
let turn = 0; // counts searches, so that a slow one never overwrites a later one
let timer = 0;

/** @returns {Facets} the papers of the values of each filter that was needed so far */
const listMembers = () => Object.fromEntries([...filters].map(([name, { members }]) => [name, members]));

/** @param {string} text */
function say(text) {
  status.classList.remove("late");
  status.textContent = text;
}

/** @param {number} count */
const countPapers = (count) => countOf(count, "paper");

/**
 * @param {Manifest} manifest
 * @param {number} current
 * @param {number} start
 */
async function showMore(manifest, current, start) {
  const loaded = await Promise.all(found.slice(start, start + PAGE_SIZE).map((paper) => loadHit(manifest, paper)));
  if (current !== turn) return [];
  const drawn = loaded.map((hit) => drawHit(hit, marked, manifest.common));
  if (start) hits.append(...drawn);
  else hits.replaceChildren(...drawn);
  for (const [i, item] of drawn.entries()) fillWhenSeen(item, loaded[i]?.href ?? "", marked, manifest.common);
  more.hidden = hits.childElementCount >= found.length;
  if (start) hits.children[start]?.querySelector("a")?.focus();
  return loaded;
}

// What to say of a search

/**
 * How a paper found writes the terms that were taken for words which no paper has; as the terms are, where its page cannot be read.
 * @param {Found | null} result
 * @param {Hit[]} loaded
 * @param {Set<string>} common
 */
async function findWritten(result, loaded, common) {
  const nearest = result?.words.flatMap((word) => word.nearest ?? []) ?? [];
  const written = new Map(nearest.map((term) => [term, term]));
  if (!nearest.length) return written;
  const cards = loaded.flatMap(({ title, byline, tags }) => [title, byline, ...tags]);
  const { readPaper } = await import("./search-paper.js");
  const { texts } = loaded[0] ? await readPaper(loaded[0].href).catch(() => ({ texts: [] })) : { texts: [] };
  for (const word of [...cards, ...texts.map(([, text]) => text)].flatMap((text) => findWords(fold(text)))) {
    const term = readWord(word.written, common).terms.at(-1) ?? "";
    if (written.get(term) === term) written.set(term, word.written.toLowerCase());
  }
  return written;
}

/**
 * @param {string} query
 * @param {Found | null} result
 * @param {number} met
 * @param {Map<string, string>} near how words are written that were taken for the query's
 */
function describe(query, result, met, near) {
  const count = countPapers(found.length);
  if (!query) return found.length ? `${count}, newest first` : "No paper has all of these filters.";
  if (!result) return `“${query}” says too little to search for; showing ${count}, newest first`;
  const filtered = page.clear.hidden ? "" : " with these filters";
  if (!found.length) return `No paper for “${query}”${filtered}.`;
  const { words, unread } = result;
  const strange = words.flatMap(({ written, nearest }) =>
    nearest ? [`No paper has “${written}”; the nearest is “${near.get(nearest) ?? nearest}”. `] : [],
  );
  if (unread) return `${count} for “${query}”; ${countPapers(unread)} more were not read for the quoted words: add a word`;
  if (met < result.asked) return `${strange.join("")}No paper${filtered} has all of “${query}”; showing ${count} with most of it`;
  const begins = words.find((word) => word.begins);
  if (begins && !strange.length) return `${count} with words that begin with “${begins.written}”`;
  return `${strange.join("")}${count} for “${query}”`;
}

/** @param {Iterable<number>} papers */
const newestFirst = (papers) => [...papers].sort((a, b) => b - a);

/**
 * Whether the papers found have all that was asked for, as it was written.
 * @param {Found | null} result
 * @param {number} met
 */
const isMet = (result, met) => !result || (met === result.asked && !result.words.some(({ nearest }) => nearest));

/**
 * @param {Asked} asked
 * @param {Manifest} manifest
 */
async function runSearch({ query: typed, chosen, byDate }, manifest) {
  const current = ++turn;
  const query = typed.trim();
  const narrowing = page.nameFilters().filter((name) => chosen[name]?.length);
  const needed = narrowing.length ? [...narrowing, "results"] : []; // rows are offered where a paper that is left has one
  const [result] = await Promise.all([query ? search(manifest, typed) : null, ...needed.map(openFilter)]);
  if (current !== turn) return;
  /** @type {(without?: string) => Iterable<number>} */
  const leave = (without) => filterPapers(listMembers(), chosen, without) ?? Array(manifest.papers).keys();
  const { papers, met } = result ? rank(result, filterPapers(listMembers(), chosen)) : { papers: newestFirst(leave()), met: 0 };
  /** @type {(paper: number) => boolean} */
  const isFound = (paper) => !result || result.scores.get(paper)?.met === met;
  found = byDate ? newestFirst(papers) : papers;
  marked = result?.terms ?? new Set();
  const loaded = await showMore(manifest, current, 0);
  const near = await findWritten(result, loaded, manifest.common);
  if (current !== turn) return;
  recount = () => page.showCounts(countAll(listMembers(), chosen, (without) => new Set([...leave(without)].filter(isFound))));
  if (filters.size) recount();
  if (page.order.parentElement) page.order.parentElement.hidden = !result || found.length < 2; // without words there is one order: by date
  say(describe(query, result, met, near));
  showAnswers(result, chosen);
  tips.hidden = !answers.hidden || (found.length > 0 && isMet(result, met));
}

/**
 * @param {Found | null} result
 * @param {Chosen} chosen
 */
function showAnswers(result, chosen) {
  const stated = filters.get("results")?.members.get("stated");
  const all = new Set(found);
  const hasRows = stated ? stated.some((paper) => all.has(paper)) : found.length > 0;
  const rows = hasRows ? findRows(result, chosen, filters.get("topic")?.ids ?? {}) : null;
  answers.replaceChildren(...drawAnswers(result?.things ?? [], rows));
  answers.hidden = !answers.childElementCount;
}

/**
 * Each filter's counts: of the papers that all other filters leave.
 * @param {Facets} members
 * @param {Chosen} chosen
 * @param {(without?: string) => Set<number>} leave
 */
function countAll(members, chosen, leave) {
  const all = leave();
  const counts = Object.keys(members).map((name) => {
    return /** @type {const} */ ([name, countValues(members, name, chosen[name]?.length ? leave(name) : all)]);
  });
  return Object.fromEntries(counts);
}

/** @param {unknown} error */
function fail(error) {
  console.warn(error);
  hits.replaceChildren();
  more.hidden = true;
  say("The search could not be loaded. It needs a web server that serves the whole site. Browse the pages above instead.");
}

/**
 * @param {boolean} step
 * @returns {Promise<void>}
 */
async function update(step) {
  clearTimeout(timer);
  const asked = page.readForm();
  page.writeAddress(asked, step);
  if (known) await runSearch(asked, known).catch(fail);
}

function follow() {
  if (!known) return;
  const asked = page.readAddress();
  page.fillForm(asked);
  runSearch(asked, known).catch(fail);
}

/**
 * Loads a filter and draws its values, once, when it narrows something or is seen.
 * @param {string} name
 */
async function openFilter(name) {
  if (filters.has(name)) return;
  const filter = known?.facets[name] ? await loadFilter(name) : { members: new Map(), ids: {} };
  filters.set(name, filter);
  page.drawValues(name, filter.members);
}

/** Shows the filters with their counts, where there is room for them or a reader opened them. */
function showFilters() {
  Promise.all(page.listShown().map(openFilter))
    .then(() => recount())
    .catch(console.warn); // without them the search still works
}

/**
 * Arrows walk from the words through the pages and the hits and back.
 * @param {KeyboardEvent} event
 */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  /** @type {HTMLElement[]} */
  const stops = [page.input, ...answers.querySelectorAll("a"), ...hits.querySelectorAll("h2 a")].filter(
    (stop) => stop instanceof HTMLElement,
  );
  const at = stops.findIndex((stop) => stop === event.target);
  const next = step && at >= 0 ? stops[at + step] : undefined;
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function listen() {
  page.form.addEventListener("submit", (event) => {
    event.preventDefault();
    void update(true);
  });
  page.input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(false), TYPING_PAUSE);
  });
  page.order.addEventListener("change", () => void update(true));
  page.filters.addEventListener("change", () => void update(true));
  page.clear.addEventListener("click", () => {
    page.fillForm({ ...page.readForm(), chosen: page.chooseNothing() });
    void update(true);
    page.input.focus();
  });
  more.addEventListener("click", () => {
    if (known) showMore(known, turn, hits.childElementCount).catch(fail);
  });
  page.find("main", HTMLElement).addEventListener("keydown", walk);
  addEventListener("popstate", follow);
}

async function begin() {
  page.input.value = page.readAddress().query;
  say("Loading the index…");
  known = await loadManifest();
  page.drawFilters(known.facets);
  page.facets.hidden = false;
  await update(false);
  page.whenShown(showFilters); // no sooner: what filters cost comes after the hits
  showFilters();
}

listen();
begin().catch(fail);
