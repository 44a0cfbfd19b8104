// What scripts add to the tables that were served: heads that sort, boxes that choose papers, keys.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.served = (() => {
  const { make, drawBox } = LitAtlas.cells;
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
   * @param {HTMLElement} served
   * @param {CellContext} context
   * @param {(id: string) => void} sortBy
   */
  function enhance(served, context, sortBy) {
    // Rows that are laid out as cards, on narrow screens, are still read as rows.
    for (const [parts, role] of Object.entries(ROLES)) {
      for (const part of served.querySelectorAll(parts)) part.setAttribute("role", role);
    }
    for (const head of served.querySelectorAll("th[data-column]")) {
      const sort = () => sortBy(head.getAttribute("data-column") ?? "");
      head.replaceChildren(make("button", { type: "button", class: "sort", onclick: sort }, ...head.childNodes));
    }
    for (const cell of served.querySelectorAll("tr[data-low] .what")) {
      const link = cell.querySelector("a");
      const slug = link?.getAttribute("href")?.match(/papers\/([^/]+)\//)?.[1];
      if (slug) cell.prepend(drawBox(slug, link.textContent ?? "", context));
    }
  }

  /**
   * Escape closes the panel that is open, and hides the evidence that is shown; a click elsewhere closes panels.
   * @param {HTMLElement} tools
   */
  function listen(tools) {
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

  return { enhance, listen, findOpen };
})();
