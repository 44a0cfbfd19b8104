// The panel that chooses columns, and among rows those that state all that these say; fetched when it is first opened.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.columns = (() => {
  const { make } = LitAtlas.fill;
  const { makeOption, put } = LitAtlas.panels;
  // without these a row says nothing
  const KEPT = new Set(["value", "paper", "confidence"]);

  /**
   * @param {HTMLElement} body of the panel
   * @param {Board} board
   */
  async function fill(body, board) {
    if (!body.childElementCount) {
      const options = make("div", { class: "options" }, listColumns(board));
      body.replaceChildren(options, make("div", { class: "options whole" }, makeComplete(board)));
    }
    const known = await board.ensure();
    board.apply(known);
    const { complete, hidden } = board.state();
    const box = body.querySelector(".whole input");
    const count = body.querySelector(".whole .n");
    if (box instanceof HTMLInputElement) box.checked = complete;
    if (count) count.textContent = LitAtlas.rows.countComplete(known.table, hidden).toLocaleString("en");
  }

  /** @param {Board} board */
  function listColumns(board) {
    const { hidden } = board.state();
    return board.columns
      .filter(({ id }) => !KEPT.has(id))
      .map(({ id, name }) => {
        /** @param {boolean} isShown */
        const change = (isShown) => board.change({ hidden: put(board.state().hidden, id, !isShown), page: board.state().page });
        return makeOption(name, id, !hidden.includes(id), change);
      });
  }

  /**
   * The filter that keeps the rows that state all of these, and room for how many they are.
   * @param {Board} board
   */
  function makeComplete(board) {
    /** @param {boolean} isWanted */
    const change = (isWanted) => board.change({ complete: isWanted });
    return makeOption("Complete for these columns", "complete", board.state().complete, change, "");
  }

  return { fill };
})();
