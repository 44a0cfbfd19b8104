// Comparison tables that sort, filter, choose columns, compare papers and save what is shown. TanStack Table does the work on rows;
// the page as it was served stays until someone asks for another view of it.
"use strict";

(() => {
  const { make, drawRow, fillEvidence, COLUMNS, FORMS } = LitAtlas.cells;
  const { address, data: source } = LitAtlas;
  const PAGE_SIZE = 100;
  const OPTIONS = 60; // the most values that a filter lists; the others are found by typing
  const SIDE_BY_SIDE = 8;
  const NAMES = { topic: "Topic", hardware: "Hardware", metric: "Metric", form: "Form", baseline: "Compared with", year: "Year", confidence: "Confidence" };
  const SURE = ["high", "medium", "low"];

  const tools = document.querySelector(".tools[data-source]");
  if (!tools) return;
  const served = document.querySelector(".served");
  const { source: file, root, scope } = tools.dataset;
  const start = "start" in tools.dataset;
  const [scopeName, scopeValue] = scope.split("=");
  const title = document.querySelector("h1").textContent;
  const site = new URL(root, location.href);

  let state = address.read();
  let loaded; // the promise of what `source.load` gives, once it was asked for
  let known; // what it gave, with `rows` of the page's scope, `all` rows, and `table`
  let turn = 0; // counts drawings, so that a slow one never overwrites a later one

  const status = make("p", { class: "status", role: "status" });
  const active = make("ul", { class: "active", "aria-label": "Filters in use" });
  const view = make("div", { class: "view" });
  const compare = make("button", { type: "button", onclick: () => change({ side: !state.side }) });

  // The data and the table over them

  function isInScope(row, devices) {
    if (!scopeName) return true;
    if (scopeName === "metric") return row.metric === scopeValue;
    if (scopeName === "topic") return row.topics.includes(scopeValue);
    return row.hardware.some((name) => devices[name]?.[scopeName === "family" ? 1 : 0] === scopeValue);
  }

  const groupOf = (row) => (row.group ??= `${row.label}\t${row.form}\t${row.unit}`);

  function prepare(found) {
    const rows = found.complete ? found.rows.filter((row) => isInScope(row, found.devices)) : found.rows;
    const sizes = new Map();
    for (const row of rows) sizes.set(groupOf(row), (sizes.get(groupOf(row)) ?? 0) + 1);
    const order = new Map([...sizes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name], number) => [name, number]));
    return { ...found, all: found.rows, rows, table: makeTable(rows, order) };
  }

  const byNumber = (a, b, id) => a.getValue(id) - b.getValue(id);
  const byText = (a, b, id) => (a.getValue(id) < b.getValue(id) ? -1 : a.getValue(id) > b.getValue(id) ? 1 : 0);
  const text = (words) => (words.length ? words.join(", ").toLowerCase() : undefined);

  function makeTable(rows, order) {
    const T = globalThis.TanStackTable;
    const features = T.tableFeatures({
      coreReactivityFeature: T.storeReactivityBindings(),
      columnFilteringFeature: T.columnFilteringFeature, filteredRowModel: T.createFilteredRowModel(),
      columnFacetingFeature: T.columnFacetingFeature, facetedRowModel: T.createFacetedRowModel(),
      facetedUniqueValues: T.createFacetedUniqueValues(),
      rowSortingFeature: T.rowSortingFeature, sortedRowModel: T.createSortedRowModel(),
      rowPaginationFeature: T.rowPaginationFeature, paginatedRowModel: T.createPaginatedRowModel(),
    });
    const values = {
      value: (row) => row.low, group: (row) => order.get(groupOf(row)), paper: (row) => row.title.toLowerCase(),
      metric: (row) => row.label.toLowerCase(), baseline: (row) => text(row.baseline), hardware: (row) => text(row.hardware),
      dataset: (row) => text(row.dataset), model: (row) => text(row.model), date: (row) => row.date || undefined,
      confidence: (row) => SURE.indexOf(row.confidence), topic: (row) => row.topics[0], form: (row) => row.form, year: (row) => row.date.slice(0, 4),
    };
    const numeric = new Set(["value", "group", "confidence"]);
    const columns = Object.entries(values).map(([id, accessorFn]) => {
      const facet = source.facets[id];
      const filterFn = facet
        ? (row, _, wanted) => facet(row.original).some((value) => wanted.has(value))
        : (row, _, wanted) => row.getValue(id).includes(wanted);
      return { id, accessorFn, filterFn, getUniqueValues: facet, sortFn: numeric.has(id) ? byNumber : byText, sortUndefined: "last" };
    });
    return T.constructTable({ features, columns, data: rows, autoResetPageIndex: false, initialState: { pagination: { pageIndex: 0, pageSize: PAGE_SIZE } } });
  }

  /** A script of the site's own, where the page has not loaded it yet. */
  function loadScript(name) {
    return new Promise((done, fail) => {
      const failed = () => fail(new Error(`${name} did not load`));
      document.head.append(make("script", { src: `${root}assets/${name}`, onload: done, onerror: failed }));
    });
  }

  async function loadAll() {
    const [found] = await Promise.all([source.load(file, root), globalThis.TanStackTable ?? loadScript("vendor/table-core.min.js")]);
    return prepare(found);
  }

  async function ensure() {
    loaded ??= loadAll();
    try {
      known = await loaded;
    } catch (error) {
      loaded = undefined;
      status.textContent = `The results could not be read (${error.message}); the page below is as it was built.`;
      throw error;
    }
    return known;
  }

  /** Filters, order, page and columns of the state; sorting by value keeps to groups, for numbers of two groups have no order. */
  function apply(table) {
    const filters = address.FILTERS.filter((name) => state.filters[name].length).map((id) => ({ id, value: new Set(state.filters[id]) }));
    const words = state.text.trim().toLowerCase();
    table.setColumnFilters(words ? [...filters, { id: "paper", value: words }] : filters);
    const isGrouped = state.sort ? state.sort.id === "value" : !start;
    const order = state.sort ?? { id: "date", desc: true };
    table.setSorting([...(isGrouped ? [{ id: "group", desc: false }] : []), ...(state.sort || isGrouped ? [order] : [])]);
    const last = Math.max(1, Math.ceil(table.getFilteredRowModel().rows.length / PAGE_SIZE));
    state.page = Math.min(state.page, last);
    table.setPageIndex(state.page - 1);
    return { isGrouped, last };
  }

  function listColumns() {
    const shown = COLUMNS.filter((column) => column.id !== "metric" || scopeName !== "metric");
    return shown.filter((column) => !state.hidden.includes(column.id));
  }

  // Changes

  function change(part, options) {
    state = { ...state, page: 1, ...part };
    address.write(state, options);
    draw();
  }

  const setFilter = (name, values) => change({ filters: { ...state.filters, [name]: values } });

  function sortBy(id) {
    const { sort } = state;
    const first = ["value", "date"].includes(id); // whether the largest comes first
    if (sort?.id !== id) change({ sort: { id, desc: first } });
    else change({ sort: sort.desc === first ? { id, desc: !first } : null });
  }

  const context = {
    root, devices: {}, repository: null, chosen: new Set(state.chosen),
    choose(slug, isChosen) {
      const others = state.chosen.filter((one) => one !== slug);
      change({ chosen: isChosen ? [...others, slug] : others, page: state.page, side: state.side && (isChosen || others.length > 0) });
    },
    async explain(row, line) {
      const box = line.querySelector(".evidence");
      if (box.childElementCount || box.dataset.asked) return;
      box.dataset.asked = "";
      if (row.shown) box.replaceChildren(...[...row.shown.childNodes].map((node) => node.cloneNode(true)));
      else fillEvidence(box, row, await source.findEvidence(row, file));
    },
  };

  // Drawing

  async function draw() {
    const mine = ++turn;
    context.chosen = new Set(state.chosen);
    drawCompare();
    drawActive();
    const isPlain = !start && address.isEmpty({ ...state, chosen: [] });
    if (isPlain || (!known && location.protocol === "file:" && address.isEmpty({ ...state, chosen: [] }))) return showPlain();
    if (!known) status.textContent = "Loading the results …";
    try {
      await ensure();
    } catch {
      return showPlain({ silent: true });
    }
    if (mine !== turn) return;
    context.devices = known.devices;
    context.repository = known.repository;
    const focus = view.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
    if (state.side) drawSide();
    else drawTable();
    served.hidden = true;
    view.hidden = false;
    if (focus) view.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
    drawActive();
    for (const panel of tools.querySelectorAll("details[open]")) panel.refresh?.();
  }

  function showPlain({ silent = false } = {}) {
    served.hidden = false;
    view.hidden = true;
    if (!silent) status.textContent = "Sort by a column, filter, or choose papers to compare.";
    for (const box of served.querySelectorAll(".choose")) box.checked = context.chosen.has(box.value);
  }

  const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

  function drawTable() {
    const { table } = known;
    const { isGrouped, last } = apply(table);
    const filtered = table.getFilteredRowModel().rows;
    const sizes = new Map();
    const papers = new Set();
    for (const { original } of filtered) {
      sizes.set(groupOf(original), (sizes.get(groupOf(original)) ?? 0) + 1);
      papers.add(original.slug);
    }
    const total = known.rows.length;
    const part = filtered.length === total ? count(total, "result") : `${filtered.length.toLocaleString("en")} of ${count(total, "result")}`;
    const disk = known.complete ? "" : " Opened from the disk: these are the rows of this page alone; a web server gives all.";
    status.textContent = `${part} from ${count(papers.size, "paper")}, in ${count(sizes.size, "group")} of the same metric, form and unit.${disk}`;
    const columns = listColumns();
    const units = new Set([...sizes.keys()].map((name) => name.split("\t")[2]));
    const body = make("tbody", { role: "rowgroup" }, drawRows(table.getRowModel().rows, columns, isGrouped ? sizes : null));
    const head = make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, columns.map((column) => drawHead(column, units))));
    const drawn = make("table", { role: "table", class: "compare" }, make("caption", { class: "hidden" }, title), head, body);
    const note = isGrouped && filtered.length > 0 && make("p", { class: "reason" }, "Values are in order within a group only. It is no ranking: look at what each was compared with and measured on.");
    view.replaceChildren(...[
      note,
      filtered.length
        ? make("section", { class: "scroll", tabindex: 0, "aria-label": title }, drawn)
        : make("p", { class: "empty" }, "No result has all of these. Remove a filter above."),
      last > 1 && drawPager(last),
    ].filter(Boolean));
  }

  function drawRows(rows, columns, sizes) {
    const lines = [];
    let before;
    let above; // the title in the row above
    for (const { original } of rows) {
      const group = groupOf(original);
      if (sizes && group !== before) {
        above = null;
        const [label, form, unit] = group.split("\t");
        const heading = make("b", {}, `${label}: ${FORMS[form]}${unit ? ` (${unit})` : ""}`);
        lines.push(make("tr", { role: "row", class: "band" }, make("th", { role: "rowheader", scope: "rowgroup", colspan: columns.length }, heading, " ", make("span", {}, count(sizes.get(group), "result")))));
      }
      before = group;
      lines.push(drawRow(original, columns, context, original.title === above));
      above = original.title;
    }
    return lines;
  }

  function drawHead({ id, name, class: kind }, units) {
    const unit = id === "value" && units.size === 1 && [...units][0] ? ` (${[...units][0]})` : "";
    const sorted = state.sort?.id === id ? (state.sort.desc ? "descending" : "ascending") : null;
    const button = make("button", { type: "button", class: "sort", "data-focus": `sort-${id}`, onclick: () => sortBy(id) }, name + unit);
    return make("th", { role: "columnheader", scope: "col", class: kind === "v" && kind, "aria-sort": sorted }, button);
  }

  function drawPager(last) {
    const go = (page) => {
      change({ page });
      view.scrollIntoView();
    };
    const step = (page, name) => make("button", { type: "button", disabled: page < 1 || page > last, "data-focus": name, onclick: () => go(page) }, name);
    return make("nav", { class: "pager", "aria-label": "Pages" }, step(state.page - 1, "Previous"), make("span", {}, `Page ${state.page} of ${last}`), step(state.page + 1, "Next"));
  }

  /** The chosen papers beside each other: a column for each, a line for each metric, form and unit. */
  function drawSide() {
    const slugs = state.chosen.slice(0, SIDE_BY_SIDE);
    const rows = known.all.filter((row) => slugs.includes(row.slug));
    const groups = new Map();
    for (const row of rows) groups.set(groupOf(row), [...(groups.get(groupOf(row)) ?? []), row]);
    const width = (list) => new Set(list.map((row) => row.slug)).size;
    const ordered = [...groups].sort((a, b) => width(b[1]) - width(a[1]) || (a[0] < b[0] ? -1 : 1));
    const heads = slugs.map((slug) => {
      const row = rows.find((one) => one.slug === slug);
      const link = row ? make("a", { href: root + row.page.split("#")[0] }, row.title) : slug;
      const drop = make("button", { type: "button", class: "drop", "aria-label": `Take out: ${row?.title ?? slug}`, onclick: () => context.choose(slug, false) }, "×");
      return make("th", { role: "columnheader", scope: "col" }, link, " ", drop);
    });
    const lines = ordered.map(([name, list]) => {
      const [label, form, unit] = name.split("\t");
      const head = make("th", { role: "rowheader", scope: "row" }, label, " ", make("small", {}, FORMS[form] + (unit ? ` (${unit})` : "")));
      return make("tr", { role: "row" }, head, slugs.map((slug) => make("td", { role: "cell", "data-label": rows.find((one) => one.slug === slug)?.title }, drawSideCell(list.filter((row) => row.slug === slug)))));
    });
    const table = make("table", { role: "table", class: "side" }, make("caption", { class: "hidden" }, "Papers side by side"),
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, make("th", { role: "columnheader", scope: "col" }, "Metric"), heads)), make("tbody", { role: "rowgroup" }, lines));
    table.style.setProperty("--papers", slugs.length);
    status.textContent = `${count(slugs.length, "paper")} side by side${state.chosen.length > slugs.length ? `, the first of ${state.chosen.length}` : ""}. Lines that most of them report come first; nothing is ranked.`;
    view.replaceChildren(make("section", { class: "scroll", tabindex: 0, "aria-label": "Papers side by side" }, table));
  }

  function drawSideCell(rows) {
    if (!rows.length) return make("i", {}, "not stated");
    return make("ul", {}, rows.map((row) => {
      const [number, note, factor] = COLUMNS[0].cell(row, context);
      number.removeAttribute("aria-describedby");
      const conditions = [row.subject && `value of ${row.subject}`, row.baseline.length && `over ${row.baseline.join(", ")}`, row.hardware.length && `on ${row.hardware.join(", ")}`, row.dataset.join(", "), row.model.join(", ")];
      return make("li", {}, number, note, factor, " ", make("small", {}, conditions.filter(Boolean).join(", ")));
    }));
  }

  function drawCompare() {
    for (const part of [filters, active, columns]) part.hidden = state.side;
    const many = state.chosen.length;
    compare.textContent = state.side ? "Back to the table" : many ? `Compare ${count(many, "paper")}` : "Compare papers";
    compare.disabled = !state.side && many < 2;
    compare.title = compare.disabled ? "Choose two papers or more by their boxes" : "";
  }

  // Tools

  const label = (name, value) => (name === "form" ? FORMS[value] : name === "metric" ? known?.metrics[value] : name === "topic" ? known?.topics[value] : null) ?? value;

  function drawActive() {
    const chips = address.FILTERS.flatMap((name) => state.filters[name].map((value) => {
      const drop = () => setFilter(name, state.filters[name].filter((one) => one !== value));
      return make("li", {}, make("button", { type: "button", onclick: drop, "aria-label": `Remove the filter ${NAMES[name]}: ${label(name, value)}` }, `${NAMES[name]}: ${label(name, value)} ×`));
    }));
    const all = chips.length || state.text ? [make("li", {}, make("button", { type: "button", onclick: () => change({ filters: address.empty().filters, text: "" }) }, "Clear all"))] : [];
    active.replaceChildren(...chips, ...all);
    for (const panel of tools.querySelectorAll("details[data-facet]")) panel.classList.toggle("used", state.filters[panel.dataset.facet].length > 0);
    if (document.activeElement !== find) find.value = state.text;
  }

  /** A button that opens a panel under it; `fill` draws the panel each time it opens, or when the table changed under it. */
  function makePanel(name, fill, attributes = {}) {
    const body = make("div", { class: "panel" });
    const panel = make("details", { ...attributes, name: "table-tools" }, make("summary", {}, name), body);
    panel.refresh = () => fill(body);
    panel.addEventListener("toggle", () => panel.open && panel.refresh());
    return panel;
  }

  function makeFacet(name) {
    let typed = "";
    const list = make("div", { class: "options" });
    const field = make("input", { type: "search", "aria-label": `Find in ${NAMES[name]}`, placeholder: "Find", oninput: () => { typed = field.value; fillList(); } });
    function fillList() {
      if (state.side) return;
      apply(known.table);
      const counts = known.table.getColumn(name).getFacetedUniqueValues();
      const wanted = state.filters[name];
      const values = [...new Set([...wanted, ...counts.keys()])].filter((value) => label(name, value).toLowerCase().includes(typed.trim().toLowerCase()));
      values.sort((a, b) => wanted.includes(b) - wanted.includes(a) || (name === "year" ? (a < b ? 1 : -1) : (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (label(name, a) < label(name, b) ? -1 : 1)));
      const focused = list.contains(document.activeElement) ? document.activeElement.value : null;
      list.replaceChildren(...values.slice(0, OPTIONS).map((value) => drawOption(value, counts.get(value) ?? 0)));
      if (values.length > OPTIONS) list.append(make("p", { class: "n" }, `${(values.length - OPTIONS).toLocaleString("en")} more: type to find them`));
      if (focused !== null) [...list.querySelectorAll("input")].find((box) => box.value === focused)?.focus();
      field.hidden = !typed && counts.size <= 12;
    }
    function drawOption(value, number) {
      const box = make("input", { type: "checkbox", value, onchange: () => {
        const others = state.filters[name].filter((one) => one !== value);
        setFilter(name, box.checked ? [...others, value] : others);
      } });
      box.checked = state.filters[name].includes(value);
      return make("label", {}, box, make("span", {}, label(name, value)), make("span", { class: "n" }, number.toLocaleString("en")));
    }
    return makePanel(NAMES[name], async (body) => {
      if (!known) body.replaceChildren("Loading …");
      await ensure();
      if (!list.isConnected) body.replaceChildren(field, list);
      fillList();
    }, { class: "choice", "data-facet": name });
  }

  function makeColumns() {
    return makePanel("Columns", (body) => {
      if (body.childElementCount) return;
      const all = COLUMNS.filter((column) => column.id !== "value" && column.id !== "paper" && (column.id !== "metric" || scopeName !== "metric"));
      body.replaceChildren(make("div", { class: "options" }, all.map(({ id, name }) => {
        const box = make("input", { type: "checkbox", value: id, onchange: () => {
          const others = state.hidden.filter((one) => one !== id);
          change({ hidden: box.checked ? others : [...others, id], page: state.page });
        } });
        box.checked = !state.hidden.includes(id);
        return make("label", {}, box, make("span", {}, name));
      })));
    }, { class: "choice" });
  }

  function makeDownloads() {
    return makePanel("Download", async (body) => {
      if (!LitAtlas.save) await loadScript("tables-save.js");
      if (body.childElementCount) return;
      const save = async (kind) => {
        await ensure();
        if (!state.side) apply(known.table);
        const rows = state.side ? known.all.filter((row) => state.chosen.includes(row.slug)) : known.table.getSortedRowModel().rows.map((row) => row.original);
        await LitAtlas.save.save(kind, { rows, columns: listColumns().map((column) => column.id), site, page: location.href, title });
      };
      const buttons = Object.entries(LitAtlas.save.KINDS).map(([kind, { name }]) => make("li", {}, make("button", { type: "button", onclick: () => save(kind) }, name)));
      body.replaceChildren(make("p", {}, "The rows as filtered, on all pages:"), make("ul", {}, buttons));
    }, { class: "choice" });
  }

  const find = make("input", { type: "search", class: "words", "aria-label": "Words of the title", placeholder: "Words of the title" });
  let timer;
  find.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => change({ text: find.value }, { step: false }), 150);
  });

  const ROLES = { table: "table", "thead, tbody": "rowgroup", tr: "row", "thead th": "columnheader", "tbody th": "rowheader", td: "cell" };

  /** Heads that sort and boxes that choose papers, on the tables that were served. */
  function enhance() {
    // Rows that are laid out as cards, on narrow screens, are still read as rows.
    for (const [parts, role] of Object.entries(ROLES)) for (const part of served.querySelectorAll(parts)) part.setAttribute("role", role);
    for (const head of served.querySelectorAll("th[data-column]")) {
      const id = head.dataset.column;
      head.replaceChildren(make("button", { type: "button", class: "sort", onclick: () => sortBy(id) }, ...head.childNodes));
    }
    for (const cell of served.querySelectorAll("tr[data-low] .what")) {
      const link = cell.querySelector("a");
      const slug = link.getAttribute("href").match(/papers\/([^/]+)\//)[1];
      const box = make("input", { type: "checkbox", class: "choose", value: slug, "aria-label": `Compare: ${link.textContent}`, onchange: () => context.choose(slug, box.checked) });
      box.checked = context.chosen.has(slug);
      cell.prepend(box);
    }
  }

  function hush(event) {
    if (event.key !== "Escape") return;
    const open = tools.querySelector("details[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
    for (const line of document.querySelectorAll(".compare tr:is(:hover, :focus-within)")) {
      line.classList.add("quiet");
      const loud = () => line.classList.remove("quiet");
      line.addEventListener("pointerleave", loud, { once: true });
      line.addEventListener("focusout", loud, { once: true });
    }
  }

  const facets = address.FILTERS.filter((name) => name !== scopeName);
  const filters = make("div", { class: "row" }, find, facets.map(makeFacet));
  const columns = makeColumns();
  tools.append(filters, active, make("div", { class: "row acts" }, status, columns, compare, makeDownloads()));
  tools.after(view);
  tools.hidden = false;
  enhance();
  addEventListener("popstate", () => {
    state = address.read();
    draw();
  });
  addEventListener("keydown", hush);
  addEventListener("click", (event) => {
    for (const open of tools.querySelectorAll("details[open]")) if (!open.contains(event.target) && event.target.isConnected) open.open = false;
  });
  draw();
})();
