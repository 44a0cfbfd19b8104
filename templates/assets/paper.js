// On a paper's page: keeps its table of results a table to screen readers where its style makes cards of the rows, adds a button
// that copies the BibTeX entry (without it, the entry can be selected by hand), and where no link leads to the paper, sites that
// find it by its title.
"use strict";
{
  const ROLES = {
    table: "table",
    "thead, tbody": "rowgroup",
    tr: "row",
    td: "cell",
    "thead th": "columnheader",
    "tbody th": "rowheader",
  };
  for (const [parts, role] of Object.entries(ROLES)) {
    for (const part of document.querySelectorAll(`article .scroll :is(${parts})`)) part.setAttribute("role", role);
  }

  const SEARCHES = {
    arXiv: "https://arxiv.org/search/?searchtype=title&query=",
    "Semantic Scholar": "https://www.semanticscholar.org/search?q=",
    "Google Scholar": "https://scholar.google.com/scholar?q=",
  };
  const lookUp = () => {
    const found = document.createElement("p");
    const title = document.querySelector("h1")?.textContent ?? "";
    for (const [name, address] of Object.entries(SEARCHES)) {
      const link = document.createElement("a");
      Object.assign(link, { href: address + encodeURIComponent(title), rel: "external", textContent: name });
      found.append(found.childElementCount ? ", " : "Look it up: ", link);
    }
    found.className = "elsewhere";
    return found;
  };
  if (!document.querySelector("article .links")) {
    document.querySelector("article :is(.abstract, p#abstract)")?.after(lookUp());
  }

  /**
   * Below a BibTeX entry.
   * @param {Element} entry
   */
  const addButton = (entry) => {
    const button = document.createElement("button");
    const label = "Copy BibTeX";
    const selectEntry = () => getSelection()?.selectAllChildren(entry);

    /** @param {string} text */
    const write = async (text) => {
      // A page from the disk, or of a plain HTTP address, may have no clipboard: then the selection is copied.
      if (navigator.clipboard) {
        await navigator.clipboard.writeText(text);
        return;
      }
      selectEntry();
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else copies where there is no clipboard
      if (!document.execCommand("copy")) throw new Error("copying is not allowed here");
    };

    const copy = async () => {
      try {
        await write(entry.textContent);
        button.textContent = "Copied";
      } catch {
        selectEntry();
        button.textContent = "Selected: copy it with your keyboard";
      }
      setTimeout(() => (button.textContent = label), 3000);
    };
    button.type = "button";
    button.id = "copy";
    button.textContent = label;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", () => void copy());
    entry.after(button);
  };
  for (const entry of document.querySelectorAll("pre#bibtex")) addButton(entry);
}
