// Hits below a form's search field as one types; `search-box.js` loads it when the field is first used.

import { loadHit, loadManifest, markTerms, rank, search } from "./search-index.js";

const SHOWN = 7;
const PAUSE = 80;
const NAMES = { role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": "found", "aria-haspopup": "listbox" };

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// Its style sheet, in place before the first hits are.
function loadStyles() {
  const sheet = element("link", { rel: "stylesheet", href: new URL("search-field.css", import.meta.url) });
  const settled = new Promise((resolve) => (sheet.onload = sheet.onerror = resolve));
  document.head.append(sheet);
  return settled;
}

// The list of hits below a form's field: the field keeps the focus, and names the option that Enter would follow.
export function suggest(form) {
  const input = form.elements.q;
  const list = element("div", { id: "found", role: "listbox", "aria-label": "Papers found" });
  const said = element("p", { class: "hidden", role: "status" });
  const panel = element("div", { class: "found", hidden: "" }, list);
  const styled = loadStyles();
  let timer;
  let turn = 0;

  const options = () => [...list.children];
  const active = () => list.querySelector("[aria-selected=true]");

  const choose = (option) => {
    active()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };

  const close = () => {
    turn += 1;
    clearTimeout(timer);
    choose(null);
    panel.hidden = true;
    input.setAttribute("aria-expanded", "false");
  };

  const drawHit = ({ title, href, date, tags }, pieces, number) => {
    const name = element("span", { class: "name" }, ...pieces.map(([text, isHit]) => (isHit ? element("mark", {}, text) : text)));
    const facts = element("small", {}, [date, tags.slice(0, 3).join(", ")].filter(Boolean).join(" · "));
    return element("a", { id: `found-${number}`, role: "option", "aria-selected": "false", tabindex: "-1", href, title }, name, facts);
  };

  const drawAll = (words, count) => {
    const href = `${form.action}?${new URLSearchParams({ q: words.trim() })}`;
    const some = count === 1 ? "The 1 paper found" : `All ${count.toLocaleString("en")} papers found`;
    const text = count ? some : "No paper found: what to try";
    return element("a", { id: "found-all", role: "option", "aria-selected": "false", tabindex: "-1", class: "all", href }, text);
  };

  const show = async () => {
    const current = ++turn;
    const words = input.value;
    const [manifest] = await Promise.all([loadManifest(), styled]);
    const result = await search(manifest, words);
    const { papers, met } = result ? rank(result) : { papers: [], met: 0 };
    const hits = await Promise.all(papers.slice(0, SHOWN).map(loadHit));
    if (current !== turn || document.activeElement !== input || !result) return;
    const marked = hits.map(({ title }) => markTerms(title, result.terms, manifest.common));
    list.replaceChildren(...hits.map((hit, i) => drawHit(hit, marked[i], i)), drawAll(words, papers.length));
    choose(null);
    panel.hidden = false;
    input.setAttribute("aria-expanded", "true");
    const some = met < result.words.length ? "No paper has all of these words. " : "";
    said.textContent = `${some}${papers.length} found. Arrows walk through the first ${hits.length}.`;
  };

  const ask = () => {
    clearTimeout(timer);
    if (!input.value.trim()) close();
    else timer = setTimeout(() => show().catch(close), PAUSE); // without an index the form still leads to the search page
  };

  const walk = (step) => {
    if (panel.hidden) return ask();
    const all = [null, ...options()];
    choose(all.at((all.indexOf(active()) + step) % all.length));
  };

  const keys = {
    ArrowDown: () => walk(1),
    ArrowUp: () => walk(-1),
    Escape: () => (panel.hidden ? (input.value = "") : close()),
    Enter: () => (active() ? active().click() : form.requestSubmit()),
  };

  for (const [name, value] of Object.entries(NAMES)) input.setAttribute(name, value);
  form.append(panel, said);
  input.addEventListener("input", ask);
  input.addEventListener("keydown", (event) => {
    if (!Object.hasOwn(keys, event.key) || event.isComposing) return;
    event.preventDefault();
    keys[event.key]();
  });
  panel.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  form.addEventListener("focusout", close);
  form.addEventListener("submit", close);
  loadManifest().catch(console.warn);
  ask(); // what was typed while this was loading
}
