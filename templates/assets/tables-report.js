// The address of an issue about a row, prefilled, as `site/corrections_links.py` writes it.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.report = (() => {
  const ROOM = { title: 46, paper: 300, row: 20, value: 450, evidence: 450 }; // as in corrections_links.py

  /**
   * A text that takes no more than so many letters of an address.
   * @param {string} text
   * @param {number} room
   */
  function fit(text, room) {
    const letters = [...text.toWellFormed()];
    /** @param {string} whole */
    const isFitting = (whole) => new URLSearchParams({ t: whole }).toString().length - 2 <= room;
    let shown = letters.join("");
    for (let end = Math.min(letters.length, room); !isFitting(shown); end -= 1) {
      shown = `${letters.slice(0, end).join("").trimEnd()}…`;
    }
    return shown;
  }

  /** @param {Row} row */
  function describe(row) {
    const lists = { over: row.baseline, on: row.hardware, data: row.dataset, model: row.model };
    const named = Object.entries(lists).flatMap(([name, texts]) => (texts.length ? [`${name} ${texts.join(", ")}`] : []));
    const form = LitAtlas.cells.FORMS[row.form];
    const own = `${row.bound} ${LitAtlas.cells.formatValue(row)} ${row.label} (${form})`.trim();
    return [own, ...named, ...(row.subject ? [`value of ${row.subject}`] : [])].join(", ");
  }

  /**
   * @param {Row} row
   * @param {string} repository
   */
  function format(row, repository) {
    const title = fit(`Correction: ${row.title}`, ROOM.title);
    const [value, evidence] = [fit(describe(row), ROOM.value), fit(row.quote, ROOM.evidence)];
    const fields = { title, paper: fit(row.slug, ROOM.paper), row: fit(row.id, ROOM.row), value, evidence };
    return `${repository}/issues/new?${new URLSearchParams({ template: "correction.yml", ...fields })}`;
  }

  return { format };
})();
