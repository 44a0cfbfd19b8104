// On every page: `/` leads to the search field, the field finds papers as one types, and facets narrow what the page lists.
// A classic script, since pages opened from the disk may not load modules: there the form leads to the search page.
"use strict";
{
  const ASSETS = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const isServed = location.protocol.startsWith("http");
  /** @type {HTMLInputElement | null} */
  const field = document.querySelector("form.find input");
  /** @type {HTMLFormElement | null} */
  const form = document.querySelector("form.find[action]"); // not the search page's own

  const PARTS = ["answers", "data", "files", "hits", "index", "letters", "marks", "query", "terms", "things", "words"]; // all at once

  /** @param {Partial<HTMLLinkElement>} link */
  const preload = (link) => document.head.append(Object.assign(document.createElement("link"), link));

  /** @param {EventTarget | null} target */
  const isTyping = (target) =>
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input:not([type=checkbox]), textarea, select") !== null);

  /**
   * Leads the links of a facet to what its groups share with the page's own.
   * @param {Element} list
   * @param {string} address that their names follow, or slugs of metrics
   */
  function narrow(list, address) {
    for (const link of list.querySelectorAll("a")) {
      const slug = link.getAttribute("href")?.split("/").at(-2);
      link.href = address + encodeURIComponent((address.endsWith("metric=") ? slug : link.textContent) ?? "");
    }
  }

  if (field) {
    field.autocomplete = "off"; // hits are what is suggested
    const key = document.createElement("kbd");
    key.append("/");
    key.setAttribute("aria-hidden", "true");
    field.after(key);
    field.setAttribute("aria-keyshortcuts", "/");
    addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      field.focus();
      field.select();
    });
  }
  if (!isServed) document.querySelector("#status.late")?.classList.remove("late"); // nothing will load: say at once what it needs
  if (field && form && isServed) {
    const load = async () => {
      for (const part of PARTS) preload({ rel: "modulepreload", href: new URL(`search-${part}.js`, ASSETS).href });
      preload({ rel: "preload", as: "fetch", crossOrigin: "", href: new URL("../search/data/index.bin", ASSETS).href });
      /** @type {unknown} */
      const found = await import(new URL("search-field.js", ASSETS).href);
      const { suggest } = /** @type {typeof import("./search-field.js")} */ (found);
      suggest(form);
    };
    field.addEventListener("focus", () => void load().catch(console.warn), { once: true }); // without it the form still works
    for (const link of document.querySelectorAll("a[data-narrow]")) {
      link.setAttribute("href", link.getAttribute("data-narrow") ?? "");
    }
    for (const list of document.querySelectorAll("ul[data-narrow]")) narrow(list, list.getAttribute("data-narrow") ?? "");
  }
}
