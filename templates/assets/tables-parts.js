// Scripts that few readers need: each is fetched when it is first asked for.
"use strict";

var LitAtlas = LitAtlas || {};

LitAtlas.parts = (() => {
  const { make } = LitAtlas.fill;
  /** @type {Map<string, Promise<unknown>>} */
  const loading = new Map();

  /**
   * A script of the site's own, by its name among the assets, once on a page.
   * @param {string} root
   * @param {string} name
   */
  function load(root, name) {
    const found = loading.get(name) ?? fetchScript(`${root}assets/${name}`, name);
    loading.set(name, found);
    // who asks again may have it
    found.catch(() => loading.delete(name));
    return found;
  }

  /**
   * @param {string} src
   * @param {string} name
   */
  function fetchScript(src, name) {
    return new Promise((done, fail) => {
      document.head.append(make("script", { src, onload: done, onerror: () => fail(new Error(`${name} did not load`)) }));
    });
  }

  return { load };
})();
