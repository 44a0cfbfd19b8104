// What is shown, as a file: CSV (RFC 4180), JSON, BibTeX, LaTeX. Each names the page that it comes from.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.save = (() => {
  const { forms, slots } = LitAtlasLayout;
  const { columns: all, compares, make } = LitAtlas.fill;
  /** @type {Record<string, string>} */
  const LATEX = {
    "\\": "\\textbackslash{}",
    "{": "\\{",
    "}": "\\}",
    "^": "\\textasciicircum{}",
    "~": "\\textasciitilde{}",
    "<": "\\textless{}",
    ">": "\\textgreater{}",
    "|": "\\textbar{}",
    "`": "\\textasciigrave{}",
    "×": "$\\times$",
    "≙": "$\\widehat{=}$",
    "–": "--",
    "−": "$-$",
    "\u202f": "\\,",
    µ: "$\\mu$",
    "°": "$^\\circ$",
  };

  /** @typedef {Record<string, string | number | string[]>} Fields what a file says of a row */

  /**
   * What a row states in a slot; of a slot of one value, that.
   * @param {Row} row
   * @param {string} name
   * @param {boolean} many
   */
  const listStated = ({ slots: stated }, name, many) => (many ? (stated[name] ?? []) : (stated[name]?.[0] ?? ""));

  /**
   * The fields of a slot: what the row states, and what is known beside it.
   * @param {Row} row
   * @param {Slot} slot
   * @returns {Fields}
   */
  function describeSlot(row, { name, key, many, linked }) {
    const stated = { [key]: listStated(row, name, many) };
    if (linked) return { ...stated, paper_device: row.device };
    return name === "baseline" ? { ...stated, baseline_class: row.classes } : stated;
  }

  /**
   * The fields that a column stands for.
   * @param {Row} row
   * @param {URL} site
   * @returns {Record<string, Fields>}
   */
  function describe(row, site) {
    const factor = row.factor ? `${row.factor.bound} ${row.factor.text}`.trim() : "";
    const { bound, low, high, unit } = row;
    const evidence = new URL(row.evidence, site).href;
    return {
      value: { bound, low, high, unit, effect: row.effect, derived_factor: factor, value_of: row.subject },
      paper: { paper: row.slug, title: row.title },
      metric: { metric: row.label, form: row.form },
      ...Object.fromEntries(slots.map((slot) => [slot.name, describeSlot(row, slot)])),
      date: { date: row.date },
      confidence: { confidence: row.confidence, open_questions: row.flags, evidence, correction: row.correction },
    };
  }

  /**
   * @param {Shown} shown
   * @returns {Fields[]}
   */
  function select({ rows, columns, site }) {
    return rows.map((row) => {
      const described = describe(row, site);
      return Object.fromEntries(columns.flatMap((id) => Object.entries(described[id] ?? {})));
    });
  }

  // Texts that spreadsheets would run as formulas; the apostrophe makes them texts. As `export/cells.py` has it.
  const FORMULA = /^\s*(?:[=@\t\r＝＋－＠]|[+-](?!\d[\d.,\s]*[%×x]?$))/;

  // Names that spreadsheets turn into a number, a day or a truth: `2048`, `1e5`, `1-2`, `sept1`, `true`.
  const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}";
  const RECAST = new RegExp(
    `^(?:[\\d.,]+(?:e\\d+)?|\\d+(?:[-/.:]\\d+)+|true|false|(?:\\d+[-/ ]?)?${MONTH}[-/ ]?\\d+|\\d+[-/ ]?${MONTH})$`,
    "i",
  );

  /**
   * @param {string | number | string[] | undefined} value
   * @param {string} name of the column
   */
  function quote(value = "", name = "") {
    const joined = Array.isArray(value) ? value.join("; ") : String(value);
    const isDisarmed = typeof value !== "number" && (FORMULA.test(joined) || (name === "paper" && RECAST.test(joined)));
    const text = isDisarmed ? `'${joined}` : joined;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  /** @param {Shown} shown */
  function formatCsv(shown) {
    const items = select(shown).map((item) => ({ ...item, source_page: shown.page }));
    const names = Object.keys(items[0] ?? { source_page: shown.page });
    const lines = [
      names.map((name) => quote(name)),
      ...items.map((/** @type {Fields} */ item) => names.map((name) => quote(item[name], name))),
    ];
    // The mark tells spreadsheets that it is UTF-8.
    return `\ufeff${lines.map((line) => `${line.join(",")}\r\n`).join("")}`;
  }

  /** @param {Shown} shown */
  function formatJson(shown) {
    return `${JSON.stringify({ source_page: shown.page, results: select(shown) }, null, 1)}\n`;
  }

  /**
   * @param {string} text
   * @param {Record<string, string>} letters beyond ASCII, and what LaTeX writes for them
   */
  function escapeLatex(text, letters = {}) {
    const apart = text.normalize("NFC").replace(/([-'])(?=\1)/g, "$1\u2060");
    const escaped = apart.replace(/[\\{}^~<>|`&%$#_]|[^\0-\x7f]/gu, (letter) => {
      const known = letters[letter] ?? LATEX[letter];
      return known ?? (letter < "\x7f" ? `\\${letter}` : letter);
    });
    return escaped.replaceAll("\u2060", "{}");
  }

  /**
   * A file of the site's data; none where it cannot be read, as from the disk.
   * @param {URL} site
   * @param {string} path
   */
  async function read(site, path) {
    if (location.protocol === "file:") return "";
    return LitAtlas.parts.fetchFile(new URL(`data/${path}`, site).href, (answer) => answer.text()).catch(() => "");
  }

  /** @typedef {{ escapes: Record<string, string>, definitions: string[] }} Letters */

  /**
   * How LaTeX writes the review's letters, and what it has to be told before.
   * @param {URL} site
   * @returns {Promise<Letters>}
   */
  async function readLetters(site) {
    const text = await read(site, "letters.json");
    return text ? /** @type {Letters} */ (JSON.parse(text)) : { escapes: {}, definitions: [] };
  }

  /** @typedef {{ head: Set<string>, entries: Map<number, string> }} Bibliography what LaTeX is told first; entries by place */

  /** @typedef {{ papers: { files: { bibtex: { path: string, rows: number }[] } } }} DataIndex */

  /**
   * Adds a part of the site's bibliography, whose first entry is that of the paper at `start`.
   * @param {Bibliography} found
   * @param {string} text
   * @param {number} start
   */
  function addPart({ head, entries }, text, start) {
    let place = start;
    for (const piece of text.split(/\n(?=@)/).map((part) => `${part.trimEnd()}\n`)) {
      if (piece.startsWith("@preamble")) head.add(piece);
      else entries.set(place++, piece);
    }
  }

  /**
   * The entries of rows in the site's bibliography, which stands in parts where it is large.
   * @param {URL} site
   * @param {Row[]} rows
   * @returns {Promise<Bibliography>}
   */
  async function readEntries(site, rows) {
    const text = await read(site, "index.json");
    const index = text ? /** @type {DataIndex} */ (JSON.parse(text)) : { papers: { files: { bibtex: [] } } };
    /** @type {Bibliography} */
    const found = { head: new Set(), entries: new Map() };
    let start = 0;
    for (const part of index.papers.files.bibtex) {
      const end = start + part.rows;
      const isNeeded = rows.some(({ place }) => place !== null && place >= start && place < end);
      if (isNeeded) addPart(found, await read(site, part.path), start);
      start = end;
    }
    return found;
  }

  /**
   * @param {Bibliography} bibliography
   * @param {Row} row
   */
  const findEntry = ({ entries }, row) => (row.place === null ? undefined : entries.get(row.place));

  /**
   * What stands where a row states nothing.
   * @param {Row} row
   * @param {string} id of the slot
   */
  function sayUnstated(row, id) {
    const slot = slots.find(({ name }) => name === id);
    if (slot?.linked && row.device) return `(${row.device}, the paper's only device)`;
    return slot?.measuring || compares(row.form) ? "not stated" : "–";
  }

  /**
   * @param {Row} row
   * @param {string} id
   * @param {Bibliography} bibliography
   * @param {Record<string, string>} letters
   */
  function writeCell(row, id, bibliography, letters) {
    const factor = row.factor && `(≙ ${row.factor.bound} ${row.factor.text})`;
    /** @type {Record<string, (string | null)[]>} */
    const texts = {
      value: [row.bound, row.value, factor, row.subject && `[${row.subject}]`],
      paper: [row.title],
      metric: [row.label, `(${forms[row.form]?.[0]})`],
      date: [row.when],
      confidence: [row.confidence],
    };
    const stated = texts[id] ?? [row.slots[id]?.join(", ") || sayUnstated(row, id)];
    const text = escapeLatex(stated.filter(Boolean).join(" "), letters);
    const key = findEntry(bibliography, row)?.match(/^@\w+\{([^,]+),/)?.[1] ?? row.slug;
    return id === "paper" ? `${text}~\\cite{${key}}` : text;
  }

  /** @param {Shown} shown */
  async function formatLatex({ rows, columns, site, page, title }) {
    const [bibliography, { escapes, definitions }] = await Promise.all([readEntries(site, rows), readLetters(site)]);
    const names = columns.map((id) => all.find((column) => column.id === id)?.name ?? id);
    const spec = columns.map((id) => (id === "value" ? "r" : "l")).join("");
    /** @param {string[]} cells */
    const line = (cells) => `${cells.join(" & ")} \\\\`;
    const head = [`% From ${page}`, "% Needs \\usepackage{booktabs}; for long tables take longtable.", ...definitions];
    const caption = `\\caption{${escapeLatex(title, escapes)}}`;
    const begin = ["\\begin{table}", "\\centering", caption, `\\begin{tabular}{${spec}}`, "\\toprule"];
    const body = rows.map((row) => line(columns.map((id) => writeCell(row, id, bibliography, escapes))));
    const end = ["\\bottomrule", "\\end{tabular}", "\\end{table}", ""];
    return [...head, ...begin, line(names.map((name) => escapeLatex(name, escapes))), "\\midrule", ...body, ...end].join("\n");
  }

  /**
   * @param {Row} row
   * @param {URL} site
   */
  function makeEntry(row, site) {
    const year = row.date ? `  year = {${row.date.slice(0, 4)}},\n` : "";
    const address = new URL(row.page, site).href.split("#")[0];
    return `@misc{${row.slug},\n  title = {{${escapeLatex(row.title)}}},\n${year}  howpublished = {${address}},\n}\n`;
  }

  /**
   * The papers' entries as the site's own bibliography has them; where that cannot be read, what the rows say of them.
   * @param {Shown} shown
   */
  async function formatBibtex({ rows, site, page }) {
    const bibliography = await readEntries(site, rows);
    const papers = [...new Map(rows.map((row) => [row.slug, row])).values()];
    const entries = papers.map((row) => findEntry(bibliography, row) ?? makeEntry(row, site));
    return [`% From ${page}\n`, ...bibliography.head, ...entries].join("\n");
  }

  /** @type {Record<string, { name: string, type: string, format: (shown: Shown) => string | Promise<string> }>} */
  const KINDS = {
    csv: { name: "CSV", type: "text/csv", format: formatCsv },
    json: { name: "JSON", type: "application/json", format: formatJson },
    bib: { name: "BibTeX of the papers", type: "application/x-bibtex", format: formatBibtex },
    tex: { name: "LaTeX table (booktabs)", type: "application/x-tex", format: formatLatex },
  };

  /**
   * Hands the browser a file.
   * @param {string} name of its kind
   * @param {Shown} shown
   */
  async function save(name, shown) {
    const kind = KINDS[name];
    if (!kind) return;
    const text = await kind.format(shown);
    const address = URL.createObjectURL(new Blob([text], { type: `${kind.type};charset=utf-8` }));
    make("a", { href: address, download: `results.${name}` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  return { save, KINDS };
})();
