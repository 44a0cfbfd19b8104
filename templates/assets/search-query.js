// What people paste into a search field, as the index knows it: identifiers without prefix, address and version.

const DOI_LEAD = /(?<!\S)(?:https?:\/\/\S*?\/|(?:dx\.)?doi\.org\/|doi:?\s*)(?=10\.\d{4,9}\/)/giu;
const ARXIV_LEAD = String.raw`https?:\/\/\S*\/|(?:www\.)?arxiv\.org\/\S*\/|10\.48550\/arxiv\.|arxiv[:\s]\s*`;
const ARXIV_NUMBER = String.raw`\d{4}\.\d{1,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?\/\d{7}`;
const ARXIV_REST = String.raw`(?:v\d+)?(?:\.pdf)?(?:[?#]\S*)?[.,;)\]]*(?!\S)(?:\s*\[[a-z-]+(?:\.[a-z]{2})?\])?`; // `v2 [cs.CL]`
const ARXIV = new RegExp(`(?<!\\S)[(\\[]?(?:${ARXIV_LEAD})?(${ARXIV_NUMBER})${ARXIV_REST}`, "giu");
const TIMES = /(\d) [x×](?!\S)/giu; // `1.5 x` is `1.5x`

/** @param {string} query */
export function normalizeQuery(query) {
  return query.replace(DOI_LEAD, "").replace(ARXIV, "$1").replace(TIMES, "$1x");
}

/**
 * Whether a word names a paper, so that one which is nearly the same is none.
 * @param {string} word
 */
export function isIdentifier(word) {
  return word.includes("/") || /^\d{4}\.\d{4,5}$/.test(word);
}
