// The cells of a table as elements. They are those of the macros in macros.html: change both. Texts stay texts.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.cells = (() => {
  /** @type {Record<string, string>} */
  const FORMS = { ratio: "times", relative: "relative change", difference: "difference", fraction: "share", absolute: "value" };
  const CLOSE = new Set(["×", "", "°"]);
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

  /**
   * An element with attributes, listeners (by `on…`) and children; what is null or false is left out.
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {Record<string, string | number | boolean | null | undefined | ((event: any) => unknown)>} attributes
   * @param {(Child | Child[])[]} children
   */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      const isGiven = value !== null && value !== undefined && value !== false;
      if (typeof value === "function") element.addEventListener(key.slice(2), value);
      else if (isGiven) element.setAttribute(key, value === true ? "" : String(value));
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  const numbers = new Intl.NumberFormat("en-US", { maximumFractionDigits: 10 });

  /** @param {number} value */
  function formatNumber(value) {
    if (Math.abs(value) >= 1e15) return value.toPrecision(6);
    const text = numbers.format(value);
    return Number(text) === 0 && value !== 0 ? value.toPrecision(3) : text;
  }

  /** @param {Row} row */
  function formatValue(row) {
    const text = row.high === row.low ? formatNumber(row.low) : `${formatNumber(row.low)}–${formatNumber(row.high)}`;
    if (row.unit === "$") return `$${text}`;
    return text + (CLOSE.has(row.unit) ? "" : "\u202f") + row.unit;
  }

  /** @param {string} iso */
  function formatDate(iso) {
    const [year, month, day] = iso.split("-");
    return [day && Number(day), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
  }

  const drawUnsaid = () => make("i", {}, "not stated");

  /** @param {Node[]} parts */
  const join = (parts) => parts.flatMap((part, number) => (number ? [", ", part] : [part]));

  /** @param {string[]} texts */
  const listTexts = (texts) => (texts.length ? join(texts.map((text) => make("span", {}, text))) : [drawUnsaid()]);

  /** @param {Row} row */
  function drawBaseline(row) {
    if (row.baseline.length || LitAtlas.data.takesBaseline(row)) return listTexts(row.baseline);
    return [
      make("span", { class: "unsaid", title: "does not apply" }, "—", make("span", { class: "hidden" }, " does not apply")),
    ];
  }

  /**
   * @param {Row} row
   * @param {CellContext} context
   */
  function listDevices(row, context) {
    if (!row.hardware.length) return [drawUnsaid()];
    const links = row.hardware.map((name) => {
      const slug = context.devices[name]?.[0];
      return make("a", { href: `${context.root}hardware/${slug ? `${slug}/` : ""}index.html` }, name);
    });
    return join(links);
  }

  /** @param {string} bound */
  const drawBound = (bound) => bound && [make("small", { class: "bound" }, bound), " "];

  /** @param {Row} row */
  function drawFactor({ factor }) {
    if (!factor) return null;
    const parts = [make("i", {}, factor.text), " ", make("small", {}, "derived")];
    return make("span", { class: "derived" }, "≙ ", drawBound(factor.bound), ...parts);
  }

  /**
   * @param {Row} row
   * @param {CellContext} context
   * @param {string | null} described the id of the text that describes it
   */
  function drawNumber(row, context, described) {
    const attributes = { class: `v ${row.effect ?? ""}`, href: context.root + row.evidence, "aria-describedby": described };
    const number = make("a", attributes, drawBound(row.bound), make("b", {}, formatValue(row)));
    const better = row.effect && make("span", { class: "hidden" }, " better");
    return [number, row.effect === "worse" ? make("em", { class: "worse" }, "worse") : better, drawFactor(row)];
  }

  /**
   * @param {Row} row
   * @param {CellContext} context
   */
  function drawValue(row, context) {
    const id = `ev-${row.slug}-${row.id}`;
    return [...drawNumber(row, context, id), make("div", { class: "evidence", role: "tooltip", id })];
  }

  /**
   * The box that chooses a paper.
   * @param {string} slug
   * @param {string} title
   * @param {CellContext} context
   */
  function drawBox(slug, title, context) {
    const box = make("input", { type: "checkbox", class: "choose", "aria-label": `Compare: ${title}`, value: slug });
    box.addEventListener("change", () => context.choose(slug, box.checked));
    box.checked = context.chosen.has(slug);
    return box;
  }

  /**
   * @param {Row} row
   * @param {CellContext} context
   */
  function drawPaper(row, context) {
    const quoted = row.subject && make("small", { class: "quoted" }, "value of ", make("span", {}, row.subject), ", quoted");
    return [drawBox(row.slug, row.title, context), make("a", { href: context.root + row.page }, row.title), quoted];
  }

  /**
   * @param {Row} row
   * @param {CellContext} context
   */
  function drawMetric(row, context) {
    const link = make("a", { href: `${context.root}metrics/${row.metric}/index.html` }, row.label);
    return [link, " ", make("small", {}, FORMS[row.form])];
  }

  /** @type {Record<string, string>} */
  const SIGNS = { confirmed: "✓", changed: "✎", added: "+" };

  /**
   * What people did to a row, as a mark.
   * @param {Row} row
   */
  function drawCorrection({ correction }) {
    if (!correction) return [];
    const sign = make("span", { "aria-hidden": "true" }, SIGNS[correction]);
    return [" ", make("small", { class: "by" }, sign, " ", make("span", {}, correction))];
  }

  /**
   * The link to report a row, where the review names its repository.
   * @param {Row} row
   * @param {CellContext} context
   */
  function drawReport(row, { repository }) {
    const href = repository ? LitAtlas.report.format(row, repository) : row.wrong;
    if (!href) return [];
    const attributes = { class: "wrong", href, rel: "external", "aria-label": `wrong? ${formatValue(row)} ${row.label}` };
    return [" ", make("small", {}, make("a", attributes, "wrong?"))];
  }

  /**
   * @param {Row} row
   * @param {CellContext} context
   */
  function drawEvidence(row, context) {
    const flags = row.flags.map((flag) => make("small", { class: "flag" }, `open: ${flag}`));
    const hidden = make("span", { class: "hidden" }, " confidence");
    const sure = make("small", { class: `sure ${row.confidence}` }, row.confidence, hidden);
    return [make("q", {}, row.quote), " ", sure, ...flags, ...drawCorrection(row), ...drawReport(row, context)];
  }

  /** @param {Row} row */
  const drawDate = ({ date }) => [
    date ? make("time", { datetime: date }, formatDate(date)) : make("span", { class: "undated" }, "undated"),
  ];

  /** @type {Column[]} */
  const COLUMNS = [
    { id: "value", name: "Value", cell: drawValue, class: "v" },
    { id: "paper", name: "Paper", cell: drawPaper, class: "what", header: true },
    { id: "metric", name: "Metric", cell: drawMetric },
    { id: "baseline", name: "Compared with", cell: drawBaseline },
    { id: "hardware", name: "Hardware", cell: listDevices },
    { id: "dataset", name: "Data set or task", cell: (row) => listTexts(row.dataset) },
    { id: "model", name: "Model", cell: (row) => listTexts(row.model) },
    { id: "date", name: "Date", cell: drawDate },
    { id: "confidence", name: "Evidence", cell: drawEvidence },
  ];

  /**
   * A row of the table with the cells of these columns; `again` where the row above is of the same paper.
   * @param {Row} row
   * @param {Column[]} columns
   * @param {CellContext} context
   * @param {boolean} again
   */
  function drawRow(row, columns, context, again) {
    const cells = columns.map((column) => {
      const role = column.header ? "rowheader" : "cell";
      const named = { class: column.class, "data-label": column.class ? null : column.name };
      return make(column.header ? "th" : "td", { role, scope: column.header && "row", ...named }, ...column.cell(row, context));
    });
    const line = make("tr", { role: "row", class: again && "again" }, cells);
    for (const event of ["pointerenter", "focusin"]) line.addEventListener(event, () => context.explain(row, line));
    return line;
  }

  /**
   * Fills a row's evidence, once it is known.
   * @param {Element} box
   * @param {Row} row
   * @param {Evidence} known
   */
  function fillEvidence(box, row, known) {
    const words = known.context
      ? make("p", {}, known.context[0], make("mark", {}, known.context[1]), known.context[2])
      : make("p", {}, "Read as ", make("mark", {}, known.quote), known.source ? ` in ${known.source}` : "");
    const derived = row.factor && known.formula && `${row.factor.bound} ${row.factor.text} = ${known.formula}`;
    const factor = derived ? [make("p", {}, make("b", {}, "Derived: "), derived)] : [];
    const sure = make("p", {}, make("b", {}, "Confidence: "), [row.confidence, ...row.flags].join("; "));
    box.replaceChildren(words, ...factor, sure, ...(known.said ?? []).map((text) => make("p", {}, text)));
  }

  return { make, formatValue, drawNumber, drawBox, drawRow, fillEvidence, COLUMNS, FORMS };
})();
