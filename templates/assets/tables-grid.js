// A drawn table: heads, rows in groups, a pager.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.grid = (() => {
  const { make, drawHeads, drawRow, noteClasses } = LitAtlas.fill;
  const { groupOf } = LitAtlas.rows;
  const { slots } = LitAtlasLayout;
  // rows that are drawn at once: more of them would keep a reader waiting for what was clicked
  const SLICE = 20;
  // of fewer rows each says what all say
  const FEWEST_ALIKE = 3;
  /** @type {Map<string, Slot[]>} */
  const COLUMNS = new Map();
  for (const slot of slots) {
    const column = slot.alone ? slot.name : "conditions";
    COLUMNS.set(column, [...(COLUMNS.get(column) ?? []), slot]);
  }

  /**
   * @param {number} number
   * @param {string} noun
   */
  const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

  /**
   * The table of a page of rows, of which the first are drawn; and what draws the next ones, as long as there are any.
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
    const alike = listAlike(rows, ids, context.own);
    const shown = ids.filter((id) => !unstated.some(({ name }) => name === id));
    const heads = drawHeads(shown, unit);
    const groups = isGrouped ? { sizes, width: heads.childElementCount } : null;
    const lines = drawRows(rows, shown, groups, context);
    const parts = [make("thead", {}, heads), make("tbody", {}, takeSlice(lines))];
    const classes = ["compare", ...alike.map(({ column }) => `no-${column}`)].join(" ");
    const words = alike.map((each) => each.words).filter(Boolean);
    const table = make("table", { class: classes }, drawCaption(context.title, unstated, words.join(", ")), parts);
    const drawn = make("section", { class: "scroll", tabindex: 0, "aria-label": context.title }, table);
    return { drawn, more: () => takeSlice(lines) };
  }

  /** @param {Iterator<HTMLElement>} lines */
  function takeSlice(lines) {
    const taken = [];
    for (let next; taken.length < SLICE && !(next = lines.next()).done; ) taken.push(next.value);
    return taken;
  }

  /**
   * The columns that no row fills.
   * @param {Row[]} rows
   */
  function listUnstated(rows) {
    return slots.filter(({ name, linked }) => !rows.some((row) => row.slots[name]?.length || (linked && row.device)));
  }

  /**
   * The columns in which all rows say the same, as `find_alike` of `site/pages/cells.py` finds them, with what that is.
   * @param {Row[]} rows
   * @param {string[]} ids of the columns that are shown
   * @param {string} own the device whose page it is
   */
  function listAlike(rows, ids, own) {
    const [first] = rows;
    return [...COLUMNS].flatMap(([column, members]) => {
      const said = first ? sayAll(first, members) : null;
      const whole = JSON.stringify(said);
      const isShown = members.some(({ name }) => ids.includes(name));
      if (!said?.some(Boolean) || !isShown || !rows.every((row) => JSON.stringify(sayAll(row, members)) === whole)) return [];
      const isOwn = Boolean(members[0]?.linked) && said[0] === own;
      if (!isOwn && rows.length < FEWEST_ALIKE) return [];
      const words = members.flatMap(({ preposition }, i) => (said[i] && !isOwn ? `${preposition} ${said[i]}` : []));
      return { column, words: words.join(", ") };
    });
  }

  /**
   * What a row says in these slots; null where that is more than values.
   * @param {Row} row
   * @param {Slot[]} members
   */
  function sayAll(row, members) {
    const isMore = members.some(({ name, linked }) => (linked && row.device) || (name === "baseline" && noteClasses(row)));
    return isMore ? null : members.map(({ name }) => (row.slots[name] ?? []).join(", "));
  }

  /**
   * @param {string} title
   * @param {Slot[]} unstated the columns that are left out
   * @param {string} alike what all rows say in others
   */
  function drawCaption(title, unstated, alike) {
    const names = unstated.map(({ noun }) => noun).join(", ");
    const said = [alike && `All rows: ${alike}.`, names && `Stated by no row: ${names}.`].filter(Boolean).join(" ");
    const name = make("span", { class: "hidden" }, said ? `${title}. ` : title);
    return make("caption", { class: said ? null : "hidden" }, name, said);
  }

  /**
   * @param {Row[]} rows
   * @param {string[]} ids
   * @param {{ sizes: Map<string, number>, width: number } | null} groups how large they are, and how many columns their heads span
   * @param {Context} context
   */
  function* drawRows(rows, ids, groups, context) {
    for (const [i, row] of rows.entries()) {
      const above = rows[i - 1];
      const isFirst = groups && (!above || groupOf(row) !== groupOf(above));
      if (isFirst) yield drawBand(row, groups.width, groups.sizes.get(groupOf(row)) ?? 0);
      yield drawRow(row, ids, context, i + 1, !isFirst && row.title === above?.title);
    }
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
    if (last < 2) return "";
    const text = make("span", {}, `Page ${page} of ${last}`);
    return make("nav", { class: "pager", "aria-label": "Pages" }, step(page - 1, "Previous"), text, step(page + 1, "Next"));
  }

  return { count, draw, drawPager };
})();
