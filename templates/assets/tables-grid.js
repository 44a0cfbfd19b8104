// A drawn table: heads that sort, rows in groups, a pager.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.grid = (() => {
  const { make, drawRow, FORMS } = LitAtlas.cells;
  const { groupOf } = LitAtlas.rows;

  /**
   * @param {number} number
   * @param {string} noun
   */
  const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

  /**
   * The table of a page of rows.
   * @param {Row[]} rows
   * @param {Map<string, number>} sizes of the groups, of which one unit goes to the head
   * @param {boolean} isGrouped whether rows stand in these groups, each under a heading
   * @param {Grid} grid
   */
  function draw(rows, sizes, isGrouped, grid) {
    const units = new Set([...sizes.keys()].map((name) => name.split("\t")[2]));
    const [unit] = units.size === 1 ? units : [];
    const heads = grid.columns.map((column) => drawHead(column, unit, grid));
    const head = make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, heads));
    const body = make("tbody", { role: "rowgroup" }, drawRows(rows, isGrouped ? sizes : null, grid));
    const caption = make("caption", { class: "hidden" }, grid.title);
    const table = make("table", { role: "table", class: "compare" }, caption, head, body);
    return make("section", { class: "scroll", tabindex: 0, "aria-label": grid.title }, table);
  }

  /**
   * @param {Column} column
   * @param {string | undefined} unit
   * @param {Grid} grid
   */
  function drawHead({ id, name, class: kind }, unit, { sort, sortBy }) {
    const direction = sort?.desc ? "descending" : "ascending";
    const text = id === "value" && unit ? `${name} (${unit})` : name;
    const button = make("button", { type: "button", class: "sort", "data-focus": `sort-${id}`, onclick: () => sortBy(id) }, text);
    const attributes = { class: kind === "v" && kind, "aria-sort": sort?.id === id && direction };
    return make("th", { role: "columnheader", scope: "col", ...attributes }, button);
  }

  /**
   * @param {Row[]} rows
   * @param {Map<string, number> | null} sizes
   * @param {Grid} grid
   */
  function drawRows(rows, sizes, { columns, context }) {
    /** @type {HTMLElement[]} */
    const lines = [];
    /** @type {Row | undefined} */
    let above;
    for (const row of rows) {
      const isFirst = sizes && (!above || groupOf(row) !== groupOf(above));
      if (isFirst) lines.push(drawBand(row, columns.length, sizes.get(groupOf(row)) ?? 0));
      lines.push(drawRow(row, columns, context, !isFirst && row.title === above?.title));
      above = row;
    }
    return lines;
  }

  /**
   * @param {Row} row the first of its group
   * @param {number} width
   * @param {number} size
   */
  function drawBand({ label, form, unit }, width, size) {
    const heading = make("b", {}, `${label}: ${FORMS[form]}${unit ? ` (${unit})` : ""}`);
    const attributes = { role: "rowheader", scope: "rowgroup", colspan: width };
    const head = make("th", attributes, heading, " ", make("span", {}, count(size, "result")));
    return make("tr", { role: "row", class: "band" }, head);
  }

  /**
   * @param {number} page
   * @param {number} last
   * @param {(page: number) => void} go
   */
  function drawPager(page, last, go) {
    /** @type {(to: number, name: string) => HTMLElement} */
    const step = (to, name) => {
      const disabled = to < 1 || to > last;
      return make("button", { type: "button", disabled, "data-focus": name, onclick: () => go(to) }, name);
    };
    const text = make("span", {}, `Page ${page} of ${last}`);
    return make("nav", { class: "pager", "aria-label": "Pages" }, step(page - 1, "Previous"), text, step(page + 1, "Next"));
  }

  return { count, draw, drawPager };
})();
