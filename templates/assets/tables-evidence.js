// What a row was read from: the data say where its sentence stands in the title or abstract, and the paper's page has the words.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.evidence = (() => {
  /**
   * A sentence, cut at its quote.
   * @param {Document} page
   * @param {{ place: number[], isTitle: boolean }} proof
   * @returns {NonNullable<Evidence["context"]>}
   */
  function cut(page, { place: [start = 0, before = 0, quote = 0, after = 0], isTitle }) {
    const shown = page.querySelector(isTitle ? "h1" : ".abstract");
    // the numbers of results that one quote stands for are no words of it
    for (const number of shown?.querySelectorAll("mark sup") ?? []) number.remove();
    const letters = [...(shown?.textContent ?? "")];
    /** @param {number} from @param {number} size */
    const take = (from, size) => letters.slice(from, from + size).join("");
    return [take(start, before), take(start + before, quote), take(start + before + quote, after)];
  }

  /**
   * @param {Row} row
   * @param {Exclude<Row["proof"], Element>} proof
   * @param {string} root
   * @returns {Promise<Evidence>}
   */
  async function find(row, proof, root) {
    const { quote } = row;
    const { formula, said, source } = proof;
    const told = { told: /** @type {const} */ (true), quote, formula, said, source };
    if (source) return told;
    const page = await LitAtlas.parts.readPage(root + row.page.replace(/#.*/, ""));
    const context = cut(page, proof);
    return context[1] ? { ...told, context } : { ...told, source: "the paper’s page" };
  }

  return { find };
})();
