// The search page: finds papers as one types, and keeps the words, the filters and the order in the address.

import { countValues, filterPapers, loadFacets, loadHit, loadManifest, markTerms, rank, search } from "./search-index.js";
import { readWord, findWords, fold } from "./search-words.js";

const PAGE_SIZE = 20;
const TYPING_PAUSE = 90;
const EXCERPT = 240; // characters
const LEAD = 60; // characters of it before the first word that was found
const SHOWN_VALUES = 60; // of a filter
const SHOWN_KINDS = ["topics", "hardware", "family"]; // facts that every hit shows, or nearly
const FILTERS = {
  topic: "Topic",
  family: "Hardware family",
  hardware: "Device",
  year: "Year",
  organization: "Organization",
  results: "Results",
};

const form = document.querySelector("#search");
const input = form.elements.q;
const order = document.querySelector("#order");
const facets = document.querySelector("#facets");
const filters = document.querySelector("#filters");
const status = document.querySelector("#status");
const tips = document.querySelector("#tips");
const clear = document.querySelector("#clear");
const hits = document.querySelector("#hits");
const more = document.querySelector("#more");

let manifest;
let members; // the papers of each filter's values
let found = [];
let marked = new Set(); // the terms that hits show marked
let turn = 0; // counts searches, so that a slow one never overwrites a later one
let timer;

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function say(text) {
  status.classList.remove("late");
  status.textContent = text;
}

function plural(count) {
  return `${count.toLocaleString("en")} ${count === 1 ? "paper" : "papers"}`;
}

// The address and the form

function readAddress() {
  const parameters = new URLSearchParams(location.search);
  const chosen = Object.fromEntries(Object.keys(FILTERS).map((name) => [name, parameters.getAll(name)]));
  return { query: parameters.get("q") ?? "", chosen, byDate: parameters.get("sort") === "date" };
}

function readForm() {
  const chosen = Object.fromEntries(Object.keys(FILTERS).map((name) => [name, []]));
  for (const box of filters.querySelectorAll(":checked")) chosen[box.name].push(box.value);
  return { query: input.value, chosen, byDate: order.value === "date" };
}

