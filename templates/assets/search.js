// The search page: finds papers as one types, and keeps the words, the filters and the order in the address.

import { loadFacets, loadHit, loadManifest } from "./search-data.js";
import * as page from "./search-form.js";
import { drawHit } from "./search-hits.js";
import { countValues, filterPapers, rank, search } from "./search-index.js";
import { fold } from "./search-letters.js";
import { findWords, readWord } from "./search-words.js";

/** @import { Asked } from "./search-form.js" */

const PAGE_SIZE = 20;
const TYPING_PAUSE = 90;

const status = page.find("#status", HTMLElement);
const tips = page.find("#tips", HTMLElement);
const hits = page.find("#hits", HTMLElement);
const more = page.find("#more", HTMLElement);

/** @type {{ manifest: Manifest, members: Facets } | undefined} */
let index; // once it was loaded; `members` are the papers of each filter's values
/** @type {number[]} */
let found = [];
/** @type {Set<string>} */
let marked = new Set(); // the terms that hits show marked
let turn = 0; // counts searches, so that a slow one never overwrites a later one
let timer = 0;

/** @param {string} text */
function say(text) {
  status.classList.remove("late");
  status.textContent = text;
}

/** @param {number} count */
const plural = (count) => `${count.toLocaleString("en")} ${count === 1 ? "paper" : "papers"}`;

/**
 * @param {number} current
 * @param {number} start
 * @param {Set<string>} common
 */
async function showMore(current, start, common) {
  const loaded = await Promise.all(found.slice(start, start + PAGE_SIZE).map(loadHit));
  if (current !== turn) return [];
  const drawn = loaded.map((hit) => drawHit(hit, marked, common));
  if (start) hits.append(...drawn);
  else hits.replaceChildren(...drawn);
  more.hidden = hits.childElementCount >= found.length;
  if (start) hits.children[start]?.querySelector("a")?.focus();
  return loaded;
}

// What to say of a search

/**
 * How a paper found writes a term that was taken for a word that no paper has.
 * @param {string} term
 * @param {Hit[]} loaded
 * @param {Set<string>} common
 */
function findWritten(term, loaded, common) {
  const texts = loaded.flatMap(({ title, texts: others }) => [title, ...others.map(([, text]) => text)]);
  const all = texts.flatMap((text) => findWords(fold(text)));
  return all.find(({ written }) => readWord(written, common).terms.at(-1) === term)?.written.toLowerCase() ?? term;
}

/**
 * @param {string} query
 * @param {Found | null} result
 * @param {number} met
 * @param {(term: string) => string} write
 */
function describe(query, result, met, write) {
  const count = plural(found.length);
  if (!query) return found.length ? `${count}, newest first` : "No paper has all of these filters.";
  if (!result) return `“${query}” says too little to search for; showing ${count}, newest first`;
  const filtered = page.clear.hidden ? "" : " with these filters";
  if (!found.length) return `No paper for “${query}”${filtered}.`;
  const { words, unread } = result;
  const strange = words.flatMap(({ written, nearest }) =>
    nearest ? [`No paper has “${written}”; the nearest is “${write(nearest)}”. `] : [],
  );
  if (unread) return `${count} for “${query}”; ${plural(unread)} more were not read for the quoted words: add a word`;
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
 * @param {NonNullable<typeof index>} index
 */
async function runSearch({ query: typed, chosen, byDate }, { manifest, members }) {
  const current = ++turn;
  const query = typed.trim();
  const result = query ? await search(manifest, typed) : null;
  if (current !== turn) return;
  /** @type {(without?: string) => Iterable<number>} */
  const leave = (without) => filterPapers(members, chosen, without) ?? Array(manifest.papers).keys();
  const { papers, met } = result ? rank(result, filterPapers(members, chosen)) : { papers: newestFirst(leave()), met: 0 };
  /** @type {(paper: number) => boolean} */
  const isFound = (paper) => !result || result.scores.get(paper)?.met === met;
  found = byDate ? newestFirst(papers) : papers;
  marked = result?.terms ?? new Set();
  const loaded = await showMore(current, 0, manifest.common);
  if (current !== turn) return;
  page.showCounts(countAll(members, chosen, (without) => new Set([...leave(without)].filter(isFound))));
  if (page.order.parentElement) page.order.parentElement.hidden = !result || found.length < 2; // without words there is one order: by date
  say(describe(query, result, met, (term) => findWritten(term, loaded, manifest.common)));
  tips.hidden = found.length > 0 && isMet(result, met);
}

/**
 * Each filter's counts: of the papers that all other filters leave.
 * @param {Facets} members
 * @param {Chosen} chosen
 * @param {(without?: string) => Set<number>} leave
 */
function countAll(members, chosen, leave) {
  const all = leave();
  const counts = page.nameFilters().map((name) => {
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

/** @param {boolean} step */
function update(step) {
  clearTimeout(timer);
  const asked = page.readForm();
  page.writeAddress(asked, step);
  if (index) runSearch(asked, index).catch(fail);
}

function follow() {
  if (!index) return;
  const asked = page.readAddress();
  page.fillForm(asked);
  runSearch(asked, index).catch(fail);
}

/**
 * Arrows walk from the words through the hits and back.
 * @param {KeyboardEvent} event
 */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  /** @type {HTMLElement[]} */
  const stops = [page.input, ...hits.querySelectorAll("h2 a")].filter((stop) => stop instanceof HTMLElement);
  const at = stops.findIndex((stop) => stop === event.target);
  const next = step && at >= 0 ? stops[at + step] : undefined;
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function listen() {
  page.form.addEventListener("submit", (event) => {
    event.preventDefault();
    update(true);
  });
  page.input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(update, TYPING_PAUSE, false);
  });
  page.order.addEventListener("change", () => update(true));
  page.filters.addEventListener("change", () => update(true));
  page.clear.addEventListener("click", () => {
    page.fillForm({ ...page.readForm(), chosen: page.chooseNothing() });
    update(true);
    page.input.focus();
  });
  more.addEventListener("click", () => {
    if (index) showMore(turn, hits.childElementCount, index.manifest.common).catch(fail);
  });
  page.find("main", HTMLElement).addEventListener("keydown", walk);
  addEventListener("popstate", follow);
}

async function begin() {
  page.input.value = page.readAddress().query;
  say("Loading the index…");
  const [manifest, members] = [await loadManifest(), await loadFacets()];
  index = { manifest, members };
  page.drawFilters(members);
  page.fillForm({ ...page.readAddress(), query: page.input.value }); // what was typed while loading stays
  update(false);
}

listen();
begin().catch(fail);
