// Which rows a table has, and in which order: TanStack Table does the work on them.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.rows = (() => {
  const PAGE_SIZE = 100;
  const { bands, slots, converted } = LitAtlasLayout;
  const NUMERIC = new Set(["value", "group", "confidence"]);

  /** @type {Map<Row, string>} */
  const groups = new Map();

  /**
   * The group of rows that a row may be compared with; its parts are set apart by tabs.
   * @param {Row} row
   */
  function groupOf(row) {
    const group = groups.get(row) ?? `${row.label}\t${row.form}\t${converted[row.unit]?.[0] ?? row.unit}`;
    groups.set(row, group);
    return group;
  }

  /**
   * How many rows each group has.
   * @param {Row[]} rows
   */
  function countGroups(rows) {
    /** @type {Map<string, number>} */
    const sizes = new Map();
    for (const row of rows) sizes.set(groupOf(row), (sizes.get(groupOf(row)) ?? 0) + 1);
    return sizes;
  }

  /**
   * @param {Row} row
   * @param {Results["devices"]} devices
   * @param {string} name
   * @param {string} value
   */
  function isInScope(row, devices, name, value) {
    if (name === "metric") return row.metric === value;
    if (name === "rare") return !row.table;
    if (name === "topic") return row.topics.includes(value);
    const linked = slots.flatMap((slot) => (slot.linked ? (row.slots[slot.name] ?? []) : []));
    return linked.some((device) => devices[device]?.[name === "family" ? 1 : 0] === value);
  }

  /**
   * The results of a scope, such as `metric=speed` or nothing, with the table over them.
   * @param {Results} found
   * @param {string} scope
   * @returns {Known}
   */
  function prepare(found, scope) {
    const [name = "", value = ""] = scope.split("=");
    const isWhole = !name || !found.complete;
    const rows = isWhole ? found.rows : found.rows.filter((row) => isInScope(row, found.devices, name, value));
    const sizes = [...countGroups(rows)].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return { ...found, all: found.rows, rows, table: makeTable(rows, new Map(sizes.map(([group], number) => [group, number]))) };
  }

  /** @type {WeakMap<Known["table"], Slot[]>} */
  const stated = new WeakMap();

  /**
   * Of the slots that any row of a table states, those whose columns are shown.
   * @param {Known["table"]} table
   * @param {string[]} hidden
   */
  function listAsked(table, hidden) {
    const rows = table.getCoreRowModel().rows;
    const filled = stated.get(table) ?? slots.filter(({ name }) => rows.some(({ original }) => original.slots[name]?.length));
    stated.set(table, filled);
    return filled.filter(({ name }) => !hidden.includes(name));
  }

  /**
   * Whether a row states all of these that apply to it.
   * @param {Row} row
   * @param {Slot[]} asked
   */
  function isComplete(row, asked) {
    const compares = LitAtlas.fill.compares(row.form);
    return asked.every(({ name, measuring }) => row.slots[name]?.length || !(measuring || compares));
  }

  /**
   * How many rows are complete for the columns that are not hidden, of those that all other filters keep.
   * @param {Known["table"]} table
   * @param {string[]} hidden
   */
  function countComplete(table, hidden) {
    const asked = listAsked(table, hidden);
    const rows = table.getColumn("complete")?.getFacetedRowModel().rows ?? [];
    return rows.filter(({ original }) => isComplete(original, asked)).length;
  }

  /** @param {string[]} [words] */
  const join = (words = []) => (words.length ? words.join(", ").toLowerCase() : undefined);

  /**
   * @param {Row[]} rows
   * @param {Map<string, number>} order of the groups
   */
  function makeTable(rows, order) {
    const T = TanStackTable;
    const features = T.tableFeatures({
      coreReactivityFeature: T.storeReactivityBindings(),
      columnFilteringFeature: T.columnFilteringFeature,
      filteredRowModel: T.createFilteredRowModel(),
      columnFacetingFeature: T.columnFacetingFeature,
      facetedRowModel: T.createFacetedRowModel(),
      facetedUniqueValues: T.createFacetedUniqueValues(),
      rowSortingFeature: T.rowSortingFeature,
      sortedRowModel: T.createSortedRowModel(),
      rowPaginationFeature: T.rowPaginationFeature,
      paginatedRowModel: T.createPaginatedRowModel(),
    });
    /** @type {Record<string, (row: Row) => string | number | undefined>} */
    const values = {
      value: (row) => row.low * (converted[row.unit]?.[1] ?? 1),
      group: (row) => order.get(groupOf(row)),
      paper: (row) => row.title.toLowerCase(),
      metric: (row) => row.label.toLowerCase(),
      ...Object.fromEntries(slots.map(({ name }) => [name, (/** @type {Row} */ row) => join(row.slots[name])])),
      conditions: (row) => join(slots.flatMap(({ name, alone }) => (alone ? [] : (row.slots[name] ?? [])))),
      against: (row) => join(row.classes),
      date: (row) => row.date || undefined,
      confidence: (row) => bands.indexOf(row.confidence),
      topic: (row) => row.topics[0],
      form: (row) => row.form,
      year: (row) => row.date.slice(0, 4),
    };
    /** @type {(row: { original: Row }, id: string, asked: Slot[]) => boolean} */
    const filterFn = (row, _, asked) => isComplete(row.original, asked);
    const complete = { id: "complete", accessorFn: () => "", filterFn };
    const columns = [...Object.entries(values).map(([id, accessorFn]) => makeColumn(id, accessorFn)), complete];
    const initialState = { pagination: { pageIndex: 0, pageSize: PAGE_SIZE } };
    return T.constructTable({ features, columns, data: rows, autoResetPageIndex: false, initialState });
  }

  /**
   * @param {string} id
   * @param {(row: Row) => string | number | undefined} accessorFn
   */
  function makeColumn(id, accessorFn) {
    const facet = LitAtlas.data.facets[id]?.list;
    /** @typedef {{ original: Row, getValue(id: string): unknown }} TableRow */
    /** @type {(row: TableRow, id: string, wanted: any) => boolean} */
    const filterFn = facet
      ? (row, _, /** @type {Set<string>} */ wanted) => facet(row.original).some((value) => wanted.has(value))
      : (row, _, /** @type {string} */ wanted) => /** @type {string} */ (row.getValue(id)).includes(wanted);
    /** @type {(a: any, b: any) => number} */
    const compare = NUMERIC.has(id) ? (a, b) => a - b : (a, b) => Number(a > b) - Number(a < b);
    /** @type {(a: TableRow, b: TableRow) => number} */
    const sortFn = (a, b) => compare(a.getValue(id), b.getValue(id));
    return {
      id,
      accessorFn,
      filterFn,
      sortFn,
      sortUndefined: /** @type {const} */ ("last"),
      ...(facet && { getUniqueValues: facet }),
    };
  }

  /**
   * Brings filters, order and page of the state to a table; `start` says that it is drawn by date where nothing is chosen.
   * Sorting by value keeps to groups, for numbers of two groups have no order. Says whether it did, and how many pages there are.
   * @param {Known["table"]} table
   * @param {State} state
   * @param {boolean} start
   */
  function apply(table, state, start) {
    const names = Object.keys(state.filters).filter((name) => state.filters[name]?.length);
    const filters = names.map((id) => ({ id, value: /** @type {unknown} */ (new Set(state.filters[id])) }));
    const words = state.text.trim().toLowerCase();
    if (words) filters.push({ id: "paper", value: words });
    if (state.complete) filters.push({ id: "complete", value: listAsked(table, state.hidden) });
    table.setColumnFilters(filters);
    const isGrouped = state.sort ? state.sort.id === "value" : !start;
    const order = state.sort ?? (isGrouped ? { id: "date", desc: true } : null);
    table.setSorting([...(isGrouped ? [{ id: "group", desc: false }] : []), ...(order ? [order] : [])]);
    const last = Math.max(1, Math.ceil(table.getFilteredRowModel().rows.length / PAGE_SIZE));
    table.setPageIndex(Math.min(state.page, last) - 1);
    return { isGrouped, last };
  }

  return { PAGE_SIZE, groupOf, countGroups, countComplete, prepare, makeTable, apply };
})();
