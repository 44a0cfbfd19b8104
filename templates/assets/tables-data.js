// The rows of tables: all results from the site's data. `tables-page.js` reads those of a page that is opened from the disk.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.data = (() => {
  const COMPARING = new Set(["ratio", "relative", "difference"]);
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
   * Columns to rows; each distinct list of texts is one object.
   * @param {ResultColumns} data
   * @returns {Results}
   */
  function decode(data) {
    const untold = new Set(data.rows.untold);
    /** @type {Row[]} */
    const rows = [];
    let place = 0;
    data.papers.title.forEach((title, number) => {
      const short = data.papers.slug[number] ?? "";
      const slug = typeof short === "number" ? spell(title).slice(0, short) : short;
      place += data.papers.place[number] ?? 0;
      const topics = data.lists[data.papers.topics[number] ?? 0] ?? [];
      const paper = { slug, title, place, date: data.papers.date[number] ?? "", topics };
      const block = Math.floor(number / data.block);
      for (const end = rows.length + (data.papers.rows[number] ?? 0); rows.length < end; ) {
        const at = rows.length;
        const id = data.rows.id.slice(8 * at, 8 * at + 8);
        rows.push({
          ...paper,
          ...readRow(data, at),
          id,
          wrong: undefined,
          page: `papers/${slug}/index.html#r-${id}`,
          evidence: `papers/${slug}/index.html#${untold.has(at) ? "sources" : `e-${id}`}`,
          proof: { block, at },
        });
      }
    });
    const metrics = Object.fromEntries(Object.values(data.metrics).map(([slug, label]) => [slug, label]));
    return { rows, metrics, topics: data.topics, devices: data.devices, repository: data.repository, complete: true };
  }

  /**
   * What the columns say of one row.
   * @param {ResultColumns} data
   * @param {number} at
   */
  function readRow({ kinds, lists, quotes, metrics, rows: columns }, at) {
    /** @type {<Item>(items: Item[], numbers: number[]) => Item} */
    const get = (items, numbers) => /** @type {any} */ (items[numbers[at] ?? -1]);
    const [name, form, unit, bound, effect, confidence] = get(kinds, columns.kind);
    const [metric, label] = metrics[name] ?? [name, name];
    const low = columns.low[at] ?? NaN;
    const [text, limit = ""] = columns.factor[at] ?? [];
    return {
      quote: get(quotes, columns.quote),
      metric,
      label,
      form,
      unit,
      effect,
      confidence,
      bound: bound ?? "",
      low,
      high: columns.high[at] ?? low,
      baseline: get(lists, columns.baseline),
      hardware: get(lists, columns.hardware),
      dataset: get(lists, columns.dataset),
      model: get(lists, columns.model),
      flags: columns.flags[at] ?? [],
      correction: columns.correction[at] ?? "",
      subject: columns.subject[at] ?? null,
      factor: text ? { text, bound: limit } : null,
    };
  }

  /**
   * All results.
   * @param {string} source
   */
  async function load(source) {
    const answer = await fetch(source);
    if (!answer.ok) throw new Error(`${source}: ${answer.status}`);
    return decode(await answer.json());
  }

  /** @type {Map<number, Promise<Record<number, Evidence>>>} */
  const blocks = new Map();

  /**
   * What a row of these data was read from.
   * @param {{ block: number, at: number }} proof
   * @param {string} source
   */
  async function findEvidence({ block, at }, source) {
    const address = source.replace("explorer.json", `evidence/${block}.json`);
    const loading = blocks.get(block) ?? fetch(address).then((answer) => answer.json());
    blocks.set(block, loading);
    return (await loading)[at];
  }

  /** @param {Row} row */
  const takesBaseline = (row) => COMPARING.has(row.form);

  /**
   * What a row states of a baseline, as filters list it.
   * @param {Row} row
   */
  function listBaselines(row) {
    if (row.baseline.length) return row.baseline;
    return [takesBaseline(row) ? NOT_STATED : NOT_APPLICABLE];
  }

  /** @type {Record<string, (row: Row) => string[]>} */
  const facets = {
    topic: (row) => row.topics,
    hardware: (row) => (row.hardware.length ? row.hardware : [NOT_STATED]),
    metric: (row) => [row.metric],
    form: (row) => [row.form],
    baseline: listBaselines,
    year: (row) => [row.date.slice(0, 4) || "undated"],
    confidence: (row) => [row.confidence],
  };

  return { load, findEvidence, facets, takesBaseline };
})();
