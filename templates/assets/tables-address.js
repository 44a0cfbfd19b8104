// What the reader chose, in the address of the page: a link shows the same table again, and Back goes back.
"use strict";

/**
 * The state: filters (lists of values by name), text (words of the title), sort ({id, desc} or null), hidden (columns),
 * page (from 1), chosen (slugs of papers) and side (whether those stand side by side).
 */
LitAtlas.address = (() => {
  const FILTERS = ["topic", "hardware", "metric", "form", "baseline", "year", "confidence"];

  function empty() {
    return { filters: Object.fromEntries(FILTERS.map((name) => [name, []])), text: "", sort: null, hidden: [], page: 1, chosen: [], side: false };
  }

  function read(search = location.search) {
    const given = new URLSearchParams(search);
    const state = empty();
    for (const name of FILTERS) state.filters[name] = [...new Set(given.getAll(name))];
    state.text = given.get("q") ?? "";
    const sort = given.get("sort");
    if (sort) state.sort = { id: sort.replace(/^-/, ""), desc: sort.startsWith("-") };
    state.hidden = given.getAll("hide");
    state.page = Math.max(1, Number.parseInt(given.get("page"), 10) || 1);
    state.chosen = given.getAll("paper");
    state.side = given.get("view") === "compare";
    return state;
  }

  function format(state) {
    const given = new URLSearchParams();
    for (const name of FILTERS) for (const value of state.filters[name]) given.append(name, value);
    if (state.text.trim()) given.set("q", state.text.trim());
    if (state.sort) given.set("sort", (state.sort.desc ? "-" : "") + state.sort.id);
    for (const name of state.hidden) given.append("hide", name);
    if (state.page > 1) given.set("page", state.page);
    for (const slug of state.chosen) given.append("paper", slug);
    if (state.side) given.set("view", "compare");
    return given.size ? `?${given}` : "";
  }

  /** Write the state; as a step of the history, unless it only refines the last one. */
  function write(state, { step = true } = {}) {
    const search = format(state);
    if (search === location.search) return;
    const address = (search || location.pathname) + (search ? "" : location.hash);
    if (step) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }

  return { FILTERS, empty, read, write, isEmpty: (state) => format(state) === "" };
})();
