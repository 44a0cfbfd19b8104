// The rows of tables: all results from the site's data, or, where pages are opened from the disk, those that stand on the page.
"use strict";

globalThis.LitAtlas ??= {};

/**
 * A row: slug, title, place (in the bibliography, from 0), date, topics (ids) of its paper; id, metric (slug), label, form, unit, bound, effect, confidence,
 * low, high, baseline, hardware, dataset, model, flags (lists), correction (confirmed, changed, added or empty), subject (or null), factor ({text, bound} or null), and the
 * links page (of the paper) and evidence, relative to the site's root or absolute. From the disk also wrong, where to report it.
 */
LitAtlas.data = (() => {
  const COMPARING = new Set(["ratio", "relative", "difference"]);
  const NOT_STATED = "not stated";
  const NOT_APPLICABLE = "does not apply";

  /** The slug that a title spells; the data hold only how many of its letters count. */
  function spell(title) {
    return title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  }

  /** Columns to rows; each distinct list of texts is one object. */
  function decode(data) {
    const { papers, kinds, lists, quotes, metrics, rows: columns } = data;
    const untold = new Set(columns.untold);
    const rows = [];
    let place = 0;
    papers.title.forEach((title, number) => {
      const short = papers.slug[number];
      const slug = typeof short === "number" ? spell(title).slice(0, short) : short;
      place += papers.place[number];
      const paper = { slug, title, place, date: papers.date[number], topics: lists[papers.topics[number]] };
      for (const end = rows.length + papers.rows[number]; rows.length < end; ) {
        const at = rows.length;
        const [name, form, unit, bound, effect, confidence] = kinds[columns.kind[at]];
        const [metric, label, better] = metrics[name];
        const id = columns.id.slice(8 * at, 8 * at + 8);
        const [text, limit] = columns.factor[at] ?? [];
        rows.push({
          ...paper, id, at, quote: quotes[columns.quote[at]], block: Math.floor(number / data.block), metric, label, better, form, unit, effect, confidence,
          bound: bound ?? "", low: columns.low[at], high: columns.high[at] ?? columns.low[at],
          baseline: lists[columns.baseline[at]], hardware: lists[columns.hardware[at]], dataset: lists[columns.dataset[at]],
          model: lists[columns.model[at]], flags: columns.flags[at] ?? [], correction: columns.correction[at] ?? "", subject: columns.subject[at] ?? null,
          factor: text ? { text, bound: limit ?? "" } : null,
          page: `papers/${slug}/index.html#r-${id}`,
          evidence: `papers/${slug}/index.html#${untold.has(at) ? "sources" : `e-${id}`}`,
        });
      }
    });
    return { rows, metrics: nameMetrics(metrics), topics: data.topics, devices: data.devices, repository: data.repository, complete: true };
  }

  function nameMetrics(metrics) {
    return Object.fromEntries(Object.values(metrics).map(([slug, label]) => [slug, label]));
  }

  /** What is on the page itself, read from the cells of its tables. */
  function readPage(root) {
    const metrics = {};
    const rows = [...document.querySelectorAll(".served tr[data-low]")].map((line) => readLine(line, metrics, root));
    return { rows, metrics, topics: {}, devices: {}, repository: null, complete: false };
  }

  function readLine(line, metrics, root) {
    const cell = (name) => line.querySelector(`[data-label="${name}"]`);
    const items = (name) => [...cell(name).querySelectorAll("a, span:not(.unsaid, .hidden)")].map((item) => item.textContent);
    const link = line.querySelector(".what a");
    const strip = (href) => (href.startsWith(root) ? href.slice(root.length) : href);
    const [, slug, id] = link.getAttribute("href").match(/papers\/([^/]+)\/index\.html#r-(\w+)$/);
    const { metric, form, unit } = (line.dataset.metric ? line : line.closest("table")).dataset;
    const { low, high } = line.dataset;
    const factor = line.querySelector(".derived");
    const bound = (element) => element?.querySelector("small.bound")?.textContent ?? "";
    const label = cell("Metric")?.querySelector("a")?.textContent ?? metric.replaceAll("-", " ");
    metrics[metric] = label;
    return {
      slug, id, title: link.textContent, date: line.querySelector("time")?.dateTime ?? "", topics: [], quote: line.querySelector("q").textContent,
      metric, label, form, unit: unit ?? "", bound: bound(line.querySelector("a.v")), low: Number(low), high: Number(high ?? low),
      effect: line.querySelector("a.v").classList.contains("better") ? "better" : line.querySelector("a.worse") ? "worse" : null,
      confidence: line.querySelector(".sure").firstChild.data, subject: line.querySelector(".quoted span")?.textContent ?? null,
      baseline: items("Compared with"), hardware: items("Hardware"), dataset: items("Data set or task"), model: items("Model"),
      flags: [...line.querySelectorAll(".flag")].map((flag) => flag.textContent.replace(/^open: /, "")),
      wrong: line.querySelector("a.wrong")?.href, correction: line.querySelector(".by > :last-child")?.textContent ?? "",
      factor: factor && { text: factor.querySelector("i").textContent, bound: bound(factor) },
      page: strip(link.getAttribute("href")), evidence: strip(line.querySelector("a.v").getAttribute("href")),
      shown: line.querySelector(".evidence"),
    };
  }

  /** All results, fetched once; from the disk those of the page. */
  async function load(source, root) {
    if (location.protocol === "file:") return readPage(root);
    const answer = await fetch(source);
    if (!answer.ok) throw new Error(`${source}: ${answer.status}`);
    return decode(await answer.json());
  }

  const blocks = new Map();

  /** What a row was read from: {quote, context?, source?, formula?, said?}. */
  async function findEvidence(row, source) {
    if (!blocks.has(row.block)) {
      const address = source.replace("explorer.json", `evidence/${row.block}.json`);
      blocks.set(row.block, fetch(address).then((answer) => answer.json()));
    }
    return (await blocks.get(row.block))[row.at];
  }

  /** What a row states of a baseline, as filters list it. */
  function listBaselines(row) {
    if (row.baseline.length) return row.baseline;
    return [COMPARING.has(row.form) ? NOT_STATED : NOT_APPLICABLE];
  }

  const facets = {
    topic: (row) => row.topics,
    hardware: (row) => (row.hardware.length ? row.hardware : [NOT_STATED]),
    metric: (row) => [row.metric],
    form: (row) => [row.form],
    baseline: listBaselines,
    year: (row) => [row.date.slice(0, 4) || "undated"],
    confidence: (row) => [row.confidence],
  };

  return { load, findEvidence, facets, takesBaseline: (row) => COMPARING.has(row.form) };
})();
