// The rows that stand on the page itself, for pages that are opened from the disk, where no data can be fetched.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.page = (() => {
  const { classes, slots, unsaid } = LitAtlasLayout;
  const { compares } = LitAtlas.fill;

  /**
   * @param {string} root
   * @returns {Source}
   */
  function readPage(root) {
    /** @type {NodeListOf<HTMLElement>} */
    const lines = document.querySelectorAll(".served tr[data-low]");
    const rows = [...lines].map((line) => readLine(line, root));
    /** @param {string} name */
    const read = (name) => Promise.resolve(readColumn(rows, name));
    /** @param {number[]} wanted */
    const take = (wanted) => Promise.resolve(wanted.flatMap((number) => rows[number] ?? []));
    return { size: rows.length, topics: {}, devices: {}, repository: null, complete: false, read, list: take };
  }

  /**
   * What rows say of one thing, as the site's data hold it.
   * @param {Row[]} rows
   * @param {string} name
   * @returns {StoredColumn}
   */
  function readColumn(rows, name) {
    if (name === "low") return { values: [], numbers: rows.map((row) => row.low) };
    /** @type {Map<string, number>} */
    const places = new Map();
    /** @type {unknown[]} */
    const values = [];
    const numbers = rows.map((row) => {
      const value = readValueOf(row, name);
      const key = JSON.stringify(value);
      const place = places.get(key) ?? values.push(value) - 1;
      places.set(key, place);
      return place;
    });
    return { values, numbers };
  }

  /**
   * @param {Row} row
   * @param {string} name of a column
   */
  function readValueOf(row, name) {
    const { metric, label, form, unit, confidence, date, title, slug, topics, table } = row;
    const stored = {
      kind: [[metric, label, ...(table ? [] : [1])], form, unit, confidence],
      paper: slug,
      date,
      title,
      slug,
      topic: topics,
    };
    if (name in stored) return stored[/** @type {keyof typeof stored} */ (name)];
    const slot = slots.find((one) => one.name === name);
    const stated = slot ? (row.slots[name] ?? []) : row.classes;
    if (stated.length) return stated;
    const said = slot?.measuring || compares(form) ? unsaid[0] : unsaid[1];
    return slot?.linked && row.device ? [row.device, said] : [said];
  }

  /**
   * The text of an element, or of the first one within it that is meant.
   * @param {Element | null | undefined} within
   * @param {string} [selector]
   */
  const say = (within, selector) => (selector ? within?.querySelector(selector) : within)?.textContent ?? "";

  /**
   * @param {HTMLElement} line
   * @param {string} name of the column
   */
  const findCell = (line, name) => line.querySelector(`[data-label="${name}"]`);

  /**
   * What a cell lists.
   * @param {HTMLElement} line
   * @param {string} name of the column
   */
  function list(line, name) {
    const items = findCell(line, name)?.querySelectorAll("a, span:not(.unsaid, .hidden)") ?? [];
    return [...items].filter((item) => !item.closest("i")).map((item) => say(item));
  }

  /** @param {HTMLElement} line */
  function readKind(line) {
    const { metric = "", form = "", unit = "" } = (line.dataset.metric ? line : line.closest("table"))?.dataset ?? {};
    return { metric, form, unit, label: say(findCell(line, "Metric"), "a, span") || metric.replaceAll("-", " ") };
  }

  /** @param {HTMLElement} line */
  function readValue(line) {
    const { low, high = low } = line.dataset;
    const factor = line.querySelector(".derived");
    const effects = [...(line.querySelector("a.v")?.classList ?? [])].filter((name) => name !== "v");
    return {
      bound: say(line, "a.v small.bound"),
      low: Number(low),
      high: Number(high),
      value: say(line, "a.v b"),
      effect: effects[0] ?? "",
      factor: factor && { text: say(factor, "i"), bound: say(factor, "small.bound") },
      subject: say(line, ".quoted span"),
    };
  }

  /** @param {HTMLElement} line */
  function readEvidence(line) {
    return {
      quote: line.dataset.quote ?? "",
      confidence: say(line, ".sure").split(" ")[0] ?? "",
      flags: [...line.querySelectorAll(".flag")].map((flag) => say(flag)),
      correction: say(line, ".by > :last-child"),
      wrong: line.querySelector("a.wrong")?.getAttribute("href") ?? "",
      proof: line.querySelector(".evidence") ?? line,
    };
  }

  /**
   * @param {HTMLElement} line
   * @param {string} root
   * @returns {Row}
   */
  function readLine(line, root) {
    /** @param {string} selector */
    const readLink = (selector) => {
      const href = line.querySelector(selector)?.getAttribute("href") ?? "";
      return href.startsWith(root) ? href.slice(root.length) : href;
    };
    const page = readLink(".what a");
    const [, slug = "", id = ""] = page.match(/papers\/([^/]+)\/index\.html#r-(\w+)$/) ?? [];
    const noted = Boolean(line.querySelector(".note"));
    const paper = { slug, id, page, title: say(line, ".what a"), place: null, topics: [], noted };
    return {
      ...paper,
      date: line.querySelector("time")?.dateTime ?? "",
      when: line.querySelector("time")?.title ?? say(findCell(line, "Year")),
      ...readKind(line),
      table: readLink("[data-label=Metric] a"),
      ...readValue(line),
      slots: Object.fromEntries(slots.map(({ name, head }) => [name, list(line, head)])),
      systems: {},
      classes: (line.dataset.against?.split(" ") ?? []).map((number) => classes[Number(number)]?.[0] ?? ""),
      device: slots.map(({ head, linked }) => (linked ? say(findCell(line, head), "i a") : "")).join(""),
      evidence: readLink("a.v"),
      ...readEvidence(line),
    };
  }

  return { readPage };
})();
