// The cells of a table as elements. They are those of the macros in macros.html: change both. Texts stay texts.
"use strict";

LitAtlas.cells = (() => {
  const FORMS = { ratio: "times", relative: "relative change", difference: "difference", fraction: "share", absolute: "value" };
  const CLOSE = new Set(["×", "", "°"]);
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

  /** An element with attributes and children; what is null or false is left out. */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  const numbers = new Intl.NumberFormat("en-US", { maximumFractionDigits: 10 });

  function formatNumber(value) {
    if (Math.abs(value) >= 1e15) return value.toPrecision(6);
    const text = numbers.format(value);
    return Number(text) === 0 && value !== 0 ? value.toPrecision(3) : text;
  }

  function formatValue(row) {
    const text = row.high === row.low ? formatNumber(row.low) : `${formatNumber(row.low)}–${formatNumber(row.high)}`;
    if (row.unit === "$") return `$${text}`;
    return text + (CLOSE.has(row.unit) ? "" : "\u202f") + row.unit;
  }

  function formatDate(iso) {
    const [year, month, day] = iso.split("-");
    return iso ? [day && Number(day), month && MONTHS[month - 1], year].filter(Boolean).join(" ") : "undated";
  }

  const unsaid = () => make("i", {}, "not stated");

  function join(parts) {
    return parts.flatMap((part, number) => (number ? [", ", part] : [part]));
  }

  const listTexts = (texts) => (texts.length ? join(texts.map((text) => make("span", {}, text))) : [unsaid()]);

  function over(row) {
    if (row.baseline.length || LitAtlas.data.takesBaseline(row)) return listTexts(row.baseline);
    return [make("span", { class: "unsaid", title: "does not apply" }, "—", make("span", { class: "hidden" }, " does not apply"))];
  }

  function listDevices(row, context) {
    if (!row.hardware.length) return [unsaid()];
    return join(
      row.hardware.map((name) => {
        const slug = context.devices[name]?.[0];
        return make("a", { href: `${context.root}hardware/${slug ? `${slug}/` : ""}index.html` }, name);
      }),
    );
  }

  const say = (bound) => bound && [make("small", { class: "bound" }, bound), " "];

  function derived(row) {
    if (!row.factor) return null;
    return make("span", { class: "derived" }, "≙ ", say(row.factor.bound), make("i", {}, row.factor.text), " ", make("small", {}, "derived"));
  }

  function value(row, context) {
    const id = `ev-${row.slug}-${row.id}`;
    const number = make(
      "a",
      { class: `v ${row.effect ?? ""}`, href: context.root + row.evidence, "aria-describedby": id },
      say(row.bound), make("b", {}, formatValue(row)),
    );
    const note = row.effect === "worse" ? make("em", { class: "worse" }, "worse") : row.effect && make("span", { class: "hidden" }, " better");
    return [number, note, derived(row), make("div", { class: "evidence", role: "tooltip", id })];
  }

  function paper(row, context) {
    const quoted = row.subject && make("small", { class: "quoted" }, "value of ", make("span", {}, row.subject), ", quoted");
    const box = make("input", {
      type: "checkbox", class: "choose", "aria-label": `Compare: ${row.title}`, value: row.slug,
      onchange: (event) => context.choose(row.slug, event.target.checked),
    });
    box.checked = context.chosen.has(row.slug);
    return [box, make("a", { href: context.root + row.page }, row.title), quoted];
  }

  function metric(row, context) {
    return [make("a", { href: `${context.root}metrics/${row.metric}/index.html` }, row.label), " ", make("small", {}, FORMS[row.form])];
  }

  const SIGNS = { confirmed: "✓", changed: "✎", added: "+" };

  /** What people did to a row, as a mark. */
  function by(row) {
    if (!row.correction) return [];
    return [" ", make("small", { class: "by" }, make("span", { "aria-hidden": "true" }, SIGNS[row.correction]), " ", make("span", {}, row.correction))];
  }

  const ROOM = { title: 46, paper: 300, row: 20, value: 450, evidence: 450 }; // as in corrections_links.py

  /** A text that takes no more than so many letters of an address. */
  function fit(text, room) {
    const letters = [...text.toWellFormed()];
    const isFitting = (shown) => new URLSearchParams({ t: shown }).toString().length - 2 <= room;
    let shown = letters.join("");
    for (let end = Math.min(letters.length, room); !isFitting(shown); end -= 1) shown = `${letters.slice(0, end).join("").trimEnd()}…`;
    return shown;
  }

  function describe(row) {
    const lists = [["over", row.baseline], ["on", row.hardware], ["data", row.dataset], ["model", row.model]];
    const named = lists.filter(([, texts]) => texts.length).map(([name, texts]) => `${name} ${texts.join(", ")}`);
    const own = `${row.bound} ${formatValue(row)} ${row.label} (${FORMS[row.form]})`.trim();
    return [own, ...named, ...(row.subject ? [`value of ${row.subject}`] : [])].join(", ");
  }

  /** The link to an issue about a row, where the review names its repository. */
  function report(row, { repository }) {
    let href = row.wrong;
    if (repository) {
      const fields = { title: `Correction: ${row.title}`, paper: row.slug, row: row.id, value: describe(row), evidence: row.quote };
      const fitting = Object.entries(fields).map(([name, text]) => [name, fit(text, ROOM[name])]);
      href = `${repository}/issues/new?${new URLSearchParams([["template", "correction.yml"], ...fitting])}`;
    }
    if (!href) return [];
    const named = { href, rel: "external", "aria-label": `wrong? ${formatValue(row)} ${row.label}` };
    return [" ", make("small", {}, make("a", { class: "wrong", ...named }, "wrong?"))];
  }

  function evidence(row, context) {
    const flags = row.flags.map((flag) => make("small", { class: "flag" }, `open: ${flag}`));
    return [make("q", {}, row.quote), " ", make("small", { class: `sure ${row.confidence}` }, row.confidence, make("span", { class: "hidden" }, " confidence")), ...flags, ...by(row), ...report(row, context)];
  }

  const date = (row) => [row.date ? make("time", { datetime: row.date }, formatDate(row.date)) : make("span", { class: "undated" }, "undated")];

  const COLUMNS = [
    { id: "value", name: "Value", cell: value, class: "v" },
    { id: "paper", name: "Paper", cell: paper, class: "what", header: true },
    { id: "metric", name: "Metric", cell: metric },
    { id: "baseline", name: "Compared with", cell: over },
    { id: "hardware", name: "Hardware", cell: listDevices },
    { id: "dataset", name: "Data set or task", cell: (row) => listTexts(row.dataset) },
    { id: "model", name: "Model", cell: (row) => listTexts(row.model) },
    { id: "date", name: "Date", cell: date },
    { id: "confidence", name: "Evidence", cell: evidence },
  ];

  /** A row of the table with the cells of these columns; `again` where the row above is of the same paper. */
  function drawRow(row, columns, context, again) {
    const cells = columns.map((column) =>
      make(
        column.header ? "th" : "td",
        {
          role: column.header ? "rowheader" : "cell", scope: column.header && "row", class: column.class,
          "data-label": column.class ? null : column.name,
        },
        column.cell(row, context),
      ),
    );
    return make("tr", { role: "row", class: again && "again", onpointerenter: (event) => context.explain(row, event.currentTarget), onfocusin: (event) => context.explain(row, event.currentTarget) }, cells);
  }

  /** Fill a row's evidence, once it is known. */
  function fillEvidence(box, row, known) {
    const words = known.context
      ? make("p", {}, known.context[0], make("mark", {}, known.context[1]), known.context[2])
      : make("p", {}, "Read as ", make("mark", {}, known.quote), known.source ? ` in ${known.source}` : "");
    const factor = known.formula && make("p", {}, make("b", {}, "Derived: "), `${row.factor.bound} ${row.factor.text} = ${known.formula}`);
    box.replaceChildren(words, ...[factor].filter(Boolean), make("p", {}, make("b", {}, "Confidence: "), [row.confidence, ...row.flags].join("; ")), ...(known.said ?? []).map((text) => make("p", {}, text)));
  }

  return { make, formatValue, formatDate, drawRow, fillEvidence, COLUMNS, FORMS };
})();
