// One folding of letters: the rules of `text/folding.py`, which a table of cases in the tests holds together.

const LOWER =
  "α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi ο omicron π pi ρ rho " +
  "σ sigma ς sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega " +
  "ß ss æ ae ø o œ oe ł l đ d ð d þ th ı i × x ∞ infinity";
const SIGNS = /(?:[™℠®©\u0640\ufeff]|\u00ad|[\u200b-\u200f]|\u2060)+/g;
const MARKED =
  "0300-036f 0483-0487 0591-05bd 05bf 05c1 05c2 05c4 05c5 05c7 0610-061a 064b-065f 0670 06d6-06dc 06df-06e4 06e7 06e8 " +
  "06ea-06ed 1ab0-1aff 1dc0-1dff 20d0-20ff fe20-fe2f";
const MARKS = new RegExp(`[${MARKED.replace(/[0-9a-f]{4}/g, "\\u$&").replaceAll(" ", "")}]+`, "g");
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
