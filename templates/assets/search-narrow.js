// What a query insists on: words that a paper must not have (`-word`), and quoted ones that must stand together.

import { loadHit } from "./search-data.js";
import { fold } from "./search-letters.js";
import { readPaper } from "./search-paper.js";
import { loadTerm } from "./search-terms.js";
import { findWords, readWord, spellWord } from "./search-words.js";

const READ = 40; // papers whose pages are read for quoted words, the best first

/**
 * The papers that have all words of a text, as far as these say something; null where none does.
 * @param {Manifest} manifest
 * @param {string} text
 */
async function findWhole(manifest, text) {
  const read = findWords(fold(text)).map(({ written }) => readWord(written, manifest.common).terms);
  const found = await Promise.all(
    read
      .filter((terms) => terms.length)
      .map(async (terms) => {
        const joined = await loadTerm(manifest, terms.at(-1) ?? "");
        if (joined || terms.length === 1) return [joined];
        return Promise.all(terms.slice(0, -1).map((term) => loadTerm(manifest, term)));
      }),
  );
  const [first, ...others] = found.flat().map((term) => new Set(term?.postings.keys()));
  return first ? new Set([...first].filter((paper) => others.every((other) => other.has(paper)))) : null;
}

/**
 * The words of a text one after another, also the common ones, without their endings.
 * @param {string} text
 */
const spell = (text) => findWords(fold(text)).flatMap(({ written }) => spellWord(written));

/** @param {string} text */
const frame = (text) => ` ${spell(text).join(" ")} `;

/**
 * Of some papers, those whose texts have words that stand together.
 * @param {Manifest} manifest
 * @param {number[]} papers
 * @param {string} phrase
 */
async function readFor(manifest, papers, phrase) {
  const wanted = frame(phrase);
  const has = await Promise.all(
    papers.map(async (paper) => {
      const { title, date, href, tags } = await loadHit(manifest, paper);
      if ([title, date, ...tags].some((text) => frame(text).includes(wanted))) return true;
      return (await readPaper(href)).texts.some(([, text]) => frame(text).includes(wanted));
    }),
  );
  return papers.filter((_, i) => has[i]);
}

/**
 * The papers among those found that have what a query quotes and not what it excludes; how many of them were too many to read.
 * @param {Manifest} manifest
 * @param {Found["scores"]} scores
 * @param {Insisted} insisted
 */
export async function narrow(manifest, scores, { quoted, excluded }) {
  const left = new Map(scores);
  let unread = 0;
  /** @type {(text: string) => Promise<number[]>} */
  const findIn = async (text) => {
    const whole = await findWhole(manifest, text);
    const papers = [...left.keys()].filter((paper) => whole?.has(paper) ?? true);
    if (spell(text).length < 2) return papers;
    papers.sort((a, b) => (left.get(b)?.total ?? 0) - (left.get(a)?.total ?? 0) || b - a);
    unread += Math.max(0, papers.length - READ);
    return readFor(manifest, papers.slice(0, READ), text);
  };
  for (const text of quoted) {
    const having = new Set(await findIn(text));
    for (const paper of [...left.keys()]) if (!having.has(paper)) left.delete(paper);
  }
  for (const text of excluded) for (const paper of await findIn(text)) left.delete(paper);
  return { scores: left, unread };
}
