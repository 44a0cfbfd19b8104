// All results, from the site's data: columns to filter and sort by, and rows to draw, each file when it is needed.
// `tables-page.js` reads those of a page that is opened from the disk.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.data = (() => {
  const { slots, units, gap, dash, months, undated, paths } = LitAtlasLayout;

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
   * The rows of a file; each distinct list of texts is one object.
   * @param {ResultColumns} data
   * @returns {Row[]}
   */
  function decode(data) {
    const untold = new Set(data.rows.untold);
    const noted = new Set(data.papers.noted);
    const sentence = [...data.rows.sentence];
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
      for (const end = rows.length + (data.papers.rows[number] ?? 0); rows.length < end; ) {
        const at = rows.length;
        const id = data.rows.id.slice(8 * at, 8 * at + 8);
        const words = data.rows.words[at];
        const elsewhere = words && data.papers.address[number];
        const source = elsewhere ? `${elsewhere}#:~:text=${words}` : `${page}#sources`;
        const evidence = untold.has(at) ? source : `${page}#e-${id}`;
        const row = readRow(data, at);
        const isSilent = slots.some((slot) => slot.linked && !row.slots[slot.name]?.length);
        const found = { id, page: `${page}#r-${id}`, evidence, proof: readProof(data, at, sentence) };
        rows.push({ ...paper, ...row, ...found, device: isSilent ? device : "" });
      }
    });
    return rows;
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
  function readRow({ kinds, lists, quotes, metrics, systems, rows: columns }, at) {
    /** @type {<Item>(items: Item[], numbers: number[] | undefined) => Item} */
    const get = (items, numbers) => /** @type {any} */ (items[numbers?.[at] ?? -1]);
    const [name, form, unit, bound, effect, confidence] = get(kinds, columns.kind);
    const low = columns.low[at] ?? NaN;
    const high = columns.high[at] ?? low;
    const [before, after] = units[unit] ?? ["", gap + unit];
    const number = columns.number[at] ?? (high === low ? low : `${low}${dash}${high}`);
    const [text, , limit = ""] = columns.factor[at] ?? [];
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
      systems,
      flags: columns.flags[at] ?? [],
      correction: columns.correction[at] ?? "",
      subject: columns.subject[at] ?? "",
      factor: text ? { text, bound: limit } : null,
      wrong: "",
    };
  }

  /**
   * Where what a row was read from stands.
   * @param {ResultColumns} data
   * @param {number} at
   * @param {number[]} sentence what is left of the numbers of all rows' sentences
   * @returns {Exclude<Row["proof"], Element>}
   */
  function readProof({ sources, rows: columns }, at, sentence) {
    const source = columns.source[at];
    const said = columns.said[at] ?? [];
    const formula = columns.factor[at]?.[1] ?? "";
    const found = { formula, said, isTitle: columns.titled.includes(at) };
    if (source !== undefined) return { ...found, source: sources[source] ?? "", place: [] };
    return { ...found, source: "", place: sentence.splice(0, 4) };
  }

  /** What a file of the site holds, fetched once. */
  const load = LitAtlas.parts.once((address) => {
    return LitAtlas.parts.fetchFile(address, (answer) => /** @type {Promise<unknown>} */ (answer.json()));
  });

  /**
   * All results of the site.
   * @param {string} address of the index
   * @returns {Promise<Source>}
   */
  async function open(address) {
    const index = /** @type {ResultIndex} */ (await load(address));
    const folder = address.replace(/\.json$/, "/");
    const { topics, devices, repository } = index;
    let next = { number: 0, row: 0, paper: 0 };
    const parts = index.parts.map(([papers, rows]) => {
      const part = next;
      next = { number: part.number + 1, row: part.row + rows, paper: part.paper + papers };
      return part;
    });
    /** @param {string} name */
    const read = (name) => readColumn(index, `${folder}columns/`, name);
    /** @param {number[]} wanted */
    const list = (wanted) => listRows(parts, `${folder}rows/`, wanted);
    return { size: index.rows, topics, devices, repository, complete: true, read, list };
  }

  /**
   * What all rows say of one thing.
   * @param {ResultIndex} index
   * @param {string} folder
   * @param {string} name
   * @returns {Promise<StoredColumn>}
   */
  async function readColumn(index, folder, name) {
    const [numbers, isOfPapers] = index.columns[name] ?? [[]];
    const found = await Promise.all(numbers.map((number) => load(`${folder}${number}.json`)));
    const pieces = found.map((file) => /** @type {Record<string, [unknown[], number[]]>} */ (file)[name] ?? [[], []]);
    const column = { values: pieces.flatMap(([said]) => said), numbers: pieces.flatMap(([, own]) => own) };
    if (name === "paper") return { values: [], numbers: repeat(column.numbers) };
    if (!isOfPapers) return column;
    const papers = await readColumn(index, folder, "paper");
    const coded = column.numbers;
    const values = name === "slug" ? await spellSlugs(index, folder, column.values) : column.values;
    return { values, numbers: coded.length ? papers.numbers.map((number) => coded[number] ?? 0) : papers.numbers };
  }

  /**
   * Numbers from 0, each as often as is said.
   * @param {number[]} counts
   */
  const repeat = (counts) => counts.flatMap((count, number) => Array.from({ length: count }, () => number));

  /**
   * The slugs of papers, which their titles spell.
   * @param {ResultIndex} index
   * @param {string} folder
   * @param {unknown[]} slugs
   */
  async function spellSlugs(index, folder, slugs) {
    const { values } = await readColumn(index, folder, "title");
    return slugs.map((slug, i) => (typeof slug === "number" ? spell(String(values[i])).slice(0, slug) : slug));
  }

  /** @type {Map<number, Promise<Row[]>>} */
  const drawn = new Map();

  /**
   * Rows by their numbers.
   * @param {Part[]} parts
   * @param {string} folder
   * @param {number[]} wanted
   */
  async function listRows(parts, folder, wanted) {
    const places = wanted.map((row) => parts.findLast((part) => part.row <= row));
    for (const part of new Set(places)) {
      if (!part || drawn.has(part.number)) continue;
      const reading = load(`${folder}${part.number}.json`).then((file) => decode(/** @type {ResultColumns} */ (file)));
      drawn.set(part.number, reading);
      reading.catch(() => drawn.delete(part.number));
    }
    const rows = await Promise.all(
      places.map(async (part, i) => part && (await drawn.get(part.number))?.[(wanted[i] ?? 0) - part.row]),
    );
    return rows.filter((row) => row !== undefined);
  }

  const filtered = slots.filter((slot) => slot.filtered);
  /** @type {Record<string, string>} */
  // the heads of filters
  const facets = {
    topic: "Topic",
    metric: "Metric",
    form: "Form",
    ...Object.fromEntries(filtered.map(({ name, head }) => [name, head])),
    against: "Kind of baseline",
    year: "Year",
    confidence: "Confidence",
  };

  return { open, formatDate, spell, facets };
})();
