"use strict";
// On every page: `/` leads to the search field, the field finds papers as one types, and facets narrow what the page lists.
// A classic script, since pages opened from the disk may not load modules: there the form leads to the search page.
{
  const ASSETS = new URL(".", document.currentScript.src);
  const isServed = location.protocol.startsWith("http");
  const field = document.querySelector("form.find input");
  const form = document.querySelector("form.find[action]"); // not the search page's own

  const isTyping = (target) => target.isContentEditable || target.closest("input:not([type=checkbox]), textarea, select");

  if (field) {
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
  if (form && isServed) {
    const load = () => import(new URL("search-field.js", ASSETS)).then(({ suggest }) => suggest(form));
    field.addEventListener("focus", () => load().catch(console.warn), { once: true }); // without it the form still works
    for (const link of document.querySelectorAll("a[data-narrow]")) link.href = link.dataset.narrow;
  }
}
