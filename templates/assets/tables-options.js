// What panels offer: the values of a filter, the columns, and the rows that state all that these say; fetched when one is opened.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.options = (() => {
  const { make } = LitAtlas.fill;
  const { nameOf, put, setFilter } = LitAtlas.panels;
  // without these a row says nothing
  const KEPT = new Set(["value", "paper", "confidence"]);
  // the most values that a filter lists; the others are found by typing
  const OPTIONS = 60;
  // values that need no field to find them
  const FEW = 12;

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

  /** @type {WeakMap<HTMLElement, (known: Known) => void>} */
  // what draws the panels of filters that were opened
  const drawn = new WeakMap();

  /**
   * @param {HTMLElement} body of the panel
   * @param {Board} board
   * @param {string} name of the filter
   */
  async function fillFacet(body, board, name) {
    if (!board.known()) body.replaceChildren("Loading …");
    const known = await board.ensure([name]);
    const draw = drawn.get(body) ?? makeFacet(body, board, name);
    drawn.set(body, draw);
    draw(known);
  }

  /**
   * @param {HTMLElement} body
   * @param {Board} board
   * @param {string} name
   */
  function makeFacet(body, board, name) {
    const list = make("div", { class: "options" });
    const field = make("input", { type: "search", "aria-label": `Find in ${nameOf(name)}`, placeholder: "Find" });

    /** @param {Known} known */
    function draw(known) {
      const state = board.state();
      if (state.side) return;
      const counts = LitAtlas.rows.countValues(known, state, name);
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

    body.replaceChildren(field, list);
    field.addEventListener("input", () => void board.ensure([name]).then(draw));
    return draw;
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
   * @param {HTMLElement} body of the panel
   * @param {Board} board
   */
  async function fillColumns(body, board) {
    if (!body.childElementCount) {
      const options = make("div", { class: "options" }, listColumns(board));
      body.replaceChildren(options, make("div", { class: "options whole" }, makeComplete(board)));
    }
    const known = await board.ensure(["complete"]);
    const state = board.state();
    const box = body.querySelector(".whole input");
    const count = body.querySelector(".whole .n");
    if (box instanceof HTMLInputElement) box.checked = state.complete;
    if (count) count.textContent = LitAtlas.rows.countComplete(known, state).toLocaleString("en");
  }

  /** @param {Board} board */
  function listColumns(board) {
    const { hidden } = board.state();
    return board.columns
      .filter(({ id }) => !KEPT.has(id))
      .map(({ id, name }) => {
        /** @param {boolean} isShown */
        const change = (isShown) => board.change({ hidden: put(board.state().hidden, id, !isShown), page: board.state().page });
        return makeOption(name, id, !hidden.includes(id), change);
      });
  }

  /**
   * The filter that keeps the rows that state all of these, and room for how many they are.
   * @param {Board} board
   */
  function makeComplete(board) {
    /** @param {boolean} isWanted */
    const change = (isWanted) => board.change({ complete: isWanted });
    return makeOption("Complete for these columns", "complete", board.state().complete, change, "");
  }

  return { fillFacet, fillColumns };
})();