function writeAddress({ query, chosen, byDate }, step) {
  const parameters = new URLSearchParams();
  if (query.trim()) parameters.set("q", query.trim());
  for (const name in FILTERS) for (const value of chosen[name]) parameters.append(name, value);
  if (byDate) parameters.set("sort", "date");
  const address = parameters.size ? `?${parameters}` : location.pathname;
  if (step && address !== location.search) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

function fillForm({ query, chosen, byDate }) {
  input.value = query;
  order.value = byDate ? "date" : "relevance";
  for (const name in FILTERS) for (const value of chosen[name]) findBox(name, value) ?? addBox(name, value);
  for (const box of filters.querySelectorAll("input")) box.checked = chosen[box.name].includes(box.value);
}

// Filters

function findBox(name, value) {
  return [...filters.querySelectorAll(`[name="${name}"]`)].find((box) => box.value === value);
}

function addBox(name, value) {
  const box = Object.assign(element("input"), { type: "checkbox", name, value });
  filters.querySelector(`[data-name="${name}"]`).append(element("label", "", box, element("span", "", value), element("span", "n")));
}

function compareYears([a], [b]) {
  return /^\d/.test(b) - /^\d/.test(a) || b.localeCompare(a); // the undated last
}

function drawFilters() {
  for (const [name, title] of Object.entries(FILTERS)) {
    const options = element("div", "options");
    options.dataset.name = name;
    filters.append(element("fieldset", "", element("legend", "", title), options));
    const values = [...(members[name] ?? [])];
    values.sort(name === "year" ? compareYears : ([a, m], [b, n]) => n.length - m.length || a.localeCompare(b));
    for (const [value] of values.slice(0, SHOWN_VALUES)) addBox(name, value);
  }
  facets.hidden = false;
}

function showCounts(counts) {
  for (const box of filters.querySelectorAll("input")) {
    const count = counts[box.name]?.get(box.value) ?? 0;
    box.parentElement.lastChild.textContent = count.toLocaleString("en");
    box.parentElement.hidden = !count && !box.checked;
  }
  for (const group of filters.children) group.hidden = !group.querySelector("label:not([hidden])");
  const chosen = filters.querySelectorAll(":checked").length;
  facets.firstElementChild.textContent = `Filters${chosen ? ` (${chosen})` : ""}`;
  clear.hidden = !chosen;
}

// Results

function mark(pieces) {
  return pieces.map(([text, isHit]) => (isHit ? element("mark", "", text) : text));
}

// What was found behind the title and the groups: in the abstract and the notes, or else among other facts, each kind by its name.
function drawExcerpt(texts) {
  const read = texts.map(([kind, text]) => ({ kind, pieces: markTerms(text, marked, manifest.common) }));
  const withHits = read.filter(({ pieces }) => pieces.some(([, isHit]) => isHit));
  const text = withHits.find(({ kind }) => kind === "abstract" || kind === "note");
  if (text) return mark(cutExcerpt(text.pieces));
  const facts = withHits.filter(({ kind }) => !SHOWN_KINDS.includes(kind));
  return facts.flatMap(({ kind, pieces }) => [element("i", "", kind), " ", ...mark(pieces), " "]);
}

// The part of a text that has most of what was searched.
function cutExcerpt(pieces) {
  let at = 0;
  const placed = pieces.map(([text, isHit]) => ({ text, isHit, start: at, end: (at += text.length) }));
  const starts = placed.filter(({ isHit }) => isHit).map(({ start }) => start);
  const near = starts.map((start) => starts.filter((other) => other >= start && other < start + EXCERPT - LEAD).length);
  const first = starts[near.indexOf(Math.max(...near))];
  const text = pieces.map(([piece]) => piece).join("");
  const space = text.indexOf(" ", first - LEAD);
  const from = first <= LEAD ? 0 : space >= 0 && space < first ? space + 1 : first;
  const to = from + EXCERPT >= text.length ? text.length : text.lastIndexOf(" ", from + EXCERPT);
  const cut = placed.map(({ start, end, isHit }) => [text.slice(Math.max(start, from), Math.max(from, Math.min(end, to))), isHit]);
  return [[from ? "… " : "", false], ...cut.filter(([piece]) => piece), [to < text.length ? " …" : "", false]];
}

function drawResult([href, bound, value, metric, baseline, effect]) {
  const cell = element("span", "v", element("small", "", bound), " ", element("b", "", value));
  const text = element("span", "", metric, " ");
  if (effect === "worse") text.append(element("em", "worse", "worse "));
  if (baseline) text.append(element("small", "", baseline));
  return element("li", "", Object.assign(element("a", "", cell, " ", text), { href }));
}

function drawHit({ title, href, date, byline, tags, results, more: others, texts }) {
  const link = Object.assign(element("a", "", ...mark(markTerms(title, marked, manifest.common))), { href });
  const groups = mark(markTerms(tags.join(", "), marked, manifest.common));
  const line = [[date], [byline], groups].filter(([part]) => part).map((parts) => element("span", "", ...parts));
  const text = element("div", "", element("h2", "", link), element("p", "meta", ...line));
  const excerpt = marked.size ? drawExcerpt(texts) : [];
  if (excerpt.length) text.append(element("p", "excerpt", ...excerpt));
  if (!results.length) return element("li", "card", text, element("p", "chips unsaid", "no result stated"));
  const rest = Object.assign(element("a", "", `${others} more`), { href: `${href}#results` });
  const last = others ? [element("li", "more", rest)] : [];
  return element("li", "card", text, element("ul", "chips", ...results.map(drawResult), ...last));
}

async function showMore(current, start) {
  const loaded = await Promise.all(found.slice(start, start + PAGE_SIZE).map(loadHit));
  if (current !== turn) return [];
  const drawn = loaded.map(drawHit);
  if (start) hits.append(...drawn);
  else hits.replaceChildren(...drawn);
  more.hidden = hits.childElementCount >= found.length;
  if (start) hits.children[start]?.querySelector("a").focus();
  return loaded;
}

// What to say of a search

// How a paper found writes a term that was taken for a word that no paper has.
function findWritten(term, loaded) {
  const texts = loaded.flatMap(({ title, texts }) => [title, ...texts.map(([, text]) => text)]);
  for (const text of texts)
    for (const { written } of findWords(fold(text))) if (readWord(written, manifest.common).terms.at(-1) === term) return written.toLowerCase();
  return term;
}

function describe(query, words, met, loaded) {
  const count = plural(found.length);
  if (!query) return found.length ? `${count}, newest first` : "No paper has all of these filters.";
  if (!words.length) return `“${query}” says too little to search for; showing ${count}, newest first`;
  const filtered = clear.hidden ? "" : " with these filters";
  if (!found.length) return `No paper for “${query}”${filtered}.`;
  const near = words.filter(({ nearest }) => nearest);
  const strange = near.map(({ written, nearest }) => `No paper has “${written}”; the nearest is “${findWritten(nearest, loaded)}”. `);
  if (met < words.length) return `${strange.join("")}No paper${filtered} has all of “${query}”; showing ${count} with most of it`;
  const begins = words.find((word) => word.begins);
  if (begins && !near.length) return `${count} with words that begin with “${begins.written}”`;
  return `${strange.join("")}${count} for “${query}”`;
}

function showTips(words, met) {
  tips.hidden = found.length > 0 && met === words.length && !words.some(({ nearest }) => nearest);
}

async function runSearch({ query: typed, chosen, byDate }) {
  const current = ++turn;
  const query = typed.trim();
  const result = query ? await search(manifest, typed) : null;
  if (current !== turn) return;
  const newestFirst = (papers) => [...papers].sort((a, b) => b - a);
  const leave = (without) => filterPapers(members, chosen, without) ?? Array(manifest.papers).keys();
  const { papers, met } = result ? rank(result, filterPapers(members, chosen)) : { papers: newestFirst(leave()), met: 0 };
  const isFound = (paper) => !result || result.scores.get(paper)?.met === met;
  found = byDate ? newestFirst(papers) : papers;
  marked = result?.terms ?? new Set();
  const loaded = await showMore(current, 0);
  if (current !== turn) return;
  showCounts(countAll(chosen, (without) => new Set([...leave(without)].filter(isFound))));
  order.parentElement.hidden = !result || found.length < 2; // without words there is one order: by date
  say(describe(query, result?.words ?? [], met, loaded));
  showTips(result?.words ?? [], met);
}

// Each filter's counts: of the papers that all other filters leave.
function countAll(chosen, leave) {
  const all = leave();
  return Object.fromEntries(
    Object.keys(FILTERS).map((name) => [name, countValues(members, name, chosen[name].length ? leave(name) : all)]),
  );
}

function fail(error) {
  console.warn(error);
  hits.replaceChildren();
  more.hidden = true;
  say("The search could not be loaded. It needs a web server that serves the whole site. Browse the pages above instead.");
}

function update(step) {
  clearTimeout(timer);
  const state = readForm();
  writeAddress(state, step);
  if (manifest) runSearch(state).catch(fail);
}

function follow() {
  const state = readAddress();
  fillForm(state);
  runSearch(state).catch(fail);
}

// Arrows walk from the words through the hits and back.
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [input, ...hits.querySelectorAll("h2 a")];
  const at = stops.indexOf(event.target);
  if (!step || at < 0 || !stops[at + step]) return;
  event.preventDefault();
  stops[at + step].focus();
}

function listen() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    update(true);
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(update, TYPING_PAUSE, false);
  });
  order.addEventListener("change", () => update(true));
  filters.addEventListener("change", () => update(true));
  clear.addEventListener("click", () => {
    fillForm({ ...readForm(), chosen: Object.fromEntries(Object.keys(FILTERS).map((name) => [name, []])) });
    update(true);
    input.focus();
  });
  more.addEventListener("click", () => showMore(turn, hits.childElementCount).catch(fail));
  document.querySelector("main").addEventListener("keydown", walk);
  addEventListener("popstate", () => manifest && follow());
}

async function start() {
  input.value = readAddress().query;
  say("Loading the index…");
  const loaded = await loadManifest();
  members = await loadFacets();
  manifest = loaded;
  drawFilters();
  fillForm({ ...readAddress(), query: input.value }); // what was typed while loading stays
  update(false);
}

listen();
start().catch(fail);
