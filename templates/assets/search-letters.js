// One folding of letters: the rules of `text/folding.py`, which a table of cases in the tests holds together.

const LOWER =
  "α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi ο omicron π pi ρ rho " +
  "σ sigma ς sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega " +
  "ß ss æ ae ø o œ oe ł l đ d ð d þ th ı i × x ∞ infinity";
const SIGNS = /[™℠®©\u00ad\u0640\u200b-\u200f\u2060\ufeff]+/g;
const MARKS =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+/g;
const ASCII = /^[\0-\x7f]*$/;

// What folds alone: plain text up to its last letter, jamo that may be one syllable, a letter with its marks.
const JAMO = "[\\u1100-\\u11ff\\u3131-\\u318e\\ua960-\\ua97f\\ud7b0-\\ud7ff\\uffa0-\\uffdc]";
const AFTER = `(?:[\\p{M}\\uff9e\\uff9f]|${SIGNS.source})*`;
const UNIT = new RegExp(`[\\0-\\x7f]+(?=[\\0-\\x7f])|[\\uac00-\\ud7a3]?${AFTER}(?:${JAMO}${AFTER})+|[^]${AFTER}`, "gu");

/** @type {Map<string, string>} */
const SPELLED = new Map([["ẞ", "SS"]]);
for (const [, letter = "", spelled = ""] of LOWER.matchAll(/(\S) (\S+)/gu)) {
  const capital = letter.toUpperCase();
  SPELLED.set(letter, spelled);
  if (capital !== letter && !ASCII.test(capital) && capital !== "SS") {
    SPELLED.set(capital, spelled.slice(0, 1).toUpperCase() + spelled.slice(1));
  }
}
const LETTERS = new RegExp(`[${[...SPELLED.keys()].join("")}]`, "gu");

/**
 * A text without accents, its compatible forms made one.
 * @param {string} text
 */
export function fold(text) {
  if (ASCII.test(text)) return text;
  const apart = text.replace(SIGNS, "").normalize("NFKD").replace(MARKS, "");
  return apart.replace(LETTERS, (letter) => SPELLED.get(letter) ?? letter).normalize("NFC");
}

/**
 * A text as `fold` gives it, and where each of its characters stands in the text that was given.
 * @param {string} text
 */
export function mapLetters(text) {
  let folded = "";
  /** @type {number[]} */
  const starts = [];
  /** @type {number[]} */
  const ends = [];
  for (const { 0: unit, index } of text.matchAll(UNIT)) {
    const plain = ASCII.test(unit);
    const letters = plain ? unit : fold(unit);
    folded += letters;
    for (let i = 0; i < letters.length; i++) {
      starts.push(plain ? index + i : index);
      ends.push(plain ? index + i + 1 : index + unit.length);
    }
  }
  return { folded, starts, ends };
}
