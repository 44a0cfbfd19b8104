// Reads the files of the index that `site/search/packing.py` writes.

import { fetchFile } from "./search-files.js";

const LEVELS = 4;

const ROOT = new URL("../", import.meta.url);
const FOLDER = new URL("search/data/", ROOT);

let version = "";
/** @type {Map<string, Promise<Packed>>} */
const files = new Map();

/** @typedef {{ head: unknown, body: Uint8Array }} Packed a file: what it says, and the bytes that this is about */

/**
 * What is read from an address: fetched once for each key, and again where that failed.
 * @template Read
 * @param {Map<string, Promise<Read>>} known by key
 * @param {string} key
 * @param {string} address
 * @param {(response: Response) => Promise<Read>} read
 * @param {RequestInit} [options]
 */
export function fetchOnce(known, key, address, read, options) {
  const before = known.get(key);
  if (before) return before;
  const answer = fetchFile(address, read, options);
  answer.catch(() => known.delete(key));
  known.set(key, answer);
  return answer;
}

/**
 * What a file of the index holds.
 * @param {string} path
 * @param {RequestInit} [options]
 */
function load(path, options) {
  const address = new URL(version ? `${path}?${version}` : path, FOLDER).href;
  return fetchOnce(files, path, address, unpack, options);
}

/**
 * @param {Response} response
 * @returns {Promise<Packed>}
 */
async function unpack(response) {
  const stream = response.body?.pipeThrough(new DecompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const end = bytes.indexOf(10);
  return { head: JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))), body: bytes.subarray(end + 1) };
}

/** @returns {Promise<Manifest>} */
export async function loadManifest() {
  const { head } = await load("index.bin", { cache: "no-cache" });
  const manifest = /** @type {Omit<Manifest, "common"> & { common: string[] }} */ (head);
  version = manifest.version;
  return { ...manifest, common: new Set(manifest.common) };
}

/**
 * A filter: the papers of each value, and the ids that values have elsewhere.
 * @param {string} name
 * @returns {Promise<Filter>}
 */
export async function loadFilter(name) {
  const { head, body } = await load(`facets/${name}.bin`);
  const [values, ids] = /** @type {PackedFilter} */ (head);
  let end = 0;
  /** @param {number} size */
  const read = (size) => {
    let paper = 0;
    return Array.from(decode(body.subarray(end, (end += size))), (gap) => (paper += gap));
  };
  return { members: new Map(values.map(([value, size]) => [value, read(size)])), ids };
}

/**
 * The slug that a title spells; cards hold only how many of its letters count.
 * @param {string} title
 */
export function spell(title) {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/**
 * @param {Manifest} manifest
 * @param {number} paper
 * @returns {Promise<Hit>}
 */
export async function loadHit(manifest, paper) {
  const { head } = await load(`cards/${Math.floor(paper / manifest.cards)}.bin`);
  const card = /** @type {PackedCard[]} */ (head)[paper % manifest.cards];
  if (!card) throw new Error(`no card of paper ${paper}`);
  const [title, short, date, byline, tags] = card;
  const slug = typeof short === "number" ? spell(title).slice(0, short) : short;
  return { title, href: find(`papers/${slug}/index.html`), date, byline, tags };
}

/**
 * The address of a page.
 * @param {string} path
 */
export const find = (path) => new URL(path, ROOT).href;

/** @type {WeakMap<Packed, Shard>} */
const shards = new WeakMap();

/**
 * A file of terms, in the order of its names.
 * @param {number} number
 */
export async function loadShard(number) {
  const file = await load(`terms/${number}.bin`);
  const shard = shards.get(file) ?? readShard(file);
  shards.set(file, shard);
  return shard;
}

/**
 * @param {Packed} file
 * @returns {Shard}
 */
function readShard({ head, body }) {
  let end = 0;
  return /** @type {PackedEntry[]} */ (head).map(([name, said, ...parts]) => {
    if (typeof said !== "number") return { name, parts, things: said, postings: body.subarray(0, 0) };
    const start = end;
    end += said;
    return { name, parts, things: [], postings: body.subarray(start, end) };
  });
}

/**
 * How much each paper is about a term, by number.
 * @param {Uint8Array} postings
 */
export function readPostings(postings) {
  /** @type {Map<number, number>} */
  const levels = new Map();
  let paper = 0;
  for (const number of decode(postings)) {
    paper += Math.floor(number / LEVELS);
    levels.set(paper, (number % LEVELS) + 1);
  }
  return levels;
}

/** @param {Uint8Array} bytes */
function* decode(bytes) {
  let number = 0;
  let place = 1;
  for (const byte of bytes) {
    number += (byte & 127) * place;
    place *= 128;
    if (byte < 128) {
      yield number;
      number = 0;
      place = 1;
    }
  }
}
