// What few readers need is fetched when it is first asked for: scripts, and files of the site.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.parts = (() => {
  /**
   * What is given for a name, asked for once.
   * @template T
   * @param {(name: string) => Promise<T>} get
   */
  function once(get) {
    /** @type {Map<string, Promise<T>>} */
    const given = new Map();
    return (/** @type {string} */ name) => {
      const found = given.get(name) ?? get(name);
      given.set(name, found);
      // who asks again may have it
      found.catch(() => given.delete(name));
      return found;
    };
  }

  /**
   * What is read from a file of the site.
   * @template Read
   * @param {string} address
   * @param {(answer: Response) => Promise<Read>} read
   */
  async function fetchFile(address, read) {
    const files = await import("./search-files.js");
    return files.fetchFile(address, read);
  }

  /** A page of the site, as a document. */
  const readPage = once(async (address) => {
    const text = await fetchFile(address, (answer) => answer.text());
    return new DOMParser().parseFromString(text, "text/html");
  });

  const fetchScript = once((src) => {
    return new Promise((done, fail) => {
      const onerror = () => fail(new Error(`${src} did not load`));
      document.head.append(LitAtlas.fill.make("script", { src, onload: done, onerror }));
    });
  });

  /**
   * A script of the site's own, by its name among the assets, once on a page.
   * @param {string} root
   * @param {string} name
   */
  const load = (root, name) => fetchScript(`${root}assets/${name}`);

  return { once, fetchFile, readPage, load };
})();
