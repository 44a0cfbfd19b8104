// The topics, devices, metrics, persons and pages that a query names: what has a page is an answer before the papers are.

import { fold } from "./search-letters.js";
import { isAskingWord } from "./search-query.js";
import { listThings } from "./search-terms.js";
import { findWords, readWord, spellWord, stem } from "./search-words.js";

const LONGEST = 8; // words of a name
const COMPLETED = 3; // things that an unfinished name may become
const LETTERS = 2; // a name is completed from so many on
const RESTRICTED = new Set(["Author", "Organization", "Date"]); // a part of a query may be one of these by chance

/**
 * A query's words without endings, as names have them, and whether they tell something; what was taken for another word is that.
 * @param {Manifest} manifest
 * @param {string} asked
 * @param {(QueryWord & Meaning)[]} words
 */
function spellQuery({ common }, asked, words) {
  const mended = new Map(words.flatMap(({ written, nearest }) => (nearest ? [[written, nearest]] : [])));
  const isQuestion = words.some(({ asking }) => asking);
  return findWords(fold(asked)).flatMap(({ written }) => {
    const nearest = mended.get(written);
    const parts = nearest === undefined ? spellWord(written) : [nearest];
    const isSilent = readWord(written, common).terms.length === 0;
    return parts.map((word) => ({ word, tells: !isSilent && !(isQuestion && isAskingWord(word)) }));
  });
}

/**
 * The longest name that begins with the first of some words, and what it leads to.
 * @param {Manifest} manifest
 * @param {string[]} words
 */
async function findLongest(manifest, words) {
  const entries = await listThings(manifest, `${words[0] ?? ""} `);
  const names = new Map(entries.map(({ name, things }) => [name, things]));
  for (let count = Math.min(words.length, LONGEST); count > 0; count--) {
    const things = names.get(`${words.slice(0, count).join(" ")} `);
    if (things) return { count, things };
  }
  return { count: 0, things: [] };
}

/**
 * What a query may become, as far as it was typed.
 * @param {Manifest} manifest
 * @param {string} asked
 */
export async function completeThings(manifest, asked) {
  const words = findWords(fold(asked));
  const last = words.at(-1)?.written.toLowerCase() ?? "";
  const before = words.slice(0, -1).flatMap(({ written }) => spellWord(written));
  const letters = [...before, last].join(" ");
  if (letters.length < LETTERS || /[-‐_/]/.test(last)) return [];
  const both = await Promise.all(
    [...new Set([letters, [...before, stem(last)].join(" ")])].map((start) => listThings(manifest, start)),
  );
  const things = both.flat().flatMap((entry) => entry.things);
  return things.sort(([, , , a], [, , , b]) => b - a).slice(0, COMPLETED);
}

/**
 * The things that a query names: all of it before parts of it, and then what it may become.
 * @param {Manifest} manifest
 * @param {string} asked
 * @param {(QueryWord & Meaning)[]} words
 * @param {ThingEntry[]} completed what it may become
 * @returns {Promise<Pick<Found, "things" | "isCovered">>}
 */
export async function findThings(manifest, asked, words, completed) {
  const spelled = spellQuery(manifest, asked, words);
  const telling = countTelling(spelled);
  let covered = 0; // of the words that tell something, those that name a thing
  /** @type {Map<string, Thing>} */
  const found = new Map();
  /** @type {(entries: ThingEntry[], isWhole: boolean, isNamed: boolean) => void} */
  const add = (entries, isWhole, isNamed) => {
    for (const [i, [kind, name, path, papers, rows]] of entries.entries()) {
      if (!found.has(path)) found.set(path, { kind, name, path, papers, rows, isWhole, isNamed: isNamed && i === 0 });
    }
  };
  for (let at = 0; at < spelled.length; at++) {
    if (!spelled[at]?.tells) continue;
    const { count, things } = await findLongest(
      manifest,
      spelled.slice(at).map(({ word }) => word),
    );
    const told = countTelling(spelled.slice(at, at + count));
    const isWhole = count > 0 && told === telling;
    /** @type {(entry: ThingEntry) => boolean} */
    const isSure = ([kind]) => isWhole || !RESTRICTED.has(kind) || count > 1;
    const sure = things.filter(isSure);
    add(sure, isWhole, true);
    if (sure.length) covered += told;
    at += Math.max(0, count - 1);
  }
  add(completed, false, false);
  return { things: [...found.values()], isCovered: covered === telling };
}

/** @param {{ tells: boolean }[]} words */
const countTelling = (words) => words.filter(({ tells }) => tells).length;
