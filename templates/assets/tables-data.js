// The rows of tables: all results from the site's data. `tables-page.js` reads those of a page that is opened from the disk.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.data = (() => {
  const { slots, units, gap, dash, months, undated, paths } = LitAtlasLayout;
  const NOT_STATED = "not stated";
  const NOT_APPLICABLE = "does not apply";

  /**
   * The slug that a title spells; the data hold only how many of its letters count.
   * @param {string} title
   */
  function spell(title) {
    return title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
  }

  /**
   * A date for people, as `format_date` of `site/wording.py` writes it.
   * @param {string} iso
   */
  function formatDate(iso) {
    const [year, month, day] = iso.split("-");
    return [day && Number(day), month && months[Number(month) - 1], year].filter(Boolean).join(" ") || undated;
  }

  /**
   * Columns to rows; each distinct list of texts is one object.
   * @param {ResultColumns} data
   * @returns {Results}
   */
  function decode(data) {
    const untold = new Set(data.rows.untold);
    const noted = new Set(data.papers.noted);
    /** @type {Row[]} */
    const rows = [];
    let place = 0;
    data.papers.title.forEach((title, number) => {
      const short = data.papers.slug[number] ?? "";
      const slug = typeof short === "number" ? spell(title).slice(0, short) : short;
      const date = data.papers.date[number] ?? "";
      place += data.papers.place[number] ?? 0;
      const topics = data.lists[data.papers.topics[number] ?? 0] ?? [];
      const device = data.papers.device[number] ?? "";
      const paper = { slug, title, place, date, when: formatDate(date), topics, noted: noted.has(number) };
      const page = paths.paper.replace("{}", slug);
      const block = Math.floor(number / data.block);
      for (const end = rows.length + (data.papers.rows[number] ?? 0); rows.length < end; ) {
        const at = rows.length;
        const id = data.rows.id.slice(8 * at, 8 * at + 8);
        const words = data.rows.words[at];
        const elsewhere = words && data.papers.address[number];
        const source = elsewhere ? `${elsewhere}#:~:text=${words}` : `${page}#sources`;
        const evidence = untold.has(at) ? source : `${page}#e-${id}`;
        const row = readRow(data, at);
        const isSilent = slots.some((slot) => slot.linked && !row.slots[slot.name]?.length);
        const found = { id, page: `${page}#r-${id}`, evidence, proof: { block, at } };
        rows.push({ ...paper, ...row, ...found, device: isSilent ? device : "" });
      }
    });
    const metrics = Object.fromEntries(Object.values(data.metrics).map(([slug, label]) => [slug, label]));
    const { devices, systems, repository } = data;
    return { rows, metrics, topics: data.topics, devices, systems, repository, complete: true };
  }

  /**
   * A metric, and where its table is.
   * @param {[slug: string, label: string, alone?: 1]} entry
   */
  function readMetric([metric, label, isAlone]) {
    return { metric, label, table: isAlone ? "" : paths.metric.replace("{}", metric) };
  }

  /**
   * What the columns say of one row.
   * @param {ResultColumns} data
   * @param {number} at
   */
  function readRow({ kinds, lists, quotes, metrics, rows: columns }, at) {
    /** @type {<Item>(items: Item[], numbers: number[] | undefined) => Item} */
    const get = (items, numbers) => /** @type {any} */ (items[numbers?.[at] ?? -1]);
    const [name, form, unit, bound, effect, confidence] = get(kinds, columns.kind);
    const low = columns.low[at] ?? NaN;
    const high = columns.high[at] ?? low;
    const [before, after] = units[unit] ?? ["", gap + unit];
    const number = columns.number[at] ?? (high === low ? low : `${low}${dash}${high}`);
    const [text, limit = ""] = columns.factor[at] ?? [];
    return {
      quote: get(quotes, columns.quote),
      ...readMetric(metrics[name] ?? [name, name]),
      form,
      unit,
      effect: effect ?? "",
      confidence,
      bound: bound ?? "",
      value: `${before}${number}${after}`,
      low,
      high,
      slots: Object.fromEntries(slots.map((slot) => [slot.name, get(lists, columns.slots[slot.name])])),
      classes: get(lists, columns.classes),
      flags: columns.flags[at] ?? [],
      correction: columns.correction[at] ?? "",
      subject: columns.subject[at] ?? "",
      factor: text ? { text, bound: limit } : null,
      wrong: "",
    };
  }

  /**
   * What a file of the site holds.
   * @param {string} address
   * @returns {Promise<unknown>}
   */
  async function fetchFile(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  }

  /**
   * All results.
   * @param {string} source
   */
  async function load(source) {
    return decode(/** @type {ResultColumns} */ (await fetchFile(source)));
  }

  /** @type {Map<number, Promise<unknown>>} */
  const blocks = new Map();

  /**
   * What a row of these data was read from.
   * @param {{ block: number, at: number }} proof
   * @param {string} source
   */
  async function findEvidence({ block, at }, source) {
    const address = source.replace("explorer.json", `evidence/${block}.json`);
    const loading = blocks.get(block) ?? fetchFile(address);
    blocks.set(block, loading);
    // who asks again may have it
    loading.catch(() => blocks.delete(block));
    const found = /** @type {Record<number, Omit<Evidence, "told">>} */ (await loading);
    return found[at];
  }

  /**
   * What a row states in a slot, as filters list it.
   * @param {Row} row
   * @param {Slot} slot
   */
  function listStated(row, { name, measuring, linked }) {
    const stated = row.slots[name] ?? [];
    if (stated.length) return stated;
    const unsaid = measuring || LitAtlas.fill.compares(row.form) ? NOT_STATED : NOT_APPLICABLE;
    return linked && row.device ? [row.device, unsaid] : [unsaid];
  }

  /**
   * The classes of what a row was compared with, as filters list them.
   * @param {Row} row
   */
  function listClasses(row) {
    return row.classes.length ? row.classes : [LitAtlas.fill.compares(row.form) ? NOT_STATED : NOT_APPLICABLE];
  }

  const filtered = slots.filter((slot) => slot.filtered);
  /** @type {Record<string, { name: string, list: (row: Row) => string[] }>} */
  const facets = {
    topic: { name: "Topic", list: (row) => row.topics },
    metric: { name: "Metric", list: (row) => [row.metric] },
    form: { name: "Form", list: (row) => [row.form] },
    ...Object.fromEntries(
      filtered.map((slot) => [slot.name, { name: slot.head, list: (/** @type {Row} */ row) => listStated(row, slot) }]),
    ),
    against: { name: "Kind of baseline", list: listClasses },
    year: { name: "Year", list: (row) => [row.date.slice(0, 4) || undated] },
    confidence: { name: "Confidence", list: (row) => [row.confidence] },
  };

  return { load, findEvidence, formatDate, spell, facets };
})();
