// The order of a table's rows.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.order = (() => {
  const PAGE_SIZE = 100;
  const { bands, converted } = LitAtlasLayout;
  const { get, find, isOrder, isStated, conditions, STORED } = LitAtlas.rows;

  /**
   * What a value is sorted by; of lists, what is stated.
   * @type {Record<string, (value: any) => string | number | undefined>}
   */
  const SORTED = {
    metric: (/** @type {Kind} */ [[, label]]) => label.toLowerCase(),
    form: (/** @type {Kind} */ [, form]) => form,
    confidence: (/** @type {Kind} */ [, , , confidence]) => bands.indexOf(confidence),
    date: (/** @type {string} */ date) => date || undefined,
    year: (/** @type {string} */ date) => date.slice(0, 4) || undefined,
    paper: (/** @type {string} */ title) => title.toLowerCase(),
  };
  /** @param {unknown} value */
  function join(value) {
    const list = /** @type {string[]} */ (value);
    return isStated(list) ? list.join(", ").toLowerCase() : undefined;
  }

  /**
   * What rows are sorted by; NaN where a row says nothing.
   * @param {Known} known
   * @param {string} id
   * @param {number[]} rows
   * @returns {(row: number) => number}
   */
  function findKeys(known, id, rows) {
    const kinds = get(known, "kind");
    if (id === "value") {
      const low = get(known, "low").numbers;
      const factors = /** @type {Kind[]} */ (kinds.values).map(([, , unit]) => converted[unit]?.[1] ?? 1);
      return (row) => (low[row] ?? NaN) * (factors[kinds.numbers[row] ?? 0] ?? 1);
    }
    if (id === "conditions") {
      const columns = conditions.map((name) => get(known, name));
      const said = rows.map((row) => columns.flatMap((column) => join(column.values[column.numbers[row] ?? 0]) ?? []));
      const places = rank(said.map((texts) => (texts.length ? texts.join(", ") : undefined)));
      const keys = new Map(rows.map((row, i) => [row, places[i] ?? NaN]));
      return (row) => keys.get(row) ?? NaN;
    }
    const { values, numbers } = get(known, STORED[id] ?? id);
    const read = SORTED[id] ?? join;
    const ranks = rank(values.map((value) => read(value)));
    return (row) => ranks[numbers[row] ?? 0] ?? NaN;
  }

  /**
   * The places of keys in their order.
   * @param {(string | number | undefined)[]} keys
   */
  function rank(keys) {
    const ordered = [...new Set(keys)].filter((key) => key !== undefined);
    ordered.sort((a, b) => Number(a > b) - Number(a < b));
    const places = new Map(ordered.map((key, place) => [key, place]));
    return keys.map((key) => (key === undefined ? NaN : (places.get(key) ?? NaN)));
  }

  /**
   * The rows that a state keeps, in its order; `isPlain` says that without one they stay as they are, the newest first. Values are
   * sorted within groups only, for numbers of two groups have no order. Says whether they were, and how many pages there are.
   * @param {Known} known
   * @param {State} state
   * @param {boolean} isPlain
   */
  function arrange(known, state, isPlain) {
    const rows = find(known, state);
    const sort = state.sort && isOrder(state.sort.id) ? state.sort : null;
    const isGrouped = sort ? sort.id === "value" : !isPlain;
    const last = Math.max(1, Math.ceil(rows.length / PAGE_SIZE));
    if (!sort && !isGrouped) return { rows, isGrouped, last };
    const keys = sort ? findKeys(known, sort.id, rows) : () => 0;
    const { numbers } = get(known, "kind");
    const places = known.groups.map((group) => known.order.get(group) ?? 0);
    const groups = (/** @type {number} */ row) => (isGrouped ? (places[numbers[row] ?? 0] ?? 0) : 0);
    const turn = sort?.desc ? -1 : 1;
    const compare = (/** @type {number} */ a, /** @type {number} */ b) => {
      const [x, y] = [keys(a), keys(b)];
      if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
      return turn * (x - y);
    };
    return { rows: rows.sort((a, b) => groups(a) - groups(b) || compare(a, b) || a - b), isGrouped, last };
  }

  return { PAGE_SIZE, arrange };
})();
