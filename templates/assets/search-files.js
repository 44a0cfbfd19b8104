// Reads files of the site, for the search and, where these ask for more than their page has, for tables.

const PATIENCE = 8_000; // milliseconds: most files come within one of these, on slow lines too

/**
 * @template Read
 * @param {string} address
 * @param {(answer: Response) => Promise<Read>} read
 * @param {RequestInit} [options]
 */
async function ask(address, read, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return read(answer);
}

/**
 * What is read from a file. Connections die in silence, and a cache may wait for what never comes: a file that is late is asked
 * for once more, past the cache, and what comes first counts.
 * @template Read
 * @param {string} address
 * @param {(answer: Response) => Promise<Read>} read
 * @param {RequestInit} [options]
 * @returns {Promise<Read>}
 */
export async function fetchFile(address, read, options) {
  const first = ask(address, read, options);
  /** @type {Promise<true>} */
  const late = new Promise((tell) => setTimeout(tell, PATIENCE, true));
  const isLate = await Promise.race([late, first.then(() => false)]);
  return isLate ? Promise.any([first, ask(address, read, { cache: "no-store" })]) : first;
}
