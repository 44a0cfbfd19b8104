// Finds papers by words and filters, and counts what filters would leave.

import { fold } from "./search-letters.js";
import { isIdentifier, markAsking, parseQuery } from "./search-query.js";
import { complete, findNear, loadTerm, prepare, takeApart } from "./search-terms.js";
import { completeThings, findThings } from "./search-things.js";
import { findWords, readWord, spellWord, stem } from "./search-words.js";

const COMPLETED = 0.6; // how much a term counts that an unfinished word may stand for
const NEIGHBOURS = 1.5; // how much it counts that words stand together
const NAMED = 1000; // the same in an author's name: that author's papers stand before all others

const LONGEST_FORM = 6; // words
const SHORTEST = 3; // letters of a word that is looked for among its likes: any two letters are like many others

/**
 * The acronym that words begin with, or what one stands for: the longest.
 * @param {Manifest} manifest
 * @param {ReturnType<typeof findWords>} words
 */
function findForm({ forms }, words) {
  const next = words.findIndex(({ close }, i) => i > 0 && !close);
  const among = words.slice(0, Math.min(next < 0 ? words.length : next, LONGEST_FORM));
  const spelled = among.map(({ written }) => spellWord(written).join(" "));
  for (let count = among.length; count > 0; count--) {
    const term = forms[spelled.slice(0, count).join(" ")];
    const last = among[count - 1];
    if (term && last) return { term, end: last.index + last.written.length };
  }
  return null;
}

/**
 * The terms that are marked where a paper was found by one: those of all its forms, where it is an acronym's.
 * @param {Manifest} manifest
 * @param {string} name
 */
function listMarked({ forms, common }, name) {
  const words = Object.entries(forms).flatMap(([form, term]) => (term === name ? form.split(" ") : []));
  return [name, ...words.filter((word) => !common.has(word))];
}

/**
 * The words of a query as terms; what a review writes as one and apart is taken apart, and remembers what it was.
 * @param {Manifest} manifest
 * @param {string} asked
 */
async function readQuery(manifest, asked) {
  const text = fold(asked);
  /** @type {QueryWord[]} */
  const words = [];
  let after = 0; // where the last acronym or its long form ends
  const found = findWords(text);
  await prepare(
    manifest,
    found.flatMap(({ written }, i) => findForm(manifest, found.slice(i))?.term ?? readWord(written, manifest.common).terms),
  );
  for (const [place, { written, index, close }] of found.entries()) {
    if (index < after) continue;
    const form = findForm(manifest, found.slice(place));
    if (form) {
      after = form.end;
      words.push({ term: form.term, raw: form.term, written: text.slice(index, after), close: false, open: false });
      continue;
    }
    const { parts, terms } = readWord(written, manifest.common);
    const whole = terms.at(-1);
    if (whole === undefined) continue;
    const joined = await loadTerm(manifest, whole);
    let split = [whole];
    if (joined?.parts.length) split = joined.parts;
    else if (!joined && parts.length > 1) split = terms.slice(0, -1);
    const isEnd = index + written.length === text.length;
    split.forEach((term, i) => {
      const isLast = i === split.length - 1;
      const join = isLast && i > 0 && joined ? { join: joined.name } : {};
      const raw = split.length > 1 ? term : parts.join("");
      words.push({ term, raw, written, close: i > 0 || close, open: isLast && !joined && isEnd, ...join });
    });
  }
  return markAsking(asked, words);
}

/**
 * The terms that a word stands for: itself, or else what it may become, its parts, or the nearest.
 * @param {Manifest} manifest
 * @param {QueryWord} word
 * @returns {Promise<Meaning & { parts?: Term[] }>}
 */
async function findTerms(manifest, word) {
  const exact = await loadTerm(manifest, word.term);
  if (exact) return { found: [[exact, 1]] };
  const endings = word.open ? await complete(manifest, word.raw) : [];
  if (endings.length) return { found: endings.map((entry) => [entry, COMPLETED]), begins: true };
  if (isIdentifier(word.term) || word.term.length < SHORTEST) return { found: [] };
  // one wrong letter is likelier than a lost space, and asks for fewer files
  const nearest = await findNear(manifest, word.term);
  const parts = nearest?.distance === 1 ? null : await takeApart(manifest, word.raw);
  if (parts) return { found: [], parts };
  return nearest ? { found: [[nearest.term, COMPLETED]], nearest: nearest.term.name } : { found: [] };
}

/**
 * Lets a word and the one before it count for what they are together: one word elsewhere, or an author's name.
 * @param {Manifest} manifest
 * @param {(QueryWord & Meaning) | undefined} before
 * @param {QueryWord & Meaning} word
 */
async function addNeighbour(manifest, before, word) {
  if (!before || !word.close) return;
  const last = stem(word.raw);
  const [link, named] = await Promise.all([
    loadTerm(manifest, `${before.raw} +${last}`),
    loadTerm(manifest, `${before.raw} @${last}`),
  ]);
  const isStrange = [before, word].some(({ found }) => !found.some(([, share]) => share === 1));
  const whole = word.join ?? link?.parts[0] ?? (isStrange ? before.raw + last : "");
  const joined = whole && (await loadTerm(manifest, whole));
  for (const each of [before, word]) {
    if (joined) each.found.push([joined, NEIGHBOURS]);
    if (named) each.found.push([named, NAMED]);
  }
}

