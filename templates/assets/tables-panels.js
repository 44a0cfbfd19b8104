// The tools above a table that open as panels, and the filters in use.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.panels = (() => {
  const { make } = LitAtlas.fill;
  const { facets } = LitAtlas.data;
  /** @param {string} filter */
  const nameOf = (filter) => facets[filter] ?? filter;

  /**
   * A button that opens a panel under it, which a script draws that comes when a panel is first opened.
   * @param {string} name
   * @param {string} root
   * @param {string} script
   * @param {(body: HTMLElement) => unknown} fill draws it each time it opens, or when the table changed under it
   * @param {Record<string, string>} [attributes]
   */
  function makeLater(name, root, script, fill, attributes = {}) {
    const body = make("div", { class: "panel" });
    /** @type {Panel} */
    const panel = make("details", { class: "choice", ...attributes, name: "table-tools" }, make("summary", {}, name), body);
    panel.refresh = async () => {
      try {
        await LitAtlas.parts.load(root, script);
      } catch (error) {
        body.replaceChildren(`${String(error)}: open this again to try once more.`);
        return;
      }
      await fill(body);
    };
    panel.addEventListener("toggle", () => panel.open && panel.refresh?.());
    return panel;
  }

  /**
   * The panel of a filter.
   * @param {Board} board
   * @param {string} root
   * @param {string} name
   */
  function makeFacet(board, root, name) {
    const fill = (/** @type {HTMLElement} */ body) => LitAtlas.options.fillFacet(body, board, name);
    return makeLater(nameOf(name), root, "tables-options.js", fill, { "data-facet": name });
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
   * A list with a value or without it.
   * @param {string[]} values
   * @param {string} value
   * @param {boolean} isIn
   */
  const put = (values, value, isIn) => [...values.filter((one) => one !== value), ...(isIn ? [value] : [])];

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

  return { nameOf, put, setFilter, makeLater, makeFacet, drawDownloads, makeFold, listActive };
})();
