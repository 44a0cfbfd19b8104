// Marks in a text what a search was for.

import { mapLetters } from "./search-letters.js";
import { findWords, readWord } from "./search-words.js";

/**
 * A text as pieces, those that a search was for marked.
 * @param {string} text
 * @param {Set<string>} terms
 * @param {Set<string>} common
 * @returns {Piece[]}
 */
export function markTerms(text, terms, common) {
  const { folded, starts, ends } = mapLetters(text);
  /** @type {Piece[]} */
  const pieces = [];
  let at = 0;
  /** @type {(end: number, isHit: boolean) => void} */
  const add = (end, isHit) => {
    if (end > at) pieces.push([text.slice(at, end), isHit]);
    at = Math.max(at, end);
  };
  for (const { written, index } of findWords(folded)) {
    if (!readWord(written, common).terms.some((term) => terms.has(term))) continue;
    add(starts[index] ?? at, false);
    add(ends[index + written.length - 1] ?? at, true);
  }
  add(text.length, false);
  return pieces;
}
