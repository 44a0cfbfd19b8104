// Which rows a table has, and in which order. Rows are numbers here; what they say is read by columns, each when it is asked for.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.rows = (() => {
  const { slots, converted, unsaid, undated } = LitAtlasLayout;
  const names = slots.map(({ name }) => name);
  const linked = slots.flatMap((slot) => (slot.linked ? [slot.name] : []));
  const conditions = slots.flatMap((slot) => (slot.alone ? [] : [slot.name]));
  /** @type {Record<string, string>} */
  // the columns that hold what these are
  const STORED = { metric: "kind", form: "kind", confidence: "kind", year: "date", paper: "title" };

  const ORDERS = new Set([
    ...names,
    "value",
    "metric",
    "conditions",
    "against",
    "paper",
    "date",
    "year",
    "topic",
    "form",
    "confidence",
  ]);

  /**
   * The group of rows that a row may be compared with; its parts are set apart by tabs.
   * @param {{ label: string, form: string, unit: string }} row
   */
  const groupOf = ({ label, form, unit }) => `${label}\t${form}\t${converted[unit]?.[0] ?? unit}`;

  /** @param {string[]} list */
  const isStated = (list) => list.length > 0 && !unsaid.includes(list.at(-1) ?? "");

  /**
   * What a filter lists of a value of its column.
   * @type {Record<string, (value: any) => string[]>}
   */
  const LISTED = {
    metric: (/** @type {Kind} */ [[slug]]) => [slug],
    form: (/** @type {Kind} */ [, form]) => [form],
    confidence: (/** @type {Kind} */ [, , , confidence]) => [confidence],
    year: (/** @type {string} */ date) => [date.slice(0, 4) || undated],
  };

  // Columns

  /**
   * @param {Known} known
   * @param {string} name
   * @returns {StoredColumn}
   */
  function get({ columns }, name) {
    const found = columns.get(name);
    if (!found) throw new Error(`the column ${name} was not loaded`);
    return found;
  }

  /**
   * Fetches columns that are not there yet.
   * @param {Known} known
   * @param {string[]} wanted
   */
  async function load({ source, columns }, wanted) {
    const missing = [...new Set(wanted)].filter((name) => !columns.has(name));
    await Promise.all(missing.map(async (name) => columns.set(name, await source.read(name))));
  }

  /**
   * The columns of a filter, of what a table is sorted by, or of what makes a row complete.
   * @param {string} id
   */
  function listColumns(id) {
    if (id === "complete") return names;
    if (id === "conditions") return conditions;
    if (id === "value") return ["low"];
    return [STORED[id] ?? id];
  }

  /**
   * Fetches the columns that a state and some more ids ask for.
   * @param {Known} known
   * @param {State} state
   * @param {string[]} [more]
   */
  function loadFor(known, { filters, text, complete, sort }, more = []) {
    const used = Object.keys(filters).filter((name) => filters[name]?.length);
    const others = [text.trim() && "paper", complete && "complete", sort && isOrder(sort.id) && sort.id];
    return load(
      known,
      [...used, ...others, ...more].flatMap((id) => (id ? listColumns(id) : [])),
    );
  }

  /**
   * Whether a table can be sorted by it.
   * @param {string} id
   */
  const isOrder = (id) => ORDERS.has(id);

  // A table

  /**
   * The rows of a scope, such as `metric=speed` or nothing.
   * @param {Source} source
   * @param {string} scope
   * @returns {Promise<Known>}
   */
  async function prepare(source, scope) {
    const [name = "", value = ""] = source.complete ? scope.split("=") : [];
    const { topics, devices, repository } = source;
    /** @type {Known} */
    const known = {
      source,
      columns: new Map(),
      members: [],
      groups: [],
      order: new Map(),
      metrics: {},
      topics,
      devices,
      repository,
    };
    const asked = name === "topic" ? ["topic"] : linked;
    await load(known, ["kind", "paper", ...(["", "metric", "rare"].includes(name) ? [] : asked)]);
    const kinds = get(known, "kind");
    for (const [[slug, label], form, unit] of /** @type {Kind[]} */ (kinds.values)) {
      known.metrics[slug] = label;
      known.groups.push(groupOf({ label, form, unit }));
    }
    const all = Array.from({ length: source.size }, (_, row) => row);
    known.members = name ? findScope(known, all, name, value) : all;
    const sizes = [...countGroups(known, known.members)].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    known.order = new Map(sizes.map(([group], number) => [group, number]));
    return known;
  }

  /**
   * @param {Known} known
   * @param {number[]} all
   * @param {string} name
   * @param {string} value
   */
  function findScope(known, all, name, value) {
    if (name === "metric") return keep(all, [test(get(known, "kind"), (/** @type {Kind} */ [[slug]]) => slug === value)]);
    if (name === "rare") return keep(all, [test(get(known, "kind"), (/** @type {Kind} */ [[, , isAlone]]) => Boolean(isAlone))]);
    if (name === "topic") return keep(all, [test(get(known, "topic"), (/** @type {string[]} */ ids) => ids.includes(value))]);
    const at = name === "family" ? 1 : 0;
    /** @param {string[]} list */
    const isOn = (list) => isStated(list) && list.some((device) => known.devices[device]?.[at] === value);
    const tests = linked.map((slot) => test(get(known, slot), isOn));
    return all.filter((row) => tests.some(({ is, numbers }) => is[numbers[row] ?? 0]));
  }

  /**
   * Which values of a column pass.
   * @param {StoredColumn} column
   * @param {(value: any) => boolean} pass
   */
  const test = ({ values, numbers }, pass) => ({ is: values.map((value) => pass(value)), numbers });

  /**
   * The rows that pass all tests.
   * @param {number[]} rows
   * @param {{ is: boolean[], numbers: number[] }[]} tests
   */
  const keep = (rows, tests) => rows.filter((row) => tests.every(({ is, numbers }) => is[numbers[row] ?? 0]));

  // What is asked of it

  /**
   * The rows that a state keeps, but for one of its filters.
   * @param {Known} known
   * @param {State} state
   * @param {string} [except]
   */
  function find(known, { filters, text, complete, hidden }, except) {
    const used = Object.entries(filters).filter(([name, wanted]) => wanted.length && name !== except);
    const tests = used.map(([name, wanted]) => {
      const list = LISTED[name] ?? ((/** @type {unknown} */ value) => /** @type {string[]} */ (value));
      return test(get(known, STORED[name] ?? name), (/** @type {unknown} */ value) =>
        list(value).some((item) => wanted.includes(item)),
      );
    });
    const words = text.trim().toLowerCase();
    if (words) tests.push(test(get(known, "title"), (/** @type {string} */ title) => title.toLowerCase().includes(words)));
    return keep(known.members, complete && except !== "complete" ? [...tests, ...testComplete(known, hidden)] : tests);
  }

  /**
   * Tells rows that state all that apply to them of the slots that any row states and whose columns are shown.
   * @param {Known} known
   * @param {string[]} hidden
   */
  function testComplete(known, hidden) {
    const shown = names.filter((name) => !hidden.includes(name)).map((name) => get(known, name));
    const filled = shown.filter((column) => {
      const { is, numbers } = test(column, isStated);
      return known.members.some((row) => is[numbers[row] ?? 0]);
    });
    return filled.map((column) => test(column, (/** @type {string[]} */ list) => list.at(-1) !== unsaid[0]));
  }

  /**
   * How many rows are complete for the columns that are shown, of those that all other filters keep.
   * @param {Known} known
   * @param {State} state
   */
  function countComplete(known, state) {
    return keep(find(known, state, "complete"), testComplete(known, state.hidden)).length;
  }

  /**
   * How many rows have each value of a filter, of those that all other filters keep.
   * @param {Known} known
   * @param {State} state
   * @param {string} name
   */
  function countValues(known, state, name) {
    const { values, numbers } = get(known, STORED[name] ?? name);
    /** @type {Map<number, number>} */
    const met = new Map();
    for (const row of find(known, state, name)) met.set(numbers[row] ?? 0, (met.get(numbers[row] ?? 0) ?? 0) + 1);
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const [number, count] of met) {
      const list = /** @type {string[]} */ (LISTED[name]?.(values[number]) ?? values[number]);
      for (const value of list) counts.set(value, (counts.get(value) ?? 0) + count);
    }
    return counts;
  }

  /**
   * How many rows each group has.
   * @param {Known} known
   * @param {number[]} rows
   */
  function countGroups(known, rows) {
    const { numbers } = get(known, "kind");
    /** @type {Map<string, number>} */
    const sizes = new Map();
    for (const row of rows) {
      const group = known.groups[numbers[row] ?? 0] ?? "";
      sizes.set(group, (sizes.get(group) ?? 0) + 1);
    }
    return sizes;
  }

  /**
   * How many papers report rows.
   * @param {Known} known
   * @param {number[]} rows
   */
  function countPapers(known, rows) {
    const { numbers } = get(known, "paper");
    return new Set(rows.map((row) => numbers[row])).size;
  }

  /**
   * The rows of some papers.
   * @param {Known} known
   * @param {string[]} slugs
   */
  async function findPapers(known, slugs) {
    await load(known, ["slug"]);
    const all = Array.from({ length: known.source.size }, (_, row) => row);
    return keep(all, [test(get(known, "slug"), (/** @type {string} */ slug) => slugs.includes(slug))]);
  }

  return {
    groupOf,
    isStated,
    isOrder,
    get,
    find,
    conditions,
    STORED,
    loadFor,
    prepare,
    countComplete,
    countValues,
    countGroups,
    countPapers,
    findPapers,
  };
})();
