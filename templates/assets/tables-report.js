// The address of an issue about a row, prefilled, as `site/pages/corrections_links.py` writes it: a table of cases holds both.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.report = (() => {
  const { forms, slots, report } = LitAtlasLayout;

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
      shown = `${letters.slice(0, end).join("").replace(/ +$/, "")}…`;
    }
    return shown;
  }

  /**
   * The conditions of a row, in words.
   * @param {Row} row
   */
  function listConditions({ slots: stated, subject }) {
    const named = slots.flatMap(({ name, preposition }) => {
      const texts = stated[name] ?? [];
      const lead = name === "setting" ? "" : `${preposition} `; // `in 8 GPUs`: a setting says by itself what it is
      return texts.length ? [`${lead}${texts.join(", ")}`] : [];
    });
    return { named, subject: subject ? [`value of ${subject}`] : [] };
  }

  /** @param {Row} row */
  function describe(row) {
    const own = `${row.bound} ${row.value} ${row.label} (${forms[row.form]?.[0]})`.trim();
    const { named, subject } = listConditions(row);
    return [own, ...named, ...subject].join(", ");
  }

  /**
   * @param {Row} row
   * @param {string} repository
   */
  function format(row, repository) {
    const texts = { title: `Correction: ${row.title}`, paper: row.slug, row: row.id, value: describe(row), evidence: row.quote };
    const fields = Object.entries(texts).map(([name, text]) => [name, fit(text, report.room[name] ?? text.length)]);
    return `${repository}/issues/new?${new URLSearchParams([["template", report.template], ...fields])}`;
  }

  return { fit, format, listConditions };
})();
