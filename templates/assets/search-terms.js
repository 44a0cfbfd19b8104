// The terms of the index: by name, by their beginning, by their parts, and the nearest to a word that no paper has.

import { loadShard, readPostings } from "./search-data.js";
import { LONGEST_ENDING, startsEnding, stem } from "./search-words.js";

const COMPLETIONS = 24; // terms that an unfinished word may stand for
const LETTERS = 2; // an unfinished word shorter than this stands for itself alone
const LONGEST = 20; // letters of a word that is taken apart

/**
 * The order of the files, which is that of code points.
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((letter, i) => letter !== right[i]);
  if (at < 0) return left.length - right.length;
  return (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1);
}

/**
 * The files that hold the terms from one to another.
 * @param {Manifest} manifest
 * @param {string} from
 * @param {string} to
 */
function findShards({ terms }, from, to) {
  return terms.flatMap((start, i) => {
    const next = terms[i + 1];
    return compare(start, to) <= 0 && (next === undefined || compare(next, from) > 0) ? [i] : [];
  });
}

/**
 * The names from one to another, with what the files say of them; of the first files only, where there are many.
 * @param {Manifest} manifest
 * @param {string} from
 * @param {string} to
 */
async function listEntries(manifest, from, to, files = 3) {
  const shards = await Promise.all(findShards(manifest, from, to).slice(0, files).map(loadShard));
  return shards.flat().filter(({ name }) => compare(name, from) >= 0 && compare(name, to) <= 0);
}

/** @type {typeof listEntries} */
async function listWords(...range) {
  return (await listEntries(...range)).filter(({ name }) => !name.includes(" "));
}

/**
 * Loads the files of some terms at once, of which each may be asked for later.
 * @param {Manifest} manifest
 * @param {string[]} names
 */
export function prepare(manifest, names) {
  const shards = new Set(names.flatMap((name) => findShards(manifest, name, name)));
  return Promise.all([...shards].map(loadShard));
}

/**
 * @param {Stored} stored
 * @returns {Term}
 */
const readTerm = ({ name, parts, postings }) => ({ name, parts, postings: readPostings(postings) });

/**
 * A term, also one of two words.
 * @param {Manifest} manifest
 * @param {string} name
 */
export async function loadTerm(manifest, name) {
  const [stored] = await listEntries(manifest, name, name);
  return stored && readTerm(stored);
}

/**
 * The names of things that begin with some letters, and what they lead to.
 * @param {Manifest} manifest
 * @param {string} letters
 */
export async function listThings(manifest, letters) {
  const entries = await listEntries(manifest, letters, `${letters}\u{10ffff}`, 2);
  return entries.filter(({ things }) => things.length);
}

/** @type {(a: Stored, b: Stored) => number} */
const compareSizes = (a, b) => b.postings.length - a.postings.length;

/**
 * What an unfinished word may become: the term that it has outgrown, and those that begin with it, those of most papers first.
 * @param {Manifest} manifest
 * @param {string} letters
 */
export async function complete(manifest, letters) {
  if (letters.length < LETTERS) return [];
  const after = await listWords(manifest, letters, `${letters}\u{10ffff}`, letters.length > LETTERS ? 3 : 1);
  const longer = after.filter(({ name }) => name.startsWith(letters)).sort(compareSizes);
  const before = await listWords(manifest, letters.slice(0, Math.max(3, letters.length - LONGEST_ENDING)), letters);
  const outgrown = before.filter(
    ({ name }) => name.length > 2 && letters.startsWith(name) && startsEnding(letters.slice(name.length)),
  );
  return [...outgrown.slice(-1), ...longer.slice(0, COMPLETIONS)].map(readTerm);
}

/**
 * The two known words that one consists of, those that most papers have together.
 * @param {Manifest} manifest
 * @param {string} word
 */
export async function takeApart(manifest, word) {
  const places = Array.from({ length: Math.max(0, Math.min(word.length, LONGEST) - 4) }, (_, i) => i + 2);
  const pairs = await Promise.all(
    places.map((at) => Promise.all([loadTerm(manifest, stem(word.slice(0, at))), loadTerm(manifest, stem(word.slice(at)))])),
  );
  const known = pairs.flatMap(([first, second]) => (first && second ? [[first, second]] : []));
  const shared = known.map((pair) => ({ pair, size: countShared(pair) }));
  shared.sort((a, b) => b.size - a.size);
  return shared[0]?.size ? shared[0].pair : null;
}

/** @param {Term[]} pair */
function countShared([first, second]) {
  return [...(first?.postings.keys() ?? [])].filter((paper) => second?.postings.has(paper)).length;
}

/**
 * The terms that differ from a word by one letter, or two where it is long, and begin as it does: the nearest first, then those of
 * most papers.
 * @param {Manifest} manifest
 * @param {string} word
 * @param {number} letters that they begin with
 */
async function listNear(manifest, word, letters) {
  const start = word.slice(0, letters);
  const allowed = word.length > 6 ? 2 : 1;
  const near = (await listWords(manifest, start, `${start}\u{10ffff}`, 4))
    .filter(({ name }) => Math.abs(name.length - word.length) <= allowed)
    .map((stored) => ({ stored, distance: countEdits(stored.name, word) }))
    .filter(({ distance }) => distance <= allowed);
  return near.sort((a, b) => a.distance - b.distance || compareSizes(a.stored, b.stored));
}

/**
 * The nearest term to a word that no paper has, and by how many letters it differs: of those that begin with its three first letters,
 * which stand in a file or two however many papers there are; and where none is one letter away, of those that begin with two.
 * @param {Manifest} manifest
 * @param {string} word
 */
export async function findNear(manifest, word) {
  const [close] = await listNear(manifest, word, 3);
  const [near] = close?.distance === 1 ? [] : await listNear(manifest, word, 2);
  const best = near && near.distance < (close?.distance ?? Infinity) ? near : close;
  return best && { term: readTerm(best.stored), distance: best.distance };
}

/**
 * How many letters to change, add, take away or swap with the next one.
 * @param {string} a
 * @param {string} b
 */
function countEdits(a, b) {
  /** @type {number[]} */
  let older = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  /** @type {(line: number[], at: number) => number} */
  const get = (line, at) => line[at] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = get(row, j - 1) + Number(a[i - 1] !== b[j - 1]);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next[j] = Math.min(get(row, j) + 1, get(next, j - 1) + 1, changed, isSwapped ? get(older, j - 2) + 1 : Infinity);
    }
    [older, row] = [row, next];
  }
  return get(row, b.length);
}
