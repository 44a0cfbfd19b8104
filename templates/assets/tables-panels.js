// The tools above a table that open as panels, and the filters in use.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.panels = (() => {
  const { make } = LitAtlas.fill;
  // the most values that a filter lists; the others are found by typing
  const OPTIONS = 60;
  // values that need no field to find them
  const FEW = 12;
  const { facets } = LitAtlas.data;
  /** @param {string} filter */
  const nameOf = (filter) => facets[filter]?.name ?? filter;

  /**
   * A button that opens a panel under it; `fill` draws the panel each time it opens, or when the table changed under it.
   * @param {string} name
   * @param {(body: HTMLElement) => unknown} fill
   * @param {Record<string, string>} [attributes]
   */
  function makePanel(name, fill, attributes = {}) {
    const body = make("div", { class: "panel" });
    /** @type {Panel} */
    const panel = make("details", { class: "choice", ...attributes, name: "table-tools" }, make("summary", {}, name), body);
    panel.refresh = () => fill(body);
    panel.addEventListener("toggle", () => panel.open && panel.refresh?.());
    return panel;
  }

  /**
   * A panel that is drawn by a script which comes when the panel is first opened.
   * @param {string} name
   * @param {string} root
   * @param {string} script
   * @param {(body: HTMLElement) => unknown} fill
   */
  function makeLater(name, root, script, fill) {
    return makePanel(name, async (body) => {
      try {
        await LitAtlas.parts.load(root, script);
      } catch (error) {
        body.replaceChildren(`${String(error)}: open this again to try once more.`);
        return;
      }
      await fill(body);
    });
  }

  /**
   * @param {HTMLElement} body of the panel
   * @param {(kind: string) => Promise<void>} save
   */
  function drawDownloads(body, save) {
    if (body.childElementCount) return;
    const buttons = Object.entries(LitAtlas.save.KINDS).map(([kind, { name }]) =>
      make("li", {}, make("button", { type: "button", onclick: () => save(kind) }, name)),
    );
    body.replaceChildren(make("p", {}, "The rows as filtered, on all pages:"), make("ul", {}, buttons));
  }

  /**
   * @param {string} text
   * @param {string} value
   * @param {boolean} isChecked
   * @param {(isChecked: boolean) => void} change
   * @param {string} [note]
   */
  function makeOption(text, value, isChecked, change, note) {
    const box = make("input", { type: "checkbox", value });
    box.checked = isChecked;
    box.addEventListener("change", () => change(box.checked));
    return make("label", {}, box, make("span", {}, text), note !== undefined && make("span", { class: "n" }, note));
  }

  /**
   * A list with a value or without it.
   * @param {string[]} values
   * @param {string} value
   * @param {boolean} isIn
   */
  const put = (values, value, isIn) => [...values.filter((one) => one !== value), ...(isIn ? [value] : [])];

  /**
   * @param {Board} board
   * @param {string} name
   */
  function makeFacet(board, name) {
    const list = make("div", { class: "options" });
    const field = make("input", { type: "search", "aria-label": `Find in ${nameOf(name)}`, placeholder: "Find" });

    function fill() {
      const known = board.known();
      const state = board.state();
      if (state.side || !known) return;
      board.apply(known);
      /** @type {Map<string, number>} */
      const counts = known.table.getColumn(name)?.getFacetedUniqueValues() ?? new Map();
      const wanted = state.filters[name] ?? [];
      const focused = list.contains(document.activeElement) && document.activeElement?.getAttribute("value");
      const values = orderValues(board, name, counts, wanted, field.value);
      const options = values.slice(0, OPTIONS).map((value) => {
        /** @param {boolean} isChosen */
        const change = (isChosen) => setFilter(board, name, put(board.state().filters[name] ?? [], value, isChosen));
        const count = (counts.get(value) ?? 0).toLocaleString("en");
        return makeOption(board.name(name, value), value, wanted.includes(value), change, count);
      });
      list.replaceChildren(...options);
      const left = (values.length - OPTIONS).toLocaleString("en");
      if (values.length > OPTIONS) list.append(make("p", { class: "n" }, `${left} more: type to find them`));
      if (typeof focused === "string") [...list.querySelectorAll("input")].find((box) => box.value === focused)?.focus();
      field.hidden = !field.value && counts.size <= FEW;
    }

    field.addEventListener("input", fill);
    const show = async (/** @type {HTMLElement} */ body) => {
      if (!board.known()) body.replaceChildren("Loading …");
      await board.ensure();
      if (!list.isConnected) body.replaceChildren(field, list);
      fill();
    };
    return makePanel(nameOf(name), show, { "data-facet": name });
  }

  /**
   * The values of a filter that hold what was typed: those wanted first, then years from the newest, others from the most frequent.
   * @param {Board} board
   * @param {string} filter
   * @param {Map<string, number>} counts
   * @param {string[]} wanted
   * @param {string} typed
   */
  function orderValues(board, filter, counts, wanted, typed) {
    const words = typed.trim().toLowerCase();
    const values = [...new Set([...wanted, ...counts.keys()])].map((value) => ({
      value,
      name: board.name(filter, value),
      isWanted: Number(wanted.includes(value)),
      weight: filter === "year" ? 0 : (counts.get(value) ?? 0),
    }));
    const direction = filter === "year" ? -1 : 1;
    values.sort((a, b) => b.isWanted - a.isWanted || b.weight - a.weight || (a.name < b.name ? -direction : direction));
    return values.filter(({ name }) => name.toLowerCase().includes(words)).map(({ value }) => value);
  }

  /**
   * @param {Board} board
   * @param {string} name
   * @param {string[]} values
   */
  const setFilter = (board, name, values) => board.change({ filters: { ...board.state().filters, [name]: values } });

  /**
   * The filters in use, each with a button that removes it.
   * @param {Board} board
   */
  function listActive(board) {
    const { filters, text, complete } = board.state();
    const chips = Object.entries(filters).flatMap(([name, values]) =>
      values.map((value) => {
        const drop = () => setFilter(board, name, put(board.state().filters[name] ?? [], value, false));
        return makeChip(`${nameOf(name)}: ${board.name(name, value)}`, drop);
      }),
    );
    if (complete) chips.push(makeChip("Complete for these columns", () => board.change({ complete: false })));
    const clear = () => board.change({ filters: LitAtlas.address.empty().filters, text: "", complete: false });
    const all = make("li", {}, make("button", { type: "button", onclick: clear }, "Clear all"));
    return chips.length || text ? [...chips, all] : [];
  }

  /**
   * @param {string} words
   * @param {() => void} drop
   */
  function makeChip(words, drop) {
    const attributes = { type: "button", onclick: drop, "aria-label": `Remove the filter ${words}` };
    return make("li", {}, make("button", attributes, `${words} ×`));
  }

  /**
   * The button that unfolds the tools on narrow screens.
   * @param {HTMLElement} tools
   */
  function makeFold(tools) {
    /** @type {HTMLButtonElement} */
    const fold = make("button", { type: "button", class: "fold", "aria-expanded": "false" });
    fold.addEventListener("click", () => fold.setAttribute("aria-expanded", String(tools.classList.toggle("open"))));
    return fold;
  }

  return { makeLater, drawDownloads, makeOption, put, makeFacet, makeFold, listActive };
})();
