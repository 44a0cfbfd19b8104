// The search page: runs Pagefind over the built index, and keeps the query and the filters in the address.

const PAGE_SIZE = 20;
const TYPING_PAUSE = 200;
const EXCERPT = 32; // words
const TRIED = 6; // words
const NO_WORDS = new Set(
  ("a about an and are as at be by can do does for from has have how i in into is it its of on or than that the their these this " +
    "to up was we were what when where which who why will with").split(" "),
);
const FILTERS = { topic: "Topic", hardware: "Hardware", year: "Year" };

const form = document.querySelector("#search");
const input = form.elements.q;
const facets = document.querySelector("#facets");
const filters = document.querySelector("#filters");
const status = document.querySelector("#status");
const clear = document.querySelector("#clear");
const hits = document.querySelector("#hits");
const more = document.querySelector("#more");

let pagefind;
let found = [];
let marked = false; // whether hits show the words searched
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
  return { query: parameters.get("q") ?? "", chosen };
}

function readForm() {
  const chosen = Object.fromEntries(Object.keys(FILTERS).map((name) => [name, []]));
  for (const box of filters.querySelectorAll(":checked")) chosen[box.name].push(box.value);
  return { query: input.value, chosen };
}

function writeAddress({ query, chosen }, step) {
  const parameters = new URLSearchParams();
  if (query.trim()) parameters.set("q", query.trim());
  for (const name in FILTERS) for (const value of chosen[name]) parameters.append(name, value);
  const address = parameters.size ? `?${parameters}` : location.pathname;
  if (step && address !== location.search) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

function fillForm({ query, chosen }) {
  input.value = query;
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

function drawFilters(totals) {
  for (const [name, title] of Object.entries(FILTERS)) {
    const options = element("div", "options");
    options.dataset.name = name;
    filters.append(element("fieldset", "", element("legend", "", title), options));
    const values = Object.entries(totals[name] ?? {});
    values.sort(name === "year" ? compareYears : ([a, m], [b, n]) => n - m || a.localeCompare(b));
    for (const [value] of values) addBox(name, value);
  }
  facets.hidden = false;
}

function showCounts(counts) {
  for (const box of filters.querySelectorAll("input")) {
    const count = counts[box.name]?.[box.value] ?? 0;
    box.parentElement.lastChild.textContent = count.toLocaleString("en");
    box.parentElement.hidden = !count && !box.checked;
  }
  for (const group of filters.children) group.hidden = !group.querySelector("label:not([hidden])");
  const chosen = filters.querySelectorAll(":checked").length;
  facets.firstElementChild.textContent = `Filters${chosen ? ` (${chosen})` : ""}`;
  clear.hidden = !chosen;
}

// Results

// What was found behind the title: in the abstract and the notes, or else among the facts that follow, each kind by its name.
function readExcerpt({ content, raw_content: raw, plain_excerpt: plain, locations, anchors, meta }) {
  if (raw.includes("\u200b")) return [plain]; // a language without spaces
  const words = content.split(/\s+/);
  const hits = new Set(locations);
  const cut = (start, end) => words.slice(start, end).flatMap((word, i) => [hits.has(start + i) ? element("mark", "", word) : word, " "]);
  const facts = anchors.filter(({ id }) => id.startsWith("fact-")).sort((a, b) => a.location - b.location);
  const first = meta.title.trim().split(/\s+/).length;
  const last = facts[0]?.location ?? words.length;
  const inText = locations.filter((at) => at >= first && at < last).sort((a, b) => a - b);
  if (inText.length) {
    const near = inText.map((at) => inText.filter((other) => other >= at && other < at + EXCERPT - 6).length);
    const start = Math.max(first, Math.min(inText[near.indexOf(Math.max(...near))] - 6, last - EXCERPT));
    const end = Math.min(last, start + EXCERPT);
    return [start > first ? "… " : "", ...cut(start, end), end < last ? "…" : ""];
  }
  return facts.flatMap(({ id, location }, i) => {
    const end = facts[i + 1]?.location ?? words.length;
    if (!locations.some((at) => at >= location && at < end)) return [];
    return [element("i", "", id.slice(5).replaceAll("-", " ")), " ", ...cut(location, end)];
  });
}

function drawResult(url, [bound, value, metric, effect, baseline, row]) {
  const cell = element("span", "v", element("small", "", bound), " ", element("b", "", value));
  const text = element("span", "", metric, " ");
  if (effect === "worse") text.append(element("em", "worse", "worse "));
  if (baseline.length) text.append(element("small", "", `over ${baseline.join(", ")}`));
  const link = element("a", "", cell, " ", text);
  link.href = `${url}#${row}`;
  return element("li", "", link);
}

function drawHit(page) {
  const { url, meta } = page;
  const link = element("a", "", meta.title);
  link.href = url;
  const line = [meta.date, meta.topics].filter(Boolean).map((part) => element("span", "", part));
  const text = element("div", "", element("h2", "", link), element("p", "meta", ...line));
  const excerpt = marked ? readExcerpt(page) : [];
  if (excerpt.length) text.append(element("p", "excerpt", ...excerpt));
  const results = JSON.parse(meta.results ?? "[]");
  if (!results.length) return element("li", "card", text, element("p", "chips unsaid", "no result stated"));
  return element("li", "card", text, element("ul", "chips", ...results.map((result) => drawResult(url, result))));
}

async function showMore(current) {
  const start = hits.childElementCount;
  const pages = await Promise.all(found.slice(start, start + PAGE_SIZE).map((result) => result.data()));
  if (current !== turn) return;
  hits.append(...pages.map(drawHit));
  more.hidden = hits.childElementCount >= found.length;
  if (start) hits.children[start]?.querySelector("a").focus();
}

// Searches

// Within a filter any of its values, between filters all.
function optionsFor(chosen, without) {
  const used = Object.entries(chosen).filter(([name, values]) => values.length && name !== without);
  return { filters: Object.fromEntries(used.map(([name, values]) => [name, { any: values }])) };
}

// The words that say something, or else all; quotes are Pagefind's.
function readWords(query) {
  const words = query.trim().split(/\s+/).filter(Boolean);
  if (query.includes('"')) return words;
  const telling = words.filter((word) => !NO_WORDS.has(word.toLowerCase().replace(/\W+$/, "")));
  return telling.length ? telling : words;
}

// Whether a word is found as such: for one that is nowhere, Pagefind finds others that begin alike.
async function isThere(word, options) {
  const [best] = (await pagefind.search(word, options)).results;
  const page = await best?.data();
  const words = page?.content.toLowerCase().split(/\s+/);
  return page?.locations.some((at) => words[at]?.includes(word.slice(0, 4).toLowerCase()));
}

// The most words that a paper has together; of as many, the rarest.
async function dropWords(words, options) {
  const count = async (some) => (await pagefind.search(some.join(" "), options)).results.length;
  const known = await Promise.all(words.map((word) => isThere(word, options)));
  let choices = [words.filter((_, i) => known[i]).slice(0, TRIED)];
  while (choices[0]?.length) {
    const sizes = await Promise.all(choices.map(count));
    const fewest = Math.min(...sizes.filter(Boolean));
    if (fewest < Infinity) return choices[sizes.indexOf(fewest)];
    const shorter = choices.flatMap((some) => some.map((_, i) => some.toSpliced(i, 1)));
    choices = [...new Map(shorter.map((some) => [some.join(" "), some])).values()];
  }
  return [];
}

function describe(query, used) {
  const subject = query ? ` for “${query}”` : "";
  if (used) return `No paper has all of “${query}”; showing ${plural(found.length)} with “${used}”`;
  if (found.length) return plural(found.length) + (subject || ", newest first");
  return `No paper${subject}. Try fewer or other words${clear.hidden ? "" : ", or clear the filters"}.`;
}

async function runSearch({ query: typed, chosen }) {
  const current = ++turn;
  const query = typed.trim();
  const words = readWords(query);
  const options = optionsFor(chosen);
  if (!query) options.sort = { date: "desc" };
  let asked = words.join(" ") || null;
  let used = "";
  let search = await pagefind.search(asked, options);
  if (words.length > 1 && !search.results.length) {
    used = (await dropWords(words.join(" ").replaceAll('"', "").split(" "), options)).join(" ");
    if (used) search = await pagefind.search((asked = used), options);
  }
  const counts = { ...search.filters };
  for (const name in options.filters) counts[name] = (await pagefind.search(asked, optionsFor(chosen, name))).filters[name];
  if (current !== turn) return;
  found = search.results;
  marked = query !== "";
  hits.replaceChildren();
  more.hidden = true;
  showCounts(counts);
  say(describe(query, used));
  await showMore(current);
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
  if (pagefind) runSearch(state).catch(fail);
}

function follow() {
  const state = readAddress();
  fillForm(state);
  runSearch(state).catch(fail);
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
  filters.addEventListener("change", () => update(true));
  clear.addEventListener("click", () => {
    fillForm({ query: input.value, chosen: { topic: [], hardware: [], year: [] } });
    update(true);
    input.focus();
  });
  more.addEventListener("click", () => showMore(turn).catch(fail));
  addEventListener("popstate", () => pagefind && follow());
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox])")) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

async function start() {
  input.value = readAddress().query;
  say("Loading the index…");
  const [first, ...more] = form.dataset.bundles.split(" ").map((path) => new URL(path, document.baseURI));
  const baseUrl = new URL(form.dataset.root, document.baseURI).pathname;
  const loaded = await import(new URL("pagefind.js", first));
  await loaded.options({ baseUrl });
  await Promise.all(more.map((bundle) => loaded.mergeIndex(bundle.pathname, { baseUrl })));
  drawFilters(await loaded.filters());
  pagefind = loaded;
  fillForm({ ...readAddress(), query: input.value }); // what was typed while loading stays
  update(false);
}

listen();
start().catch(fail);
