// The first sentence of a paper's note, beside what a row was read from and in the comparison of papers: read off the paper's page.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.notes = (() => {
  const { make } = LitAtlas.fill;
  // letters of a sentence that goes on and on
  const MOST = 240;
  // what ends no sentence, though a capital or a number follows
  const SHORT = /\b(?:e\.g|i\.e|et al|cf|vs|approx|resp|Fig|Figs|Eq|Sec|Tab|No|Dr|St)\.\s*$/;

  /** The first sentence of the note on a paper's page; empty where it has no text. */
  const find = LitAtlas.parts.once(async (address) => {
    const page = await LitAtlas.parts.readPage(address);
    const first = page.querySelector(".notes .prose > :is(p:not(.meta), ul, ol, blockquote)");
    // the numbers of footnotes are no words of it
    for (const number of first?.querySelectorAll("sup:has(a)") ?? []) number.remove();
    return cut(first?.textContent?.replace(/\s+/g, " ").trim() ?? "", page.documentElement.lang);
  });

  /**
   * The first sentence of a text, or as much of it as there is room for.
   * @param {string} text
   * @param {string} language
   */
  function cut(text, language) {
    let sentence = "";
    for (const { segment } of new Intl.Segmenter(language || "en", { granularity: "sentence" }).segment(text)) {
      sentence += segment;
      if (!SHORT.test(sentence)) break;
    }
    const whole = sentence.trim();
    return whole.length > MOST ? `${whole.slice(0, whole.lastIndexOf(" ", MOST)).trimEnd()} …` : whole;
  }

  /**
   * A note's first sentence, with the way to the note.
   * @param {string} sentence
   * @param {string} href
   */
  const draw = (sentence, href) => make("p", { class: "remark", dir: "auto" }, make("a", { href }, "Note"), ": ", sentence);

  /**
   * Adds the first sentence of its paper's note to what a value shows, once.
   * @param {Element} value
   */
  async function show(value) {
    const line = value.closest("tr");
    const href = line?.querySelector(".note")?.getAttribute("href");
    const box = line?.querySelector(".evidence");
    if (!href || !box) return;
    // without it the mark still leads to the note
    const sentence = await find(href.replace(/#.*/, "")).catch(() => "");
    if (sentence && !box.querySelector(".remark")) box.append(draw(sentence, href));
  }

  /**
   * Puts the first sentences of notes in the place of the links to them.
   * @param {Element} table
   */
  function fill(table) {
    for (const mark of table.querySelectorAll(".note")) {
      const href = mark.getAttribute("href") ?? "";
      void find(href.replace(/#.*/, ""))
        .then((sentence) => sentence && mark.replaceWith(draw(sentence, href)))
        .catch(() => "");
    }
  }

  return { cut, show, fill };
})();
