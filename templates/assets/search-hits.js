// What the search page shows of a paper that was found: its card at once, what its page says when the hit comes into sight.

import { markTerms } from "./search-marks.js";

const EXCERPT = 240; // characters
const LEAD = 60; // characters of it before the first word that was found
const PAUSE = 350; // milliseconds that a hit stays before its page is read
const NEAR = "80px"; // how far below the window a hit counts as seen

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {(Node | string)[]} children
 */
export function element(name, className = "", ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/**
 * @param {string} href
 * @param {(Node | string)[]} children
 */
export function link(href, ...children) {
  const made = element("a", "", ...children);
  made.href = href;
  return made;
}

/** @param {Piece[]} pieces */
const mark = (pieces) => pieces.map(([text, isHit]) => (isHit ? element("mark", "", text) : text));

/**
 * A hit as a card, the terms of the search marked.
 * @param {Hit} hit
 * @param {Set<string>} marked
 * @param {Set<string>} common
 */
export function drawHit({ title, href, date, byline, tags }, marked, common) {
  const [authors, groups] = [byline, tags.join(", ")].map((text) => mark(markTerms(text, marked, common)));
  const line = [[date], authors ?? [], groups ?? []].filter((parts) => parts[0]).map((parts) => element("span", "", ...parts));
  const name = link(href, ...mark(markTerms(title, marked, common)));
  const heading = element("h2", "", name);
  heading.dir = "auto";
  return element("li", "card", element("div", "", heading, element("p", "meta", ...line)));
}

/**
 * Adds to a hit what its paper's page says, once it is seen.
 * @param {HTMLLIElement} item
 * @param {string} href
 * @param {Set<string>} marked
 * @param {Set<string>} common
 */
export function fillWhenSeen(item, href, marked, common) {
  const connection = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator).connection;
  if (connection?.saveData) return;
  const fill = async () => {
    const { readPaper } = await import("./search-paper.js");
    const { texts, results, rows, silence } = await readPaper(href);
    const excerpt = marked.size ? drawExcerpt(texts, marked, common) : [];
    if (excerpt.length) item.firstElementChild?.append(element("p", "excerpt", ...excerpt));
    if (!results.length) {
      item.append(element("p", "chips unsaid", rows ? "" : silence));
      return;
    }
    const more = rows - results.length;
    const last = more ? [element("li", "more", link(`${href}#results`, `${more} more`))] : [];
    item.append(element("ul", "chips", ...results.map(drawResult), ...last));
  };
  const watch = new IntersectionObserver(
    ([seen]) => {
      if (!seen?.isIntersecting) return;
      setTimeout(() => {
        if (!item.isConnected) watch.disconnect();
        if (!item.isConnected || item.dataset.filled) return;
        item.dataset.filled = "";
        watch.disconnect();
        fill().catch(console.warn); // the card says enough
      }, PAUSE);
    },
    { rootMargin: NEAR },
  );
  watch.observe(item);
}

/** @param {HitResult} result */
function drawResult({ href, bound, value, metric, baseline, isWorse }) {
  const cell = element("span", "v", element("small", "", bound), " ", element("b", "", value));
  const text = element("span", "", metric, " ");
  if (isWorse) text.append(element("em", "worse", "worse "));
  if (baseline) text.append(element("small", "", baseline));
  return element("li", "", link(href, cell, " ", text));
}

/**
 * What was found behind the title and the groups: in the abstract and the notes, or else among other facts, each kind by its name.
 * @param {PaperTexts["texts"]} texts
 * @param {Set<string>} marked
 * @param {Set<string>} common
 */
function drawExcerpt(texts, marked, common) {
  const read = texts.map(([kind, text]) => ({ kind, pieces: markTerms(text, marked, common) }));
  const withHits = read.filter(({ pieces }) => pieces.some(([, isHit]) => isHit));
  const prose = withHits.find(({ kind }) => kind === "abstract" || kind === "note");
  if (prose) return mark(cutExcerpt(prose.pieces));
  const facts = withHits.filter(({ kind }) => kind !== "hardware"); // which the card shows
  return facts.flatMap(({ kind, pieces }) => [element("i", "", kind), " ", ...mark(cutExcerpt(pieces)), " "]);
}

/**
 * The part of a text that has most of what was searched.
 * @param {Piece[]} pieces
 * @returns {Piece[]}
 */
function cutExcerpt(pieces) {
  let at = 0;
  const placed = pieces.map(([text, isHit]) => ({ text, isHit, start: at, end: (at += text.length) }));
  const starts = placed.filter(({ isHit }) => isHit).map(({ start }) => start);
  const near = starts.map((start) => starts.filter((other) => other >= start && other < start + EXCERPT - LEAD).length);
  const first = starts[near.indexOf(Math.max(...near))] ?? 0;
  const whole = pieces.map(([piece]) => piece).join("");
  const space = whole.indexOf(" ", first - LEAD);
  const afterSpace = space >= 0 && space < first ? space + 1 : first;
  const from = first <= LEAD ? 0 : afterSpace;
  const to = from + EXCERPT >= whole.length ? whole.length : whole.lastIndexOf(" ", from + EXCERPT);
  const cut = placed.map(({ start, end, isHit }) => {
    const piece = whole.slice(Math.max(start, from), Math.max(from, Math.min(end, to)));
    return /** @type {Piece} */ ([piece, isHit]);
  });
  return [[from ? "… " : "", false], ...cut.filter(([piece]) => piece), [to < whole.length ? " …" : "", false]];
}
