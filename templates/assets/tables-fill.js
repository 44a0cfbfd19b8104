// Rows as elements: the markup that the macros of pages give, filled with what is known of a result. Texts stay texts.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.fill = (() => {
  const { classes, forms, slots, signs, paths } = LitAtlasLayout;
  const page = new DOMParser().parseFromString(LitAtlasLayout.markup, "text/html");
  const [table, value] = [...page.querySelectorAll("template")].map((template) => template.content);

  /**
   * A part of the markup, which a review's own macros may have lost.
   * @template {Node} Kind
   * @param {Kind | null | undefined} part
   * @returns {Kind}
   */
  function need(part) {
    if (!part) throw new Error("tables-layout.js lacks a part of the table");
    return part;
  }

  const SPECIFIC = new Set(classes.flatMap(([name, isSpecific]) => (isSpecific ? [name] : [])));

  /** @type {HTMLTableRowElement} */
  const head = need(table?.querySelector("thead tr"));
  /** @type {HTMLTableRowElement} */
  const line = need(table?.querySelector("tbody tr"));
  /** @type {HTMLTemplateElement | null} */
  const box = line.querySelector(".evidence > template");

  // the column of slots that have none of their own
  const SHARED = "conditions";
  const places = [...head.cells].map((cell) => cell.dataset.column ?? "");
  const shared = slots.filter((slot) => !slot.alone).map((slot) => ({ id: slot.name, name: slot.head }));

  /** What a row says, one by one: what a reader can leave out, and what files hold. */
  const columns = [
    ...[...head.cells].flatMap(({ dataset: { column: id = "" }, textContent: name }) =>
      id === SHARED ? shared : [{ id, name }],
    ),
    { id: "confidence", name: "Confidence" },
  ];

  /**
   * An element with attributes, listeners (by `on…`) and children; what is null or false is left out.
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {Record<string, string | number | boolean | null | undefined | ((event: any) => unknown)>} attributes
   * @param {(Child | Child[])[]} children
   */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, given] of Object.entries(attributes)) {
      const isGiven = given !== null && given !== undefined && given !== false;
      if (typeof given === "function") element.addEventListener(key.slice(2), given);
      else if (isGiven) element.setAttribute(key, given === true ? "" : String(given));
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  // The markup

  /**
   * What a name in it stands for, such as `factor.bound`.
   * @param {Values} values
   * @param {string} name
   * @returns {unknown}
   */
  function get(values, name) {
    /** @type {unknown} */
    let found = values;
    for (const key of name.split(".")) found = /** @type {Values | null | undefined} */ (found)?.[key];
    return found;
  }

  /**
   * A text with its names filled in.
   * @param {string} text
   * @param {Values} values
   */
  function write(text, values) {
    return text.replace(/\{([\w.]+)\}/g, (_, /** @type {string} */ name) => {
      const found = /** @type {string | number | boolean | null | undefined} */ (get(values, name));
      return String(found ?? "");
    });
  }

  /**
   * The nodes of a piece of markup, filled in.
   * @param {Node} markup
   * @param {Values} values
   * @returns {Node[]}
   */
  function fill(markup, values) {
    return [...markup.childNodes].flatMap((node) => {
      if (node instanceof HTMLTemplateElement) return fillPart(node, values);
      if (node instanceof Element) return [fillElement(node, values)];
      return [document.createTextNode(write(node.textContent ?? "", values))];
    });
  }

  /**
   * A part that not every row has, or as often as a row has what it names.
   * @param {HTMLTemplateElement} part
   * @param {Values} values
   */
  function fillPart({ content, dataset }, values) {
    const found = get(values, dataset.if ?? dataset.unless ?? dataset.each ?? "");
    const isThere = Array.isArray(found) ? found.length > 0 : Boolean(found);
    if (dataset.unless) return isThere ? [] : fill(content, values);
    if (!isThere) return [];
    if (!dataset.each) return fill(content, values);
    const items = /** @type {object[]} */ (found);
    return items.flatMap((item, i) => fill(content, { ...values, ...item, next: i + 1 < items.length }));
  }

  /**
   * @param {Element} element
   * @param {Values} values
   */
  function fillElement(element, values) {
    const made = document.createElement(element.localName);
    for (const { name, value: text } of element.attributes) {
      const alone = text.match(/^\{([\w.]+)\}$/)?.[1];
      // trimmed: of the classes `v {effect}` a row without an effect has `v`
      if (!alone || get(values, alone) !== null) made.setAttribute(name, write(text, values).trim());
    }
    made.append(...fill(element, values));
    return made;
  }

  // Rows

  const compares = (/** @type {string} */ form) => forms[form]?.[1] ?? false;

  /**
   * The page of a value: of a device, or of the paper that brings a baseline; empty where it has none.
   * @param {Row} row
   * @param {string} slot
   * @param {string} text
   * @param {Context} context
   */
  function findPage(row, slot, text, { root, devices }) {
    if (slots.find(({ name }) => name === slot)?.linked) {
      const device = devices[text]?.[0];
      return root + (device ? paths.device.replace("{}", device) : paths.devices);
    }
    const paper = slot === "baseline" ? row.systems[text] : undefined;
    return paper && paper !== row.slug ? root + paths.paper.replace("{}", paper) : "";
  }

  /**
   * The classes of baselines that are one thing under several words, where these are others than the class's name.
   * @param {Row} row
   */
  function noteClasses({ classes: own, slots: { baseline = [] } }) {
    const said = new Set(baseline.map((words) => words.toLowerCase()));
    return own.filter((name) => SPECIFIC.has(name) && !said.has(name)).join(", ");
  }

  /**
   * What the markup can name of a row.
   * @param {Row} row
   * @param {Context} context
   * @param {string[]} [ids] of the columns that are shown; all, where none is named
   * @returns {Values}
   */
  function describe(row, context, ids) {
    const { root, repository } = context;
    const stated = slots.map((slot) => {
      const { name, linked, preposition } = slot;
      const items = (row.slots[name] ?? []).map((text) => ({ text, href: findPage(row, name, text, context) }));
      const [inherited] = linked && row.device ? [{ text: row.device, href: findPage(row, name, row.device, context) }] : [];
      const note = name === "baseline" ? noteClasses(row) : "";
      const isShared = !slot.alone && items.length > 0 && (!ids || ids.includes(name));
      return { name, head: slot.head, preposition, items, inherited, isShared, note };
    });
    return {
      ...row,
      ...Object.fromEntries(stated.map(({ name, items }) => [name, items])),
      note: Object.fromEntries(stated.map(({ name, note }) => [name, note])),
      inherited: Object.fromEntries(stated.map(({ name, inherited }) => [name, inherited])),
      conditions: stated.filter(({ isShared }) => isShared),
      year: row.date.slice(0, 4),
      table: row.table && root + row.table,
      noted: row.noted && `${root}${paths.paper.replace("{}", row.slug)}#notes`,
      root,
      evidence: /^https?:/.test(row.evidence) ? row.evidence : root + row.evidence,
      applies: Object.fromEntries(slots.map(({ name, measuring }) => [name, measuring || compares(row.form)])),
      against: row.classes.map((name) => classes.findIndex(([other]) => other === name)).join(" ") || null,
      end: row.high === row.low ? null : row.high,
      words: forms[row.form]?.[0] ?? row.form,
      worse: row.effect === "worse",
      better: row.effect === "better",
      flags: row.flags.map((text) => ({ text })),
      sign: signs[row.correction],
      wrong: repository ? LitAtlas.report.format(row, repository) : row.wrong,
    };
  }

  /**
   * A row of the table with its cells of these columns.
   * @param {Row} row
   * @param {string[]} ids of the columns
   * @param {Context} context
   * @param {number} number in the table, from 1
   * @param {boolean} again whether the row above is of the same paper
   */
  function drawRow(row, ids, context, number, again) {
    const made = fillElement(line, { ...describe(row, context, ids), key: number, again: again ? "again" : null });
    keepColumns(made, ids);
    for (const event of ["pointerenter", "focusin"]) made.addEventListener(event, () => void context.explain(row, made));
    return made;
  }

  /**
   * The heads of these columns.
   * @param {string[]} ids
   * @param {string | undefined} unit that all values have
   */
  function drawHeads(ids, unit) {
    const made = fillElement(head, { unit });
    keepColumns(made, ids);
    return made;
  }

  /**
   * @param {Element} made
   * @param {string[]} ids
   */
  function keepColumns(made, ids) {
    /** @param {string} id */
    const isShown = (id) => (id === SHARED ? shared.some((slot) => ids.includes(slot.id)) : ids.includes(id));
    const cells = [...made.children].filter((_, i) => !isShown(places[i] ?? ""));
    for (const cell of cells) {
      // the line break of the markup
      if (cell.nextSibling instanceof Text) cell.nextSibling.remove();
      cell.remove();
    }
  }

  /**
   * A row's value alone.
   * @param {Row} row
   * @param {Context} context
   */
  const drawValue = (row, context) => fill(need(value), describe(row, context));

  /**
   * What a row was read from.
   * @param {Row} row
   * @param {Evidence} evidence
   * @param {Context} context
   */
  function drawEvidence(row, { said = [], ...evidence }, context) {
    return fill(need(box?.content), { ...describe(row, context), ...evidence, said: said.map((text) => ({ text })) });
  }

  return { make, columns, compares, noteClasses, drawRow, drawHeads, drawValue, drawEvidence };
})();
