// A drawn table: heads, rows in groups, a pager.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.grid = (() => {
  const { make, drawHeads, drawRow } = LitAtlas.fill;
  const { groupOf } = LitAtlas.rows;
  const { slots } = LitAtlasLayout;

  /**
   * @param {number} number
   * @param {string} noun
   */
  const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

  /**
   * The table of a page of rows.
   * @param {Row[]} rows
   * @param {string[]} ids of the columns
   * @param {Map<string, number>} sizes of the groups; the one unit of all values goes to the head
   * @param {boolean} isGrouped whether rows stand in these groups, each under a heading
   * @param {Context} context
   */
  function draw(rows, ids, sizes, isGrouped, context) {
    const [base, ...others] = new Set([...sizes.keys()].map((name) => name.split("\t")[2]));
    const isOne = !others.length && rows.every((row) => row.unit === base);
    const unit = isOne ? base : undefined;
    const unstated = listUnstated(rows).filter(({ name }) => ids.includes(name));
    const shown = ids.filter((id) => !unstated.some(({ name }) => name === id));
    const heads = drawHeads(shown, unit);
    const lines = drawRows(rows, shown, isGrouped ? { sizes, width: heads.childElementCount } : null, context);
    const parts = [make("thead", {}, heads), make("tbody", {}, lines)];
    const table = make("table", { class: "compare" }, drawCaption(context.title, unstated), parts);
    return make("section", { class: "scroll", tabindex: 0, "aria-label": context.title }, table);
  }

  /**
   * The columns that no row fills.
   * @param {Row[]} rows
   */
  function listUnstated(rows) {
    return slots.filter(({ name, linked }) => !rows.some((row) => row.slots[name]?.length || (linked && row.device)));
  }

  /**
   * @param {string} title
   * @param {Slot[]} unstated the columns that are left out
   */
  function drawCaption(title, unstated) {
    const names = unstated.map(({ noun }) => noun).join(", ");
    const name = make("span", { class: "hidden" }, names ? `${title}. ` : title);
    return make("caption", { class: names ? null : "hidden" }, name, names && `Stated by no row: ${names}.`);
  }

  /**
   * @param {Row[]} rows
   * @param {string[]} ids
   * @param {{ sizes: Map<string, number>, width: number } | null} groups how large they are, and how many columns their heads span
   * @param {Context} context
   */
  function drawRows(rows, ids, groups, context) {
    return rows.flatMap((row, i) => {
      const above = rows[i - 1];
      const isFirst = groups && (!above || groupOf(row) !== groupOf(above));
      const line = drawRow(row, ids, context, i + 1, !isFirst && row.title === above?.title);
      return isFirst ? [drawBand(row, groups.width, groups.sizes.get(groupOf(row)) ?? 0), line] : [line];
    });
  }

  /**
   * @param {Row} row the first of its group
   * @param {number} width
   * @param {number} size
   */
  function drawBand(row, width, size) {
    const [label, form = "", unit] = groupOf(row).split("\t");
    const heading = make("b", {}, `${label}: ${LitAtlasLayout.forms[form]?.[0]}${unit ? ` (${unit})` : ""}`);
    const head = make("th", { scope: "rowgroup", colspan: width }, heading, " ", make("span", {}, count(size, "result")));
    return make("tr", { class: "band" }, head);
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
