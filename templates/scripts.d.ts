// What the scripts in assets/ share, for `tsc --checkJs`; the tests run it. Nothing of this reaches a page.

// The search, as `site/search/packing.py` writes its files.

/** `index.bin`: what the other files are. */
interface Manifest {
  version: string;
  /** How many papers there are; they are numbered from the oldest. */
  papers: number;
  /** How many cards a file holds. */
  cards: number;
  /** Words that say too little to be searched for. */
  common: Set<string>;
  /** The first name in each file of terms. */
  terms: string[];
  /** The terms of acronyms and of what they stand for, by their words without endings. */
  forms: Record<string, string>;
  /** The bytes of each filter's file, by its name. */
  facets: Record<string, number>;
}

/** What a file of terms says of one: the bytes of its postings, and the parts that a review writes it apart in; or things of this name. */
type PackedEntry = [name: string, said: number | ThingEntry[], ...parts: string[]];

/** A term of a file, or a name of things, which ends in a space. */
interface Stored {
  name: string;
  parts: string[];
  things: ThingEntry[];
  postings: Uint8Array;
}

type Shard = Stored[];

/** What has a page: what it is, its name, the folder of its page, its papers, the rows of its table. */
type ThingEntry = [kind: string, name: string, path: string, papers: number, rows: number];

/** A thing that a query names. */
interface Thing {
  kind: string;
  name: string;
  path: string;
  papers: number;
  rows: number;
  /** Whether the query asks for nothing else. */
  isWhole: boolean;
  /** Whether it is the first thing of a name in the query, rather than another of that name, or of one that begins so. */
  isNamed: boolean;
}

/** A term as read: how much each paper is about it, by number. */
interface Term {
  name: string;
  postings: Map<number, number>;
  parts: string[];
}

/** A word of a query. */
interface QueryWord {
  term: string;
  /** As written, but for case and accents. */
  raw: string;
  /** The whole that it is a part of, as written. */
  written: string;
  /** Whether nothing but a space or less parts it from the word before. */
  close: boolean;
  /** Whether it may go on, since nothing follows it. */
  open: boolean;
  /** The term that its whole is, where it was taken apart. */
  join?: string;
  /** Whether it is a word of a plain question that asks rather than names: papers need not have it. */
  asking?: boolean;
}

/** What papers must have as it stands, and what they must not have. */
interface Insisted {
  quoted: string[];
  excluded: string[];
}

/** The terms that a word stands for, each with how much it counts. */
interface Meaning {
  found: [term: Term, share: number][];
  /** Whether they begin with the word. */
  begins?: boolean;
  /** The term that was taken for a word which no paper has. */
  nearest?: string;
}

/** What papers have of a query. */
interface Found {
  words: (QueryWord & Meaning)[];
  /** How many of the words a paper should have. */
  asked: number;
  /** How many papers were too many to be read for quoted words. */
  unread: number;
  /** The terms to be marked. */
  terms: Set<string>;
  /** What has a page and is named, the surest first. */
  things: Thing[];
  /** Whether all that the query says are names of things. */
  isCovered: boolean;
  /** Of each paper, how many words it has and how much. */
  scores: Map<number, { met: number; total: number }>;
}

/** The papers of each value, by the name of a filter. */
type Facets = Record<string, Map<string, number[]>>;

/** A file of `facets/`: the filter's values with the bytes of their papers, and the ids that values have elsewhere. */
type PackedFilter = [values: [value: string, size: number][], ids: Record<string, string>];

/** A filter as it was read: the papers of each value, and the ids that values have elsewhere. */
interface Filter {
  members: Map<string, number[]>;
  ids: Record<string, string>;
}

/** The values that are chosen, by the name of a filter. */
type Chosen = Record<string, string[]>;

/** A card of a file: the slug as it is, or how many letters of the title spell it. */
type PackedCard = [title: string, slug: string | number, date: string, byline: string, tags: string[]];

/** What the search shows of a paper before its page is read. */
interface Hit {
  title: string;
  href: string;
  date: string;
  byline: string;
  /** Its topics and devices. */
  tags: string[];
}

/** What a paper's page says. */
interface PaperTexts {
  texts: [kind: string, text: string][];
  /** The first ones of its own. */
  results: HitResult[];
  rows: number;
  /** What stands in place of results where there are none. */
  silence: string;
}

interface HitResult {
  href: string;
  bound: string;
  value: string;
  metric: string;
  baseline: string;
  isWorse: boolean;
}

/** A run of text, and whether it was searched for. */
type Piece = [text: string, isHit: boolean];

// Comparison tables.

