// Comparison tables that sort, filter, choose columns, compare papers and save what is shown. The page as it was served stays
// until someone asks for another view of it.
"use strict";

(() => {
  const { make, columns: allColumns } = LitAtlas.fill;
  const { address, data, grid, order, panels, rows: model, served: page } = LitAtlas;
  const { count } = grid;
  const SIDE_BY_SIDE = 8;
  const TYPING_PAUSE = 150;

  /** @type {HTMLElement | null} */
  const tools = document.querySelector(".tools[data-source]");
  /** @type {HTMLElement | null} */
  const served = document.querySelector(".served");
  if (!tools || !served) return;
  const { source: file = "", root = "", scope = "", own = "", total } = tools.dataset;
  // where no data can be fetched
  const isOnDisk = location.protocol === "file:";
  // further pages hold lines, of which no rows can be made
  if (isOnDisk && total !== "0" && !served.querySelector("tr[data-low]")) {
    tools.remove();
    return;
  }
  const start = "start" in tools.dataset;
  const scopeName = scope.split("=")[0] ?? "";
  const title = document.querySelector("h1")?.textContent ?? "";
  const pageColumns = allColumns.filter((column) => column.id !== "metric" || scopeName !== "metric");

  let state = address.read();
  /** @type {Promise<Known> | undefined} */
  // once it was asked for
  let loaded;
  /** @type {Known | undefined} */
  // what it gave
  let known;
  // counts drawings, so that a slow one never overwrites a later one
  let turn = 0;
  let timer = 0;

  const status = make("p", { class: "status", role: "status" });
  const active = make("ul", { class: "active", "aria-label": "Filters in use" });
  const view = make("div", { class: "view" });
  const compare = make("button", { type: "button", onclick: () => change({ side: !state.side }) });
  const words = "Words of the title";
  const find = make("input", { type: "search", class: "words", "aria-label": words, placeholder: words });

  const loadScript = (/** @type {string} */ name) => LitAtlas.parts.load(root, name);

  /** All results; where the page is opened from the disk, its own. */
  async function loadResults() {
    if (isOnDisk) await loadScript("tables-page.js");
    return model.prepare(isOnDisk ? LitAtlas.page.readPage(root) : await data.open(file), scope);
  }

  /**
   * What the state asks for, and what some more filters do.
   * @param {string[]} [more]
   */
  async function ensure(more) {
    loaded ??= loadResults();
    try {
      if (state.side) await loadScript("tables-side.js");
      known = await loaded;
      await model.loadFor(known, state, more);
    } catch (error) {
      loaded = undefined;
      sayFault(error);
      throw error;
    }
    return known;
  }

  /** @param {unknown} error */
  function sayFault(error) {
    const reason = error instanceof Error ? error.message : String(error);
    status.textContent = `The results could not be read (${reason}); the page below is as it was built.`;
  }

  const listColumns = () => pageColumns.filter((column) => !state.hidden.includes(column.id));

  // Changes

  /**
   * @param {Partial<State>} part
   * @param {{ step: boolean }} [options]
   */
  function change(part, options) {
    state = { ...state, page: 1, ...part };
    address.write(state, options);
    void draw();
  }

  /** @param {string} id */
  function sortBy(id) {
    const { sort } = state;
    // whether the largest comes first
    const first = ["value", "date"].includes(id);
    if (sort?.id !== id) change({ sort: { id, desc: first } });
    else change({ sort: sort.desc === first ? { id, desc: !first } : null });
  }

  /** @param {number} number */
  function turnTo(number) {
    change({ page: number });
    tools?.nextElementSibling?.scrollIntoView();
  }

  /** @type {Context} */
  const context = {
    root,
    title,
    own,
    devices: {},
    repository: null,
    chosen: new Set(state.chosen),
    choose(slug, isChosen) {
      const others = state.chosen.filter((one) => one !== slug);
      const side = state.side && (isChosen || others.length > 0);
      change({ chosen: isChosen ? [...others, slug] : others, page: state.page, side });
    },
    explain: (row, line) => page.explain(row, line, context),
    async annotate(line) {
      if (isOnDisk) return;
      await loadScript("tables-notes.js");
      await LitAtlas.notes.show(line);
    },
  };

  /** @param {string} kind */
  async function save(kind) {
    const results = await ensure();
    const found = state.side ? await model.findPapers(results, state.chosen) : order.arrange(results, state, start).rows;
    const rows = await results.source.list(found);
    const ids = listColumns().map((column) => column.id);
    await LitAtlas.save.save(kind, { rows, columns: ids, site: new URL(root, location.href), page: location.href, title });
  }

  /** @type {Board} */
  const board = {
    columns: pageColumns,
    state: () => state,
    known: () => known,
    ensure,
    change,
    name(filter, value) {
      if (filter === "form") return LitAtlasLayout.forms[value]?.[0] ?? value;
      const names = filter === "metric" ? known?.metrics : filter === "topic" ? known?.topics : undefined;
      return names?.[value] ?? value;
    },
  };

  // Drawing

  async function draw() {
    const mine = ++turn;
    context.chosen = new Set(state.chosen);
    drawCompare();
    drawActive();
    const isEmpty = address.isEmpty({ ...state, chosen: [] });
    if (isEmpty) {
      showPlain(served);
      status.textContent = "Sort, filter, or choose papers to compare.";
      return;
    }
    if (!known) status.textContent = "Loading …";
    // so that what was clicked shows it at once
    await pause();
    const drawn = await ensure()
      .then(state.side ? drawSide : drawTable)
      .catch(sayFault);
    if (mine !== turn) return;
    if (!drawn) showPlain(served);
    else showDrawn(drawn, served, tools);
    await pause();
    for (let lines = drawn?.more?.(); lines?.length && mine === turn; lines = drawn?.more?.()) {
      const slice = make("table", {}, make("tbody", {}, lines));
      page.enhance(slice, context, state.sort, sortBy);
      view.querySelector("tbody")?.append(...lines);
      await pause();
    }
    if (mine === turn) view.removeAttribute("aria-busy");
  }

  /** Lets the browser show what there is, and hear its reader, before more is done. */
  const pause = () => new Promise((done) => setTimeout(done));

  /** @param {HTMLElement | null} plain */
  function showPlain(plain) {
    if (plain && !plain.isConnected) view.replaceWith(plain);
    /** @type {NodeListOf<HTMLInputElement> | undefined} */
    const boxes = plain?.querySelectorAll(".choose");
    for (const box of boxes ?? []) box.checked = context.chosen.has(box.value);
  }

  /**
   * @param {Drawn} drawn
   * @param {HTMLElement | null} plain
   * @param {HTMLElement | null} above
   */
  function showDrawn({ says, parts }, plain, above) {
    status.textContent = says;
    const focused = view.contains(document.activeElement) && document.activeElement?.getAttribute("data-focus");
    view.setAttribute("aria-busy", "true");
    view.replaceChildren(...parts.filter((part) => part instanceof Node));
    page.enhance(view, context, state.sort, sortBy);
    if (plain?.isConnected) plain.replaceWith(view);
    /** @type {HTMLElement | null} */
    const focus = focused ? view.querySelector(`[data-focus="${CSS.escape(focused)}"]`) : null;
    focus?.focus();
    drawActive();
    if (above) for (const panel of page.findOpen(above)) panel.refresh?.();
  }

  /**
   * @param {Known} results
   * @returns {Promise<Drawn>}
   */
  async function drawTable(results) {
    const { rows: found, isGrouped, last } = order.arrange(results, state, start);
    state.page = Math.min(state.page, last);
    const sizes = model.countGroups(results, found);
    const whole = count(results.members.length, "result");
    const part = found.length === results.members.length ? whole : `${found.length.toLocaleString("en")} of ${whole}`;
    const papers = count(model.countPapers(results, found), "paper");
    const disk = isOnDisk ? " Opened from the disk: the rows of this page alone; a web server gives all." : "";
    const says = `${part} from ${papers}, in ${count(sizes.size, "group")} of the same metric, form and unit.${disk}`;
    const rows = await listRows(results, found.slice((state.page - 1) * order.PAGE_SIZE, state.page * order.PAGE_SIZE));
    if (!rows.length) {
      return { says, parts: [make("p", { class: "empty" }, "No result has all of these. Remove a filter above.")] };
    }
    const note = "In order within a group only, not ranked: look at what each is over and on.";
    const ids = listColumns().map((column) => column.id);
    const { drawn, more } = grid.draw(rows, ids, sizes, isGrouped, context);
    const pager = grid.drawPager(state.page, last, turnTo);
    return { says, parts: [isGrouped && make("p", { class: "reason" }, note), drawn, pager], more };
  }

  /**
   * Rows to be drawn, and what they need to know.
   * @param {Known} results
   * @param {number[]} rows
   */
  function listRows({ source, devices, repository }, rows) {
    Object.assign(context, { devices, repository });
    return source.list(rows);
  }

  /**
   * @param {Known} results
   * @returns {Promise<Drawn>}
   */
  async function drawSide(results) {
    const slugs = state.chosen.slice(0, SIDE_BY_SIDE);
    const some = state.chosen.length > slugs.length ? `, the first of ${state.chosen.length}` : "";
    const papers = count(slugs.length, "paper");
    const says = `${papers} side by side${some}. Lines that most of them report come first; nothing is ranked.`;
    const rows = await listRows(results, await model.findPapers(results, slugs));
    return { says, parts: [LitAtlas.side.draw(slugs, rows, context)] };
  }

  function drawCompare() {
    for (const part of [filters, active, columns]) part.hidden = state.side;
    const many = state.chosen.length;
    const text = many ? `Compare ${count(many, "paper")}` : "Compare papers";
    compare.textContent = state.side ? "Back to the table" : text;
    compare.disabled = !state.side && many < 2;
    compare.title = compare.disabled ? "Choose two papers or more by their boxes" : "";
  }

  function drawActive() {
    active.replaceChildren(...panels.listActive(board));
    const used = Object.values(state.filters).flat().length + (state.text ? 1 : 0) + (state.complete ? 1 : 0);
    fold.textContent = used ? `Filters · ${used}` : "Filters";
    for (const panel of facets) panel.classList.toggle("used", Boolean(state.filters[panel.dataset.facet ?? ""]?.length));
    if (document.activeElement !== find) find.value = state.text;
  }

  const fold = panels.makeFold(tools);
  const facets = address.FILTERS.filter((name) => name !== scopeName).map((name) => panels.makeFacet(board, root, name));
  const filters = make("div", { class: "row" }, find, facets);
  const columns = panels.makeLater("Columns", root, "tables-options.js", (body) => LitAtlas.options.fillColumns(body, board));
  const downloads = panels.makeLater("Download", root, "tables-save.js", (body) => panels.drawDownloads(body, save));
  tools.append(fold, filters, active, make("div", { class: "row acts" }, status, columns, compare, downloads));
  tools.hidden = false;
  page.enhance(served, context, null, sortBy);
  // what was served is the first page of all
  if (start && !isOnDisk) served.append(grid.drawPager(1, Math.ceil(Number(total) / order.PAGE_SIZE), turnTo));
  page.listen(tools);
  find.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => change({ text: find.value }, { step: false }), TYPING_PAUSE);
  });
  addEventListener("popstate", () => {
    state = address.read();
    void draw();
  });
  void draw();
})();
