// Reads the index that `site/search_index.py` writes: finds papers by words and filters, and counts what filters would leave.

import { findWords, fold, readWord, startsEnding, stem } from "./search-words.js";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));
const LEVELS = 8;
const COMPLETIONS = 24; // terms that an unfinished word may stand for
const COMPLETED = 0.6; // how much such a term counts
const NEIGHBOURS = 1.5; // how much it counts that words stand together
const LETTERS = 2; // an unfinished word shorter than this stands for itself alone
const LONGEST = 20; // letters of a word that is taken apart

const ROOT = new URL("../", import.meta.url);
const FOLDER = new URL("search/data/", ROOT);

let version = "";
const loading = new Map();

function load(path, options) {
  const address = new URL(version ? `${path}?${version}` : path, FOLDER);
  if (!loading.has(path)) {
    const answer = fetch(address, options).then((response) => {
      if (!response.ok) throw new Error(`${address}: ${response.status}`);
      return response.json();
    });
    answer.catch(() => loading.delete(path));
    loading.set(path, answer);
  }
  return loading.get(path);
}

export async function loadManifest() {
  const manifest = await load("index.json", { cache: "no-cache" });
  version = manifest.version;
  return { ...manifest, common: new Set(manifest.common) };
}

function* decode(text) {
  let number = 0;
  let place = 1;
  for (const digit of text) {
    const value = VALUES.get(digit);
    number += (value & 31) * place;
    place *= 32;
    if (value < 32) {
      yield number;
      number = 0;
      place = 1;
    }
  }
}

function readPostings(text) {
  const postings = new Map();
  let paper = 0;
  for (const number of decode(text)) {
    paper += Math.floor(number / LEVELS);
    postings.set(paper, (number % LEVELS) + 1);
  }
  return postings;
}

// Terms

const compare = (a, b) => {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((letter, i) => letter !== right[i]);
  if (at < 0) return left.length - right.length;
  return right[at] === undefined ? 1 : left[at].codePointAt(0) - right[at].codePointAt(0);
};

// The files that hold the terms from one to another.
function findShards({ terms }, from, to) {
  const holds = (start, i) => compare(start, to) <= 0 && (i + 1 === terms.length || compare(terms[i + 1], from) > 0);
  return terms.flatMap((start, i) => (holds(start, i) ? [i] : []));
}

// The terms from one to another, with what the files say of them; of the first files only, where there are many.
async function listTerms(manifest, from, to, files = 3) {
  const shards = findShards(manifest, from, to).slice(0, files);
  const loaded = await Promise.all(shards.map((number) => load(`terms/${number}.json`)));
  return loaded.flatMap((shard) => Object.entries(shard).filter(([name]) => compare(name, from) >= 0 && compare(name, to) <= 0));
}

function readEntry([name, entry]) {
  const [postings, ...parts] = [entry].flat();
  return { name, postings: readPostings(postings), parts };
}

async function loadTerm(manifest, name) {
  const [entry] = await listTerms(manifest, name, name);
  return entry && readEntry(entry);
}

// What an unfinished word may become: the term that it has outgrown, and those that begin with it, those of most papers first.
async function complete(manifest, letters) {
  if (letters.length < LETTERS) return [];
  const after = await listTerms(manifest, letters, `${letters}\u{10ffff}`);
  const longer = after.filter(([name]) => name.startsWith(letters)).sort(([, a], [, b]) => [b].flat()[0].length - [a].flat()[0].length);
  const before = await listTerms(manifest, letters.slice(0, 3), letters);
  const outgrown = ([name]) => name.length > 2 && letters.startsWith(name) && startsEnding(letters.slice(name.length));
  return [...before.filter(outgrown).slice(-1), ...longer.slice(0, COMPLETIONS)].map(readEntry);
}

// The two known words that one consists of, those that most papers have together.
async function takeApart(manifest, word) {
  const places = Array.from({ length: Math.max(0, Math.min(word.length, LONGEST) - 4) }, (_, i) => i + 2);
  const pairs = await Promise.all(
    places.map((at) => Promise.all([loadTerm(manifest, stem(word.slice(0, at))), loadTerm(manifest, stem(word.slice(at)))])),
  );
  const shared = pairs.filter(([first, second]) => first && second).map((pair) => ({ pair, size: countShared(...pair) }));
  shared.sort((a, b) => b.size - a.size);
  return shared[0]?.size ? shared[0].pair : null;
}

function countShared(first, second) {
  let size = 0;
  for (const paper of first.postings.keys()) if (second.postings.has(paper)) size++;
  return size;
}

// The term that differs from a word by one letter, or two where it is long: of those that begin alike, the one of most papers.
async function findNear(manifest, word) {
  const start = word.slice(0, 2);
  const allowed = word.length > 6 ? 2 : 1;
  const near = (await listTerms(manifest, start, `${start}\u{10ffff}`, 4))
    .filter(([name]) => Math.abs(name.length - word.length) <= allowed)
    .map(([name, entry]) => ({ name, entry, distance: measure(name, word), size: [entry].flat()[0].length }))
    .filter(({ distance }) => distance <= allowed);
  near.sort((a, b) => a.distance - b.distance || b.size - a.size);
  return near.slice(0, 1).map(({ name, entry }) => readEntry([name, entry]))[0];
}

// How many letters to change, add, take away or swap with the next one.
function measure(a, b) {
  let [older, row] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], older[j - 2] + 1);
    }
    [older, row] = [row, next];
  }
  return row[b.length];
}

// Queries