/**
 * The words with the terms that they stand for; neighbours that are one word elsewhere, or an author's name, count for both.
 * @param {Manifest} manifest
 * @param {string} asked
 */
async function resolveWords(manifest, asked) {
  const written = await readQuery(manifest, asked);
  const read = await Promise.all(written.map(async (word) => ({ ...word, ...(await findTerms(manifest, word)) })));
  const words = read.flatMap(({ parts, ...word }) => (parts ? parts.map((entry, i) => takePart(word, entry, i)) : [word]));
  await Promise.all(words.map((word, i) => addNeighbour(manifest, words[i - 1], word)));
  return words;
}

/**
 * @param {QueryWord} word
 * @param {Term} entry
 * @param {number} place
 * @returns {QueryWord & Meaning}
 */
const takePart = (word, entry, place) => ({ ...word, raw: entry.name, found: [[entry, 1]], close: place > 0 || word.close });

/**
 * @param {number} papers
 * @param {(QueryWord & Meaning)[]} words
 */
function score(papers, words) {
  /** @type {Found["scores"]} */
  const scores = new Map();
  for (const { found, asking } of words) {
    /** @type {Map<number, number>} */
    const best = new Map();
    for (const [{ postings }, share] of found) {
      const rarity = Math.log(1 + papers / postings.size);
      for (const [paper, level] of postings) best.set(paper, Math.max(best.get(paper) ?? 0, level * rarity * share));
    }
    for (const [paper, points] of best) {
      const { met, total } = scores.get(paper) ?? { met: 0, total: 0 };
      scores.set(paper, { met: met + (asking ? 0 : 1), total: total + points });
    }
  }
  return scores;
}

/**
 * Quoted and excluded words; the script for them is loaded when a query has some.
 * @param {Manifest} manifest
 * @param {Found["scores"]} scores
 * @param {Insisted} insisted
 */
async function narrow(manifest, scores, insisted) {
  return (await import("./search-narrow.js")).narrow(manifest, scores, insisted);
}

/**
 * The papers that have words of a query; null where the query has no word that says something.
 * @param {Manifest} manifest
 * @param {string} query
 * @returns {Promise<Found | null>}
 */
export async function search(manifest, query) {
  const { asked, ...insisted } = parseQuery(query);
  const isNarrowed = insisted.quoted.length > 0 || insisted.excluded.length > 0;
  const [words, completed] = await Promise.all([
    resolveWords(manifest, asked),
    isNarrowed ? [] : completeThings(manifest, asked), // at once, since these may stand in other files
  ]);
  if (!words.length && !insisted.excluded.length) return null;
  const terms = new Set(words.flatMap(({ found }) => found.flatMap(([{ name }]) => listMarked(manifest, name))));
  const all = Array.from({ length: manifest.papers }, (_, paper) => /** @type {const} */ ([paper, { met: 0, total: 0 }]));
  const scores = words.length ? score(manifest.papers, words) : new Map(all);
  const left = isNarrowed ? await narrow(manifest, scores, insisted) : { scores, unread: 0 };
  const named = isNarrowed ? { things: [], isCovered: false } : await findThings(manifest, asked, words, completed);
  return { words, asked: words.filter(({ asking }) => !asking).length, terms, ...named, ...left };
}

/**
 * Of the papers found, or of those that are left, the ones with the most words, the best first.
 * @param {Found} found
 * @param {Set<number> | null} [left]
 */
export function rank({ scores }, left) {
  const among = left ? [...scores].filter(([paper]) => left.has(paper)) : [...scores];
  const met = among.reduce((most, [, own]) => Math.max(most, own.met), 0);
  const best = among.filter(([, own]) => own.met === met);
  best.sort(([a, x], [b, y]) => y.total - x.total || b - a);
  return { papers: best.map(([paper]) => paper), met };
}

/**
 * The papers that have any of the values chosen of each facet, all facets together; null where nothing is chosen.
 * @param {Facets} facets
 * @param {Chosen} chosen
 * @param {string} [without] a facet that is left out of account
 */
export function filterPapers(facets, chosen, without) {
  const wanted = Object.entries(chosen).filter(([name, values]) => values.length && name !== without);
  const [first, ...others] = wanted.map(([name, values]) => new Set(values.flatMap((value) => facets[name]?.get(value) ?? [])));
  return first ? new Set([...first].filter((paper) => others.every((other) => other.has(paper)))) : null;
}

/**
 * How many of the papers found each value of a facet has.
 * @param {Facets} facets
 * @param {string} name
 * @param {Set<number>} papers
 */
export function countValues(facets, name, papers) {
  const values = [...(facets[name] ?? [])];
  return new Map(values.map(([value, members]) => [value, members.filter((paper) => papers.has(paper)).length]));
}
