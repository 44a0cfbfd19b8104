// What people write into a search field: identifiers with prefix, address and version, quoted words, `-words`, plain questions.

import { stem } from "./search-words.js";

const DOI_LEAD = /(?<!\S)(?:https?:\/\/\S*?\/|(?:dx\.)?doi\.org\/|doi:?\s*)(?=10\.\d{4,9}\/)/giu;
const ARXIV_LEAD = String.raw`https?:\/\/\S*\/|(?:www\.)?arxiv\.org\/\S*\/|10\.48550\/arxiv\.|arxiv[:\s]\s*`;
const ARXIV_NUMBER = String.raw`\d{4}\.\d{1,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?\/\d{7}`;
const ARXIV_REST = String.raw`(?:v\d+)?(?:\.pdf)?(?:[?#]\S*)?[.,;)\]]*(?!\S)(?:\s*\[[a-z-]+(?:\.[a-z]{2})?\])?`; // `v2 [cs.CL]`
const ARXIV = new RegExp(`(?<!\\S)[(\\[]?(?:${ARXIV_LEAD})?(${ARXIV_NUMBER})${ARXIV_REST}`, "giu");
const TIMES = /(\d) [x×](?!\S)/giu; // `1.5 x` is `1.5x`

const INSISTED = /(?<!\S)(-?)["“”„«]([^"“”„«»]*)["“”»](?!\S)|(?<!\S)-(?=[\p{L}\p{N}])(\S+)/gu;
const QUESTION = /^\s*(?:what|which|how|who|where|when|why|is|are|do|does|can|should)\s+\S+\s+\S|\?\s*$/iu;
const ASKING = new Set(
  (
    "speed speedup accelerate fast faster improve boost reduce cut lower help make work use need best better good well most much many " +
    "gain get give find show tell know there any some me you method approach technique way paper work result inference possible"
  )
    .split(" ")
    .map(stem),
);

/**
 * What a query asks for, and what it insists on.
 * @param {string} query
 * @returns {Insisted & { asked: string }}
 */
export function parseQuery(query) {
  /** @type {Insisted} */
  const insisted = { quoted: [], excluded: [] };
  const asked = normalizeQuery(query).replace(INSISTED, (_all, minus, phrase, word) => {
    const text = String(phrase ?? word);
    if (minus || word) insisted.excluded.push(text);
    else insisted.quoted.push(text);
    return minus || word ? " " : ` ${text} `;
  });
  return { asked, ...insisted };
}

/**
 * Of a plain question, the words that ask rather than name: papers need not have them, though it speaks for a paper that it does.
 * @template {QueryWord} Word
 * @param {string} asked
 * @param {Word[]} words
 * @returns {Word[]}
 */
export function markAsking(asked, words) {
  const isAsking = words.map(({ term }) => ASKING.has(term));
  if (!QUESTION.test(asked) || isAsking.every(Boolean)) return words;
  return words.map((word, i) => (isAsking[i] ? { ...word, asking: true } : word));
}

/**
 * Whether a word without its ending asks rather than names, in a plain question.
 * @param {string} word
 */
export const isAskingWord = (word) => ASKING.has(word);

/** @param {string} query */
function normalizeQuery(query) {
  return query.replace(DOI_LEAD, "").replace(ARXIV, "$1").replace(TIMES, "$1x");
}

/**
 * Whether a word names a paper, so that one which is nearly the same is none.
 * @param {string} word
 */
export function isIdentifier(word) {
  return word.includes("/") || /^\d{4}\.\d{4,5}$/.test(word);
}