// The words of a query as terms; what a review writes as one and apart is taken apart, and remembers what it was.
async function readQuery(manifest, query) {
  const text = fold(query);
  const words = [];
  for (const { written, index, close } of findWords(text)) {
    const { parts, terms } = readWord(written, manifest.common);
    if (!terms.length) continue;
    const joined = await loadTerm(manifest, terms.at(-1));
    let split = [terms.at(-1)];
    if (joined?.parts.length) split = joined.parts;
    else if (!joined && parts.length > 1) split = terms.slice(0, -1);
    const raw = split.length > 1 ? split : [parts.join("")];
    words.push(...split.map((term, i) => ({ term, raw: raw[i], written, close: i > 0 || close, open: false })));
    words.at(-1).open = !joined && index + written.length === text.length;
    if (split.length > 1 && joined) words.at(-1).join = joined.name;
  }
  return words;
}

// The terms that a word stands for, each with how much it counts: itself, or else what it may become, its parts, or the nearest.
async function findTerms(manifest, word) {
  const exact = await loadTerm(manifest, word.term);
  if (exact) return { found: [[exact, 1]] };
  const endings = word.open ? await complete(manifest, word.raw) : [];
  if (endings.length) return { found: endings.map((entry) => [entry, COMPLETED]), begins: true };
  const parts = await takeApart(manifest, word.raw);
  if (parts) return { found: [], parts };
  const nearest = await findNear(manifest, word.term);
  return { found: nearest ? [[nearest, COMPLETED]] : [], nearest: nearest?.name };
}

// The words with the terms that they stand for; neighbours that are one word elsewhere count for both.
async function resolveWords(manifest, query) {
  const read = await Promise.all((await readQuery(manifest, query)).map(async (word) => ({ ...word, ...(await findTerms(manifest, word)) })));
  const words = read.flatMap(({ parts, ...word }) =>
    parts ? parts.map((entry, i) => ({ ...word, raw: entry.name, found: [[entry, 1]], close: i > 0 || word.close })) : [word],
  );
  for (const [i, word] of words.entries()) {
    const before = words[i - 1];
    const joined = before && word.close && (await loadTerm(manifest, word.join ?? before.raw + stem(word.raw)));
    if (joined) for (const each of [before, word]) each.found.push([joined, NEIGHBOURS]);
  }
  return words;
}

function score(papers, words) {
  const scores = new Map();
  for (const { found } of words) {
    const best = new Map();
    for (const [{ postings }, share] of found) {
      const rarity = Math.log(1 + papers / postings.size);
      for (const [paper, level] of postings) best.set(paper, Math.max(best.get(paper) ?? 0, level * rarity * share));
    }
    for (const [paper, points] of best) {
      const { met, total } = scores.get(paper) ?? { met: 0, total: 0 };
      scores.set(paper, { met: met + 1, total: total + points });
    }
  }
  return scores;
}

// The papers that have words of a query, each with how many and how much; what each word was taken for; the terms to be marked.
// Null where the query has no word that says something.
export async function search(manifest, query) {
  const words = await resolveWords(manifest, query);
  if (!words.length) return null;
  const terms = new Set(words.flatMap(({ found }) => found.map(([{ name }]) => name)));
  return { words, terms, scores: score(manifest.papers, words) };
}

// Of the papers found, or of those that are left, the ones with the most words, the best first.
export function rank({ scores }, left) {
  const among = left ? [...scores].filter(([paper]) => left.has(paper)) : [...scores];
  const met = among.reduce((most, [, score]) => Math.max(most, score.met), 0);
  const best = among.filter(([, score]) => score.met === met);
  best.sort(([a, x], [b, y]) => y.total - x.total || b - a);
  return { papers: best.map(([paper]) => paper), met };
}

// Filters

export async function loadFacets() {
  const read = (text) => {
    let paper = 0;
    return Array.from(decode(text), (gap) => (paper += gap));
  };
  const facets = await load("facets.json");
  const entries = Object.entries(facets).map(([name, values]) => [name, Object.entries(values).map(([value, text]) => [value, read(text)])]);
  return Object.fromEntries(entries.map(([name, values]) => [name, new Map(values)]));
}

// The papers that have any of the values chosen of each facet, all facets together; null where nothing is chosen.
export function filterPapers(facets, chosen, without) {
  let left = null;
  for (const [name, values] of Object.entries(chosen)) {
    if (!values.length || name === without) continue;
    const some = values.flatMap((value) => facets[name]?.get(value) ?? []);
    left = new Set(left ? some.filter((paper) => left.has(paper)) : some);
  }
  return left;
}

// How many of the papers found each value of a facet has.
export function countValues(facets, name, papers) {
  const counts = [...(facets[name] ?? [])].map(([value, members]) => [value, members.filter((paper) => papers.has(paper)).length]);
  return new Map(counts);
}

// Hits

export async function loadHit(paper) {
  const hit = await load(`papers/${paper}.json`);
  return { ...hit, href: new URL(hit.href, ROOT).href, results: hit.results.map(([href, ...rest]) => [new URL(href, ROOT).href, ...rest]) };
}

// A text as pieces, those that a search was for marked.
export function markTerms(text, terms, common) {
  const folded = fold(text);
  if (folded.length !== text.length) return [[text, false]]; // where folding moves letters, nothing is marked
  const pieces = [];
  let at = 0;
  const add = (end, marked) => end > at && pieces.push([text.slice(at, end), marked]) && (at = end);
  for (const { written, index } of findWords(folded)) {
    if (!readWord(written, common).terms.some((term) => terms.has(term))) continue;
    add(index, false);
    add(index + written.length, true);
  }
  add(text.length, false);
  return pieces;
}
