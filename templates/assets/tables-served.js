// What scripts add to tables, also to those that were served: heads that sort, boxes that choose papers, keys.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.served = (() => {
  const { make, drawEvidence } = LitAtlas.fill;
  // milliseconds that a pointer takes at most to pass over a value
  const PASSING = 120;
  /** @type {Record<string, string>} */
  const ROLES = {
    table: "table",
    "thead, tbody": "rowgroup",
    tr: "row",
    "thead th": "columnheader",
    "tbody th": "rowheader",
    td: "cell",
  };

  /**
   * @param {HTMLElement} shown
   * @param {Context} context
   * @param {State["sort"]} sort
   * @param {(id: string) => void} sortBy
   */
  function enhance(shown, context, sort, sortBy) {
    // Rows that are laid out as cards, on narrow screens, are still read as rows.
    for (const [parts, role] of Object.entries(ROLES)) {
      for (const part of shown.querySelectorAll(parts)) part.setAttribute("role", role);
    }
    for (const head of shown.querySelectorAll("th[data-column]")) {
      const id = head.getAttribute("data-column") ?? "";
      const attributes = { type: "button", class: "sort", "data-focus": `sort-${id}`, onclick: () => sortBy(id) };
      head.replaceChildren(make("button", attributes, ...head.childNodes));
      if (sort?.id === id) head.setAttribute("aria-sort", sort.desc ? "descending" : "ascending");
    }
    for (const cell of shown.querySelectorAll("tr[data-low] .what")) {
      const link = cell.querySelector("a");
      const slug = link?.getAttribute("href")?.match(/papers\/([^/]+)\//)?.[1];
      if (slug) cell.prepend(makeBox(slug, link.textContent, context));
    }
    offerNotes(shown, context);
  }

  /**
   * @param {HTMLElement} shown
   * @param {Context} context
   */
  function offerNotes(shown, context) {
    for (const mark of shown.querySelectorAll("tr[data-low] .note")) {
      const value = mark.closest("tr")?.querySelector("td.v");
      for (const event of ["pointerenter", "focusin"]) value?.addEventListener(event, () => void remark(value, context));
    }
  }

  /**
   * Shows the note of a value's paper beside its evidence, unless the reader only passes by.
   * @param {Element} value
   * @param {Context} context
   */
  async function remark(value, context) {
    if (await stays(value)) await context.annotate(value);
  }

  /**
   * Whether the reader stays with something, rather than passing by.
   * @param {Element} element
   */
  function stays(element) {
    return new Promise((done) => setTimeout(() => done(element.matches(":hover, :focus-within")), PASSING));
  }

  /**
   * What a row was read from; most of it stands on its paper's page.
   * @param {Row} row
   * @param {Exclude<Row["proof"], Element>} proof
   * @param {string} root
   */
  async function findEvidence(row, proof, root) {
    await LitAtlas.parts.load(root, "tables-evidence.js");
    return LitAtlas.evidence.find(row, proof, root);
  }

  /** @type {WeakSet<Element>} */
  // boxes whose evidence was asked for
  const asked = new WeakSet();

  /**
   * Shows what a row was read from, once.
   * @param {Row} row
   * @param {Element} line
   * @param {Context} context
   */
  async function explain(row, line, context) {
    const { proof } = row;
    const box = line.querySelector(".evidence");
    if (!box || asked.has(box)) return;
    if (proof instanceof Element) {
      asked.add(box);
      box.replaceChildren(...proof.cloneNode(true).childNodes);
      return;
    }
    if (!(await stays(line)) || asked.has(box)) return;
    asked.add(box);
    const evidence = await findEvidence(row, proof, context.root).catch((/** @type {unknown} */ error) => {
      // the box leads to the paper's page meanwhile
      asked.delete(box);
      console.warn(error);
    });
    if (!evidence) return;
    const remarks = box.querySelectorAll(".remark");
    box.replaceChildren(...drawEvidence(row, { ...evidence, told: true }, context), ...remarks);
  }

  /**
   * The box that chooses a paper.
   * @param {string} slug
   * @param {string} title
   * @param {Context} context
   */
  function makeBox(slug, title, context) {
    const box = make("input", { type: "checkbox", class: "choose", "aria-label": `Compare: ${title}`, value: slug });
    box.addEventListener("change", () => context.choose(slug, box.checked));
    box.checked = context.chosen.has(slug);
    return box;
  }

  /** @type {Element | null} */
  // the value that was touched last
  let touched = null;

  /**
   * Where nothing can be pointed at, a touch shows what a value was read from, and another one leads there.
   * @param {MouseEvent} event
   */
  function touch(event) {
    const value = event.target instanceof Element ? event.target.closest(".compare a.v") : null;
    if (value && value !== touched && matchMedia("(hover: none)").matches) event.preventDefault();
    touched = value;
  }

  /**
   * Escape closes the panel that is open, and hides the evidence that is shown; a click elsewhere closes panels.
   * @param {HTMLElement} tools
   */
  function listen(tools) {
    addEventListener("click", touch);
    addEventListener("keydown", (event) => event.key === "Escape" && hush(tools));
    addEventListener("click", ({ target }) => {
      if (!(target instanceof Node) || !target.isConnected) return;
      for (const panel of findOpen(tools)) if (!panel.contains(target)) panel.open = false;
    });
  }

  /**
   * @param {HTMLElement} tools
   * @returns {Panel[]}
   */
  function findOpen(tools) {
    return [...tools.querySelectorAll("details")].filter((panel) => panel.open);
  }

  /** @param {HTMLElement} tools */
  function hush(tools) {
    const [open] = findOpen(tools);
    if (open) {
      open.open = false;
      open.querySelector("summary")?.focus();
    }
    for (const line of document.querySelectorAll(".compare tr:is(:hover, :focus-within)")) {
      line.classList.add("quiet");
      const loud = () => line.classList.remove("quiet");
      line.addEventListener("pointerleave", loud, { once: true });
      line.addEventListener("focusout", loud, { once: true });
    }
  }

  return { enhance, explain, listen, findOpen };
})();
