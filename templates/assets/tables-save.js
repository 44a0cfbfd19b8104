// What is shown, as a file: CSV (RFC 4180), JSON, BibTeX, LaTeX. Each names the page that it comes from.
"use strict";

LitAtlas.save = (() => {
  const { formatValue, FORMS, COLUMNS } = LitAtlas.cells;
  const list = (texts) => texts.join("; ");
  const LATEX = {
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}",
    "×": "$\\times$", "≙": "$\\widehat{=}$", "–": "--", "−": "$-$", "\u202f": "\\,", "µ": "$\\mu$", "°": "$^\\circ$",
  };

  /** The fields that a column stands for. */
  function describe(row, site) {
    const factor = row.factor ? `${row.factor.bound} ${row.factor.text}`.trim() : "";
    return {
      value: { bound: row.bound, low: row.low, high: row.high, unit: row.unit, effect: row.effect ?? "", derived_factor: factor, value_of: row.subject ?? "" },
      paper: { paper: row.slug, title: row.title },
      metric: { metric: row.label, form: row.form },
      baseline: { compared_with: row.baseline },
      hardware: { hardware: row.hardware },
      dataset: { data_set: row.dataset },
      model: { model: row.model },
      date: { date: row.date },
      confidence: { confidence: row.confidence, open_questions: row.flags, evidence: new URL(row.evidence, site).href, correction: row.correction },
    };
  }

  function select(rows, columns, site) {
    return rows.map((row) => Object.assign({}, ...columns.map((id) => describe(row, site)[id])));
  }

  function quote(value) {
    const text = Array.isArray(value) ? list(value) : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  function formatCsv({ rows, columns, site, page }) {
    const fields = select(rows, columns, site).map((item) => ({ ...item, source_page: page }));
    const names = Object.keys(fields[0] ?? { source_page: page });
    return [names, ...fields.map((item) => names.map((name) => item[name]))].map((line) => `${line.map(quote).join(",")}\r\n`).join("");
  }

  function formatJson({ rows, columns, site, page }) {
    return `${JSON.stringify({ source_page: page, results: select(rows, columns, site) }, null, 1)}\n`;
  }

  function escapeLatex(text) {
    return text.replace(/[\\{}^~×≙–−\u202fµ°]|[&%$#_]/g, (letter) => LATEX[letter] ?? `\\${letter}`);
  }

  /** The entries of the site's bibliography, in the order of `place`; none where they cannot be read, as from the disk. */
  async function readEntries(site) {
    if (location.protocol === "file:") return [];
    try {
      const answer = await fetch(new URL("data/papers.bib", site));
      return answer.ok ? (await answer.text()).split(/\n(?=@)/).map((entry) => `${entry.trimEnd()}\n`) : [];
    } catch {
      return [];
    }
  }

  const findKey = (entry, row) => entry?.match(/^@\w+\{([^,]+),/)?.[1] ?? row.slug;

  function writeCell(row, id, entries) {
    const texts = {
      value: [row.bound, formatValue(row), row.factor && `(≙ ${row.factor.bound} ${row.factor.text})`, row.subject && `[${row.subject}]`],
      paper: [row.title], metric: [row.label, `(${FORMS[row.form]})`], date: [row.date || "undated"], confidence: [row.confidence],
    };
    const stated = texts[id] ?? [row[id].join(", ") || (id === "baseline" && !LitAtlas.data.takesBaseline(row) ? "--" : "not stated")];
    const text = escapeLatex(stated.filter(Boolean).join(" "));
    return id === "paper" ? `${text}~\\cite{${findKey(entries[row.place], row)}}` : text;
  }

  async function formatLatex({ rows, columns, site, page, title }) {
    const entries = await readEntries(site);
    const names = columns.map((id) => COLUMNS.find((column) => column.id === id).name);
    const spec = columns.map((id) => (id === "value" ? "r" : "l")).join("");
    const line = (cells) => `${cells.join(" & ")} \\\\`;
    return [
      `% From ${page}`, "% Needs \\usepackage{booktabs}; for long tables take longtable.", "\\begin{table}", "\\centering",
      `\\caption{${escapeLatex(title)}}`, `\\begin{tabular}{${spec}}`, "\\toprule", line(names.map(escapeLatex)), "\\midrule",
      ...rows.map((row) => line(columns.map((id) => writeCell(row, id, entries)))),
      "\\bottomrule", "\\end{tabular}", "\\end{table}", "",
    ].join("\n");
  }

  function makeEntry(row, site) {
    const year = row.date ? `  year = {${row.date.slice(0, 4)}},\n` : "";
    return `@misc{${row.slug},\n  title = {{${escapeLatex(row.title)}}},\n${year}  howpublished = {${new URL(row.page, site).href.split("#")[0]}},\n}\n`;
  }

  /** The papers' entries as the site's own bibliography has them; where that cannot be read, what the rows say of them. */
  async function formatBibtex({ rows, site, page }) {
    const entries = await readEntries(site);
    const papers = [...new Map(rows.map((row) => [row.slug, row])).values()];
    return [`% From ${page}\n`, ...papers.map((row) => entries[row.place] ?? makeEntry(row, site))].join("\n");
  }

  const KINDS = {
    csv: { name: "CSV", type: "text/csv", format: formatCsv },
    json: { name: "JSON", type: "application/json", format: formatJson },
    bib: { name: "BibTeX of the papers", type: "application/x-bibtex", format: formatBibtex },
    tex: { name: "LaTeX table (booktabs)", type: "application/x-tex", format: formatLatex },
  };

  /** Hand the browser a file. `shown` holds rows, columns (ids), site and page (addresses) and title. */
  async function save(kind, shown) {
    const text = await KINDS[kind].format(shown);
    const address = URL.createObjectURL(new Blob([text], { type: `${KINDS[kind].type};charset=utf-8` }));
    const link = LitAtlas.cells.make("a", { href: address, download: `results.${kind}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  return { save, KINDS };
})();
