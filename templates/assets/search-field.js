// Hits below a form's search field as one types; `search-box.js` loads it when the field is first used.

import { describeThing, findPage, findTable } from "./search-answers.js";
import { loadHit, loadManifest } from "./search-data.js";
import { rank, search } from "./search-index.js";
import { markTerms } from "./search-marks.js";

const SHOWN = 7; // papers
const THINGS = 3; // things that have pages, before them
const PAUSE = 80;
const REST = 300; // milliseconds more until cards of papers are fetched: those of words half typed would cost most of what a query does
const COMBOBOX = {
  role: "combobox",
  "aria-expanded": "false",
  "aria-autocomplete": "list",
  "aria-controls": "found",
  "aria-haspopup": "listbox",
};

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Its style sheet, in place before the first hits are. */
function loadStyles() {
  const sheet = element("link", { rel: "stylesheet", href: new URL("search-field.css", import.meta.url).href });
  const settled = new Promise((resolve) => (sheet.onload = sheet.onerror = resolve));
  document.head.append(sheet);
  return settled;
}

/**
 * An option of the list, all of which lead somewhere.
 * @param {string} id
 * @param {string} href
 * @param {(Node | string)[]} words
 * @param {string} facts
 */
function drawOption(id, href, words, facts) {
  const attributes = { id, role: "option", "aria-selected": "false", tabindex: "-1", href };
  return element("a", attributes, element("span", { class: "name" }, ...words), element("small", {}, facts));
}

/**
 * @param {Hit} hit
 * @param {Piece[]} pieces
 * @param {number} number
 */
function drawHit({ title, href, date, tags }, pieces, number) {
  const words = pieces.map(([text, isHit]) => (isHit ? element("mark", {}, text) : text));
  const facts = [date, tags.slice(0, 3).join(", ")].filter(Boolean).join(" · ");
  const option = drawOption(`found-${number}`, href, words, facts);
  option.title = title;
  return option;
}

/**
 * The pages of the things that words name; of the first one also its table.
 * @param {Thing[]} things
 */
function drawThings(things) {
  return things.slice(0, THINGS).flatMap((thing, i) => {
    const page = drawOption(`page-${i}`, findPage(thing), [thing.name], describeThing(thing));
    const table = i === 0 && thing.isNamed ? findTable(thing) : null;
    return table ? [page, drawOption(`table-${i}`, table.href, [`${thing.name}: results`], table.text)] : [page];
  });
}

/** The list of hits below a form's field: the field keeps the focus, and names the option that Enter would follow. */
class Suggestions {
  #form;
  #input;
  #list = element("div", { id: "found", role: "listbox", "aria-label": "Pages and papers found" });
  #said = element("p", { class: "hidden", role: "status" });
  #panel = element("div", { class: "found", hidden: "" }, this.#list);
  #styled = loadStyles();
  #timer = 0;
  #turn = 0; // counts searches, so that a slow one never overwrites a later one

  /** @type {Record<string, () => void>} */
  #keys = {
    ArrowDown: () => this.#walk(1),
    ArrowUp: () => this.#walk(-1),
    Escape: () => (this.#panel.hidden ? (this.#input.value = "") : this.#close()),
    Enter: () => this.#follow(),
  };

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} input
   */
  constructor(form, input) {
    this.#form = form;
    this.#input = input;
    for (const [name, value] of Object.entries(COMBOBOX)) input.setAttribute(name, value);
    form.append(this.#panel, this.#said);
    input.addEventListener("input", () => this.ask());
    input.addEventListener("keydown", (event) => {
      const act = this.#keys[event.key];
      if (!act || event.isComposing) return;
      event.preventDefault();
      act();
    });
    this.#panel.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    form.addEventListener("focusout", () => this.#close());
    form.addEventListener("submit", () => this.#close());
  }

  /** Searches for what stands in the field, after a pause. */
  ask() {
    clearTimeout(this.#timer);
    if (!this.#input.value.trim()) this.#close();
    else this.#timer = setTimeout(() => this.#show().catch(() => this.#close()), PAUSE); // without an index the form still works
  }

  async #show() {
    const current = ++this.#turn;
    const isStale = () => current !== this.#turn || document.activeElement !== this.#input;
    const words = this.#input.value;
    const [manifest] = await Promise.all([loadManifest(), this.#styled]);
    const result = await search(manifest, words);
    if (isStale() || !result) return;
    const things = drawThings(result.things);
    if (things.length) this.#draw(things);
    await new Promise((resolve) => setTimeout(resolve, REST));
    if (isStale()) return;
    const { papers, met } = rank(result);
    const hits = await Promise.all(papers.slice(0, SHOWN).map((paper) => loadHit(manifest, paper)));
    if (isStale()) return;
    const drawn = hits.map((hit, i) => drawHit(hit, markTerms(hit.title, result.terms, manifest.common), i));
    const rest = [...drawn, this.#drawAll(words, papers.length)];
    if (things[0]?.isConnected) this.#list.append(...rest);
    else this.#draw(rest);
    const some = met < result.asked ? "No paper has all of these words. " : "";
    this.#said.textContent = `${some}${papers.length} found. Arrows walk through the first ${this.#list.childElementCount - 1}.`;
  }

  /** @param {HTMLElement[]} options */
  #draw(options) {
    this.#list.replaceChildren(...options);
    this.#choose(null);
    this.#panel.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
  }

  /**
   * @param {string} words
   * @param {number} count
   */
  #drawAll(words, count) {
    const href = `${this.#form.action}?${new URLSearchParams({ q: words.trim() })}`;
    const some = count === 1 ? "The 1 paper found" : `All ${count.toLocaleString("en")} papers found`;
    const text = count ? some : "No paper found: what to try";
    const attributes = { id: "found-all", role: "option", "aria-selected": "false", tabindex: "-1", class: "all", href };
    return element("a", attributes, text);
  }

  /** @returns {HTMLElement | null} */
  get #active() {
    return this.#list.querySelector("[aria-selected=true]");
  }

  /** @param {Element | null | undefined} option */
  #choose(option) {
    this.#active?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.#input.setAttribute("aria-activedescendant", option.id);
    else this.#input.removeAttribute("aria-activedescendant");
  }

  #close() {
    this.#turn += 1;
    clearTimeout(this.#timer);
    this.#choose(null);
    this.#panel.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
  }

  /** @param {number} step */
  #walk(step) {
    if (this.#panel.hidden) {
      this.ask();
      return;
    }
    const all = [null, ...this.#list.children];
    this.#choose(all.at((all.indexOf(this.#active) + step) % all.length));
  }

  #follow() {
    if (this.#active) this.#active.click();
    else this.#form.requestSubmit();
  }
}

/**
 * Shows hits below a form's field from now on.
 * @param {HTMLFormElement} form
 */
export function suggest(form) {
  const input = form.elements.namedItem("q");
  if (!(input instanceof HTMLInputElement)) return;
  const suggestions = new Suggestions(form, input);
  loadManifest().catch(console.warn);
  suggestions.ask(); // what was typed while this was loading
}
