// Papers beside each other: a column for each, a line for each metric, form and unit.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.side = (() => {
  const { make, drawValue } = LitAtlas.fill;
  const { groupOf } = LitAtlas.rows;

  /**
   * The groups of rows, those of most papers first.
   * @param {Row[]} rows
   */
  function groupRows(rows) {
    /** @type {Map<string, Row[]>} */
    const groups = new Map();
    for (const row of rows) groups.set(groupOf(row), [...(groups.get(groupOf(row)) ?? []), row]);
    /** @param {Row[]} list */
    const width = (list) => new Set(list.map((row) => row.slug)).size;
    return [...groups].sort((a, b) => width(b[1]) - width(a[1]) || (a[0] < b[0] ? -1 : 1));
  }

  /**
   * The table of these papers' rows.
   * @param {string[]} slugs
   * @param {Row[]} rows
   * @param {Context} context
   */
  function draw(slugs, rows, context) {
    const papers = slugs.map((slug) => ({ slug, row: rows.find((one) => one.slug === slug) }));
    const heads = papers.map(({ slug, row }) => {
      const link = row ? make("a", { href: context.root + row.page.replace(/#.*/, "") }, row.title) : slug;
      const attributes = { type: "button", class: "drop", "aria-label": `Take out: ${row?.title ?? slug}` };
      const drop = make("button", { ...attributes, onclick: () => context.choose(slug, false) }, "×");
      return make("th", { role: "columnheader", scope: "col" }, link, " ", drop);
    });
    const lines = groupRows(rows).map(([group, list]) => {
      const [label, form, unit] = group.split("\t");
      const kind = make("small", {}, (LitAtlasLayout.forms[form ?? ""]?.[0] ?? "") + (unit ? ` (${unit})` : ""));
      const cells = papers.map(({ slug, row }) => {
        const own = list.filter((one) => one.slug === slug);
        return make("td", { role: "cell", "data-label": row?.title }, drawCell(own, context));
      });
      return make("tr", { role: "row" }, make("th", { role: "rowheader", scope: "row" }, label, " ", kind), cells);
    });
    if (papers.some(({ row }) => row?.noted)) lines.unshift(drawNotes(papers, context));
    const head = make("tr", { role: "row" }, make("th", { role: "columnheader", scope: "col" }, "Metric"), heads);
    const caption = make("caption", { class: "hidden" }, "Papers side by side");
    const parts = [make("thead", { role: "rowgroup" }, head), make("tbody", { role: "rowgroup" }, lines)];
    const table = make("table", { role: "table", class: "side" }, caption, parts);
    table.style.setProperty("--papers", String(slugs.length));
    void showNotes(table, context);
    return make("section", { class: "scroll", tabindex: 0, "aria-label": "Papers side by side" }, table);
  }

  /**
   * The line of what readers wrote of these papers: the way to their notes, until `showNotes` has read them.
   * @param {{ row: Row | undefined }[]} papers
   * @param {Context} context
   */
  function drawNotes(papers, { root }) {
    const cells = papers.map(({ row }) => {
      const href = row?.noted ? `${root}${row.page.replace(/#.*/, "")}#notes` : "";
      const note = href ? make("a", { class: "note", href }, "note") : make("i", {}, "none");
      return make("td", { role: "cell", "data-label": row?.title }, note);
    });
    return make("tr", { role: "row" }, make("th", { role: "rowheader", scope: "row" }, "Readers’ notes"), cells);
  }

  /**
   * @param {Element} table
   * @param {Context} context
   */
  async function showNotes(table, { root }) {
    // what they are read from cannot be fetched from the disk
    if (location.protocol === "file:" || !table.querySelector(".note")) return;
    await LitAtlas.parts.load(root, "tables-notes.js");
    LitAtlas.notes.fill(table);
  }

  /**
   * @param {Row[]} rows
   * @param {Context} context
   */
  function drawCell(rows, context) {
    if (!rows.length) return make("i", {}, "not stated");
    const items = rows.map((row) => {
      const { named, subject } = LitAtlas.report.listConditions(row);
      return make("li", {}, drawValue(row, context), " ", make("small", {}, [...subject, ...named].join(", ")));
    });
    return make("ul", {}, items);
  }

  return { draw };
})();