/** `tables-layout.js`: what the pages say of rows, as `site/pages/layout.py` writes it. */
interface Layout {
  /** Two templates: a table of one row, and the value of a row alone. Names in braces and nested templates are to be filled. */
  markup: string;
  /** The words of forms, and whether they compare. */
  forms: Record<string, [words: string, compares: boolean]>;
  slots: Slot[];
  /** What stands before and after a number of these units; of all others, the gap and the unit stand after it. */
  units: Record<string, [before: string, after: string]>;
  /** Of units that measure one thing: the one that rows are compared in, and how much of it one is. */
  converted: Record<string, [base: string, factor: number]>;
  gap: string;
  /** What joins the ends of a range. */
  dash: string;
  months: string[];
  undated: string;
  /** What stands for what a row could say and does not, and for what makes no sense of it. */
  unsaid: [notStated: string, notApplicable: string];
  /** Of baselines, and whether all of a class are the same thing to compare with. */
  classes: [name: string, isSpecific?: boolean][];
  /** Of confidence, the highest first. */
  bands: string[];
  /** What people did to a row, as a letter. */
  signs: Record<string, string>;
  /** Paths from the site's root; `{}` stands for a slug. */
  paths: { paper: string; metric: string; device: string; devices: string };
  /** The issue that reports a row: its form, and the room for each field in an address. */
  report: { template: string; room: Record<string, number> };
}

declare var LitAtlasLayout: Layout;

/** A condition that a value holds under, as `slots.py` has it. */
interface Slot {
  name: string;
  /** The head of its column. */
  head: string;
  /** Its name in a sentence. */
  noun: string;
  /** Its name in downloads. */
  key: string;
  /** What stands before its values in a sentence. */
  preposition: string;
  /** Whether a row can have several values of it. */
  many: boolean;
  filtered: boolean;
  /** Whether its values have pages. */
  linked: boolean;
  /** Whether it has a column of its own; the others share one. */
  alone: boolean;
  /** Whether it also applies to rows that do not compare. */
  measuring: boolean;
}

/** What names in the markup of a row stand for. */
type Values = Record<string, unknown>;

/** A result as tables show it. */
interface Row {
  /** Of the paper. */
  slug: string;
  title: string;
  /** The paper's place in the bibliography, from 0; null where only the page's own rows are known. */
  place: number | null;
  /** Of the paper: `2024-02-29`, or cut to what is known, or empty; and for people. */
  date: string;
  when: string;
  /** The paper's topics, by id. */
  topics: string[];
  id: string;
  quote: string;
  /** The metric's slug, and its name for people. */
  metric: string;
  label: string;
  /** The metric's table, relative to the site's root; empty where it has none. */
  table: string;
  form: string;
  unit: string;
  bound: string;
  /** For people, with its unit. */
  value: string;
  low: number;
  high: number;
  /** `better`, `worse` or empty. */
  effect: string;
  confidence: string;
  /** What the text leaves open. */
  flags: string[];
  /** The values that it holds for, by the names of slots. */
  slots: Record<string, string[]>;
  /** The classes of its baselines. */
  classes: string[];
  /** The slugs of papers that bring what rows are compared with, by its words. */
  systems: Record<string, string>;
  /** The one device that its paper names, where the row states none; else empty. */
  device: string;
  /** The other system that has the value; empty for the paper's own. */
  subject: string;
  factor: { text: string; bound: string } | null;
  /** `confirmed`, `changed`, `added` or empty. */
  correction: string;
  /** Whether its paper has a note. */
  noted: boolean;
  /** The address that reports it, where the page has it; else it is made. */
  wrong: string;
  /** Links to its paper and to its evidence, relative to the site's root or absolute. */
  page: string;
  evidence: string;
  /** What it was read from: an element of the page, or where its sentence stands on its paper's page, as the data have it. */
  proof: { place: number[]; isTitle: boolean; source: string; formula: string; said: string[] } | Element;
}

/** What a row was read from. */
interface Evidence {
  /** That it is known: true. */
  told: true;
  quote: string;
  context?: [before: string, marked: string, after: string];
  source?: string;
  formula?: string;
  said?: string[];
}

/** Metric, form, unit and confidence; a metric is `alone` where no table of its own shows it, since one paper alone reports it. */
type Kind = [metric: [slug: string, label: string, alone?: 1], form: string, unit: string, confidence: string];

/** What rows say of one thing: the different values, and for each row the number of its own; or the numbers alone. */
interface StoredColumn {
  values: unknown[];
  numbers: number[];
}

/** Where results are, and what their ids stand for. */
interface Source {
  /** How many rows there are. */
  size: number;
  topics: Record<string, string>;
  /** The slug and the family of devices, by name. */
  devices: Record<string, [slug: string, family: string]>;
  repository: string | null;
  /** Whether these are all of the site, rather than those of the page. */
  complete: boolean;
  read(column: string): Promise<StoredColumn>;
  /** Rows by their numbers. */
  list(rows: number[]): Promise<Row[]>;
}

