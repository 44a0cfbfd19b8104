// Keeps the table of results a table to screen readers where its style makes cards of its rows, and shows the button that
// copies the BibTeX entry; without it, the entry can be selected by hand.
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
    for (const part of document.querySelectorAll(`.scroll :is(${parts})`)) part.setAttribute("role", role);
  }

  const entry = /** @type {HTMLElement} */ (document.getElementById("bibtex"));
  const button = /** @type {HTMLButtonElement} */ (document.getElementById("copy"));
  const label = button.textContent;
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
  button.addEventListener("click", () => void copy());
  button.setAttribute("aria-live", "polite");
  button.hidden = false;
}
