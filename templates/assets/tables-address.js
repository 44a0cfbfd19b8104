// What the reader chose, in the address of the page: a link shows the same table again, and Back goes back.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.address = (() => {
  const FILTERS = Object.keys(LitAtlas.data.facets);

  /** @returns {State} */
  function empty() {
    const filters = Object.fromEntries(FILTERS.map((name) => [name, []]));
    return { filters, text: "", complete: false, sort: null, hidden: [], page: 1, chosen: [], side: false };
  }

  /** @returns {State} */
  function read(search = location.search) {
    const given = new URLSearchParams(search);
    const sort = given.get("sort");
    return {
      filters: Object.fromEntries(FILTERS.map((name) => [name, [...new Set(given.getAll(name))]])),
      text: given.get("q") ?? "",
      complete: given.has("complete"),
      sort: sort ? { id: sort.replace(/^-/, ""), desc: sort.startsWith("-") } : null,
      hidden: given.getAll("hide"),
      page: Math.max(1, Number.parseInt(given.get("page") ?? "", 10) || 1),
      chosen: given.getAll("paper"),
      side: given.get("view") === "compare",
    };
  }

  /** @param {State} state */
  function format(state) {
    const given = new URLSearchParams();
    for (const name of FILTERS) for (const value of state.filters[name] ?? []) given.append(name, value);
    if (state.text.trim()) given.set("q", state.text.trim());
    if (state.complete) given.set("complete", "1");
    if (state.sort) given.set("sort", (state.sort.desc ? "-" : "") + state.sort.id);
    for (const name of state.hidden) given.append("hide", name);
    if (state.page > 1) given.set("page", String(state.page));
    for (const slug of state.chosen) given.append("paper", slug);
    if (state.side) given.set("view", "compare");
    return given.size ? `?${given}` : "";
  }

  /**
   * Writes the state; as a step of the history, unless it only refines the last one.
   * @param {State} state
   */
  function write(state, { step = true } = {}) {
    const search = format(state);
    if (search === location.search) return;
    const address = (search || location.pathname) + (search ? "" : location.hash);
    if (step) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }

  /** @param {State} state */
  const isEmpty = (state) => format(state) === "";

  return { FILTERS, empty, read, write, isEmpty };
})();
