// The search page: runs Pagefind over the built index, and keeps the query and the filters in the address.

const PAGE_SIZE = 20;
const TYPING_PAUSE = 200;
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

function drawFilters(totals) {
  for (const [name, title] of Object.entries(FILTERS)) {
    const options = element("div", "options");
    options.dataset.name = name;
    const group = element("fieldset", "", element("legend", "", title), options);
    filters.append(group);
    const values = Object.entries(totals[name] ?? {});
    group.hidden = !values.length;
    values.sort(name === "year" ? ([a], [b]) => b.localeCompare(a) : ([a, m], [b, n]) => n - m || a.localeCompare(b));
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
  const chosen = filters.querySelectorAll(":checked").length;
  facets.firstElementChild.textContent = chosen ? `Filters (${chosen})` : "Filters";
  clear.hidden = !chosen;
}

// Results

// Pagefind's excerpt is HTML with <mark>; only the text and the marks are taken over. Where it begins with the title, which stands
// above it already, it is cut to what follows.
function readExcerpt(html, title) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  let cut = body.textContent.startsWith(title) ? title.length + 1 : 0;
  const parts = [];
  for (const node of body.childNodes) {
    const text = node.textContent.slice(cut);
    cut = Math.max(0, cut - node.textContent.length);
    if (text) parts.push(node.nodeName === "MARK" ? element("mark", "", text) : text);
  }
  return parts;
}

function drawHit({ url, meta, excerpt }, withExcerpt) {
  const link = element("a", "", meta.title);
  link.href = url;
  const line = [meta.date, meta.topics].filter(Boolean).map((part) => element("span", "", part));
  const text = element("div", "", element("h2", "", link), element("p", "meta", ...line));
  const parts = withExcerpt ? readExcerpt(excerpt, meta.title) : [];
  if (parts.some((part) => part.nodeName)) text.append(element("p", "excerpt", ...parts)); // without a mark it says nothing
  if (!meta.results) return element("li", "card", text, element("p", "chips unsaid", "no result stated"));
  const results = element("ul", "chips");
  for (const result of meta.results.split(" · ")) {
    const [bound, value, metric] = result.split("|");
    const cell = element("span", "v", element("small", "", bound), " ", element("b", "", value));
    const row = element("a", "", cell, element("span", "", metric));
    row.href = `${url}#results`;
    results.append(element("li", "", row));
  }
  return element("li", "card", text, results);
}

async function showMore(current, withExcerpt) {
  const start = hits.childElementCount;
  const pages = await Promise.all(found.slice(start, start + PAGE_SIZE).map((result) => result.data()));
  if (current !== turn) return;
  hits.append(...pages.map((page) => drawHit(page, withExcerpt)));
  more.hidden = hits.childElementCount >= found.length;
  if (start) hits.children[start]?.querySelector("a").focus();
}

async function runSearch(state) {
  const current = ++turn;
  const query = state.query.trim() || null;
  const { year, ...narrowing } = state.chosen;
  const sort = query ? {} : { date: "desc" };
  const anyYear = await pagefind.search(query, { filters: narrowing, sort });
  const search = year.length ? await pagefind.search(query, { filters: { ...narrowing, year: { any: year } }, sort }) : anyYear;
  if (current !== turn) return;
  found = search.results;
  hits.replaceChildren();
  more.hidden = true;
  showCounts({ ...search.filters, year: anyYear.filters.year });
  const subject = query ? ` for “${query}”` : "";
  if (found.length) say(plural(found.length) + subject + (query ? "" : ", newest first"));
  else if (!query && clear.hidden) say("There are no papers to search yet.");
  else say(`No paper${subject}. Try fewer or other words${clear.hidden ? "" : ", or clear the filters"}.`);
  await showMore(current, query !== null);
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
  more.addEventListener("click", () => showMore(turn, Boolean(input.value.trim())).catch(fail));
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
  const loaded = await import(new URL(`${form.dataset.bundle}pagefind.js`, document.baseURI));
  await loaded.options({ baseUrl: new URL(form.dataset.root, document.baseURI).pathname });
  drawFilters(await loaded.filters());
  pagefind = loaded;
  fillForm({ ...readAddress(), query: input.value }); // what was typed while loading stays
  update(false);
}

listen();
start().catch(fail);