/** Rows that stand in one file: the numbers of the first one and of its paper. */
interface Part {
  number: number;
  row: number;
  paper: number;
}

/** `data/explorer.json`, as `site/data/tables.py` writes it. */
interface ResultIndex {
  papers: number;
  rows: number;
  repository: string | null;
  topics: Record<string, string>;
  devices: Source["devices"];
  /** The files of each column; with a mark where it says something of papers rather than of rows. */
  columns: Record<string, [files: number[], ofPapers?: 1]>;
  parts: [papers: number, rows: number][];
}

/** A file of rows. */
interface ResultColumns {
  metrics: Record<string, Kind[0]>;
  systems: Record<string, string>;
  papers: {
    /** The one device that a paper names. */
    device: Record<number, string>;
    title: string[];
    place: number[];
    slug: (string | number)[];
    date: string[];
    address: string[];
    topics: number[];
    /** The numbers of those with a note. */
    noted: number[];
    rows: number[];
  };
  kinds: [metric: string, form: string, unit: string, bound: string | null, effect: string | null, confidence: string][];
  lists: string[][];
  quotes: string[];
  /** What rows were read from whose words no page has. */
  sources: string[];
  rows: {
    id: string;
    kind: number[];
    low: number[];
    high: Record<number, number>;
    /** What is shown where that is not the plain number. */
    number: Record<number, string>;
    slots: Record<string, number[]>;
    quote: number[];
    classes: number[];
    subject: Record<number, string>;
    flags: Record<number, string[]>;
    untold: number[];
    words: Record<number, string>;
    correction: Record<number, string>;
    factor: Record<number, [text: string, formula: string, bound?: string]>;
    /** Four numbers for each row but those that have a source: letters of its text before its sentence, and so on. */
    sentence: number[];
    /** The rows that were read from titles. */
    titled: number[];
    source: Record<number, number>;
    said: Record<number, string[]>;
  };
}

/** What the reader chose. */
interface State {
  filters: Chosen;
  /** Words of the title. */
  text: string;
  /** Whether only rows stay that state all that the columns say. */
  complete: boolean;
  sort: { id: string; desc: boolean } | null;
  /** The columns that are not shown. */
  hidden: string[];
  /** From 1. */
  page: number;
  /** The slugs of papers. */
  chosen: string[];
  /** Whether those stand side by side. */
  side: boolean;
}

/** What rows need to know of the page, and what they can ask of it. */
interface Context {
  /** The way from the page to the site's root. */
  root: string;
  /** Of the page. */
  title: string;
  /** The device whose page it is; empty on other pages. */
  own: string;
  devices: Source["devices"];
  repository: string | null;
  chosen: Set<string>;
  choose(slug: string, isChosen: boolean): void;
  explain(row: Row, line: Element): Promise<void>;
  /** Add the note of a row's paper to what is shown of the row, where it has one. */
  annotate(line: Element): Promise<void>;
}

type Child = Node | string | false | null | undefined | "";

interface Column {
  id: string;
  name: string;
}

/** A table: the rows of the page's scope, and what is known of them. */
interface Known {
  source: Source;
  /** Those that were fetched, by name. */
  columns: Map<string, StoredColumn>;
  /** The numbers of rows. */
  members: number[];
  /** The groups of kinds, by their numbers. */
  groups: string[];
  /** The places of groups, the largest first. */
  order: Map<string, number>;
  /** The names of metrics by their slugs. */
  metrics: Record<string, string>;
  topics: Source["topics"];
  devices: Source["devices"];
  repository: string | null;
}

/** What a view shows: what is said of it, its parts, and what draws more of its rows, as long as there are any. */
interface Drawn {
  says: string;
  parts: Child[];
  more?: () => HTMLElement[];
}

/** What is saved: rows and the ids of columns, where they were seen. */
interface Shown {
  rows: Row[];
  columns: string[];
  /** The address of the site's root. */
  site: URL;
  page: string;
  title: string;
}

/** A button with a panel under it. */
interface Panel extends HTMLDetailsElement {
  /** Draws the panel's content anew. */
  refresh?: () => unknown;
}

/** What the tools of a table work on. */
interface Board {
  /** All columns that the page's tables have. */
  columns: Column[];
  state(): State;
  known(): Known | undefined;
  /** What the state asks for, and what some more filters do, is fetched. */
  ensure(more?: string[]): Promise<Known>;
  change(part: Partial<State>, options?: { step: boolean }): void;
  name(filter: string, value: string): string;
}
