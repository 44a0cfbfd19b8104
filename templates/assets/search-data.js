// Reads the files of the index that `site/search_index.py` writes.

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));
const LEVELS = 8;

const ROOT = new URL("../", import.meta.url);
const FOLDER = new URL("search/data/", ROOT);

let version = "";
/** @type {Map<string, Promise<unknown>>} */
const loading = new Map();

/**
 * What a file of the index holds, which is fetched once.
 *
 * @param {string} path
 * @param {RequestInit} [options]
 * @returns {Promise<unknown>}
 */
export function load(path, options) {
  const address = new URL(version ? `${path}?${version}` : path, FOLDER);
  const known = loading.get(path);
  if (known) return known;
  const answer = fetch(address, options).then((response) => {
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response.json();
  });
  answer.catch(() => loading.delete(path));
  loading.set(path, answer);
  return answer;
}

/** @returns {Promise<Manifest>} */
export async function loadManifest() {
  const answer = await load("index.json", { cache: "no-cache" });
  const manifest = /** @type {Omit<Manifest, "common"> & { common: string[] }} */ (answer);
  version = manifest.version;
  return { ...manifest, common: new Set(manifest.common) };
}

/** @returns {Promise<Facets>} */
export async function loadFacets() {
  /** @param {string} text */
  const read = (text) => {
    let paper = 0;
    return Array.from(decode(text), (gap) => (paper += gap));
  };
  const facets = /** @type {Record<string, Record<string, string>>} */ (await load("facets.json"));
  const entries = Object.entries(facets).map(([name, values]) => {
    const papers = Object.entries(values).map(([value, text]) => /** @type {const} */ ([value, read(text)]));
    return /** @type {const} */ ([name, new Map(papers)]);
  });
  return Object.fromEntries(entries);
}

/**
 * @param {number} paper
 * @returns {Promise<Hit>}
 */
export async function loadHit(paper) {
  const hit = /** @type {Hit} */ (await load(`papers/${paper}.json`));
  const results = hit.results.map(([href, ...rest]) => /** @type {HitResult} */ ([new URL(href, ROOT).href, ...rest]));
  return { ...hit, href: new URL(hit.href, ROOT).href, results };
}

/** @param {TermEntry} entry */
export const listParts = (entry) => /** @type {string[]} */ ([entry].flat());

/**
 * @param {string} name
 * @param {TermEntry} entry
 * @returns {Term}
 */
export function readTerm(name, entry) {
  const [postings = "", ...parts] = listParts(entry);
  return { name, postings: readPostings(postings), parts };
}

/** @param {string} text */
function* decode(text) {
  let number = 0;
  let place = 1;
  for (const digit of text) {
    const value = VALUES.get(digit) ?? 0;
    number += (value & 31) * place;
    place *= 32;
    if (value < 32) {
      yield number;
      number = 0;
      place = 1;
    }
  }
}

/** @param {string} text */
function readPostings(text) {
  /** @type {Map<number, number>} */
  const postings = new Map();
  let paper = 0;
  for (const number of decode(text)) {
    paper += Math.floor(number / LEVELS);
    postings.set(paper, (number % LEVELS) + 1);
  }
  return postings;
}
