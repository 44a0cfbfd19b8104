// Words as the search knows them: the rules of `site/search/words.py`, which a table of cases in the tests holds together.

const SUFFIXES = ["ations", "ation", "ings", "ing", "ed", "es", "s", "e"];
export const LONGEST_ENDING = Math.max(...SUFFIXES.map((suffix) => suffix.length));
/** @type {Record<string, string>} */
const KEPT = { s: "sui", ed: "e" };
const SHORTEST = 3;
const ALONE = String.raw`[\u3040-\u30ff\u3400-\u9fff]`;
const ATOM = String.raw`${ALONE}|(?:(?!${ALONE})[\p{L}\p{N}])+(?:\.\p{Nd}(?:(?!${ALONE})[\p{L}\p{N}])*)*`;
const DOI = String.raw`10[.][0-9]{4,9}\/[!-+\--:<-~]*[A-Za-z0-9]`;
const ATOMS = new RegExp(ATOM, "gu");
const WRITTEN = new RegExp(`${DOI}|(?:${ATOM})(?:[-‐_](?:${ATOM}))*`, "gu");
const NONE = /** @type {Set<string>} */ (new Set());
const CAMEL = /(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z]{2})|(?<=[a-z]{2})(?=[A-Z]{2})/;

/**
 * The words of a text as written, with where each starts, and whether only a space parts it from the one before.
 * @param {string} text
 */
export function findWords(text) {
  let end = -1;
  return [...text.matchAll(WRITTEN)].map(({ 0: written, index }) => {
    const close = index === end + 1 && text[end] === " ";
    end = index + written.length;
    return { written, index, close };
  });
}

/** @param {string} part */
function splitCamel(part) {
  const pieces = part.split(CAMEL);
  return pieces.every((piece) => piece.length > 1) ? pieces.map((piece) => piece.toLowerCase()) : [part.toLowerCase()];
}

/** @param {string} word */
function undouble(word) {
  const last = word.slice(-1);
  return last === word.at(-2) && !"lsz".includes(last) ? word.slice(0, -1) : word;
}

/** @param {string} word */
export function stem(word) {
  if (!/^[a-z]+$/i.test(word)) return word;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  for (const suffix of SUFFIXES) {
    if (!word.endsWith(suffix)) continue;
    const rest = word.slice(0, -suffix.length);
    if (rest.length < SHORTEST || !/[aeiouy]/.test(rest) || KEPT[suffix]?.includes(rest.slice(-1))) continue;
    return ["ings", "ing", "ed"].includes(suffix) ? undouble(rest) : rest;
  }
  return word;
}

/**
 * The parts of a word, and what it is found by, all that it is joined of last.
 * @param {string} written
 * @param {Set<string>} common
 */
export function readWord(written, common) {
  const isDoi = written.includes("/"); // which no other word has
  const split = isDoi ? [[written.toLowerCase()]] : written.split(/[-‐_]/).map(splitCamel);
  const parts = split.flat();
  const compounds = split.length > 1 ? split.filter((each) => each.length > 1).map((each) => each.join("")) : [];
  const inner = isDoi ? (written.match(ATOMS) ?? []).flatMap(splitCamel) : compounds;
  const joined = parts.join("");
  const found = [...[...parts, ...inner].filter((part) => part !== joined), joined];
  return { parts, terms: [...new Set(found.filter((part) => !common.has(part)).map(stem))] };
}

/**
 * The parts of a word, also of a common one, without their endings: as the index spells acronyms' long forms.
 * @param {string} written
 */
export const spellWord = (written) => readWord(written, NONE).parts.map(stem);

/**
 * Whether letters may be the start of an ending that `stem` takes away.
 * @param {string} letters
 */
export function startsEnding(letters) {
  return SUFFIXES.some((suffix) => suffix.startsWith(letters)) || "ies".startsWith(letters);
}
