"""Words as the index and the browser know them: one table of cases for both."""

import itertools
from pathlib import Path

import pytest
from playwright.sync_api import Page

from litatlas.site.search.words import COMMON, SUFFIXES, find_words, read_word, stem
from litatlas.text.folding import fold
from tests.site.conftest import OpenPage

WORDS = {
    "KV-cache": ("kv", "cach", "kvcach"),
    "KVCache": ("kv", "cach", "kvcach"),
    "kvcache": ("kvcach",),
    "KV_caches": ("kv", "cach", "kvcach"),
    "FlashAttention": ("flash", "attention", "flashattention"),
    "FlashAttention-2": ("flash", "attention", "2", "flashattention", "flashattention2"),
    "flash‐attention": ("flash", "attention", "flashattention"),
    "4-bit": ("4", "bit", "4bit"),
    "4bit": ("4bit",),
    "A100": ("a100",),
    "GPUs": ("gpus",),
    "vLLM": ("vllm",),
    "TensorRT-LLM": ("tensor", "rt", "llm", "tensorrt", "tensorrtllm"),
    "state-of-the-art": ("stat", "art", "stateoftheart"),
    "the": (),
    "Müller": ("muller",),
    "2.3x": ("2.3x",),
    "1.5×": ("1.5x",),
    "Łódź": ("lodz",),
    "Straße": ("strasse",),
    "ØSTERBRO": ("osterbro",),
    "ısı": ("isi",),
    "ΔNet": ("delta", "net", "deltanet"),
    "ﬁlter": ("filter",),
    "أحمد": ("احمد",),
    "𝐇𝐞𝐫𝐨𝐧": ("heron",),
    "10.1000/X": ("10.1000", "x", "10.1000/x"),
    "10.18653/v1/2020.acl-main.1": ("10.18653", "v1", "2020", "acl", "main.1", "10.18653/v1/2020.acl-main.1"),
}
STEMS = {
    "cache": "cach", "caches": "cach", "cached": "cach", "caching": "cach", "quantization": "quantiz", "quantized": "quantiz",
    "quantize": "quantiz", "running": "run", "run": "run", "latencies": "latency", "latency": "latency", "process": "process",
    "processes": "process", "status": "status", "analysis": "analysis", "speed": "speed", "string": "string", "bus": "bus",
    "filling": "fill", "a100": "a100", "größen": "größen",
}  # fmt: skip
TEXTS = {
    "The KV cache, of Llama3.1 (8-bit)": ["The", " KV", " cache", "of", " Llama3.1", "8-bit"],
    "a 2.3x speedup; up to 33.5%": ["a", " 2.3x", " speedup", "up", " to", " 33.5"],
    "état-major de l’Île": ["etat-major", " de", " l", "Ile"],
    "1.5× and 3×3": ["1.5x", " and", " 3x3"],
    "of 10.1000/x(97)y_1-2, (10.1000/z).": ["of", " 10.1000/x(97)y_1-2", "10.1000/z"],
    "état in 10.1000/x; 10.5/3": ["etat", " in", " 10.1000/x", "10.5", "3"],
    "稀疏 kernels": ["稀", "疏", " kernels"],
    "JetsonFen™ boards … field": ["JetsonFen", " boards", "field"],
    "\u1112\u1161\u11ab\u1100\u116e\u11a8 연못": ["한국", " 연못"],
    "ｶﾞガ": ["ガ", "ガ"],
    "": [],
}
"""Texts with their words; a space before a word says that it alone parts the word from the one before."""


MARKED = {
    ("We deploy JetsonFen™ boards … and find", "jetsonfen find"): ["JetsonFen™", "find"],
    ("한국 연못의 왜가리 heron", "연못의 heron"): ["연못의", "heron"],
    ("In \u1112\u1161\u11ab\u1100\u116e\u11a8 ponds", "한국 ponds"): ["\u1112\u1161\u11ab\u1100\u116e\u11a8", "ponds"],
    ("Die Straße nach Łódź…", "strasse lodz"): ["Straße", "Łódź"],
    ("Eﬃcient β-Pond at 1.5×", "efficient beta-pond 1.5x"): ["Eﬃcient", "β-Pond", "1.5×"],
    ("ｶﾞの\u0041\u0308rmel A\u0308rmel", "armel"): ["A\u0308rmel", "A\u0308rmel"],
    ("قال أَحْمَد heron", "احمد"): ["أَحْمَد"],
    ("🦩™ 🦩 flamingo ½ heron", "flamingo heron"): ["flamingo", "heron"],
}
"""Texts and what is looked for in them, with what is marked."""
LOAD = """async () => {
  const load = (name) => import(new URL(`assets/search-${name}.js`, document.baseURI));
  [window.words, window.letters, window.marks] = await Promise.all(["words", "letters", "marks"].map(load));
}"""


def read_text(text: str) -> list[str]:
    return [" " * close + written for written, close in find_words(fold(text))]


@pytest.fixture
def page(open_page: OpenPage, tiny_address: str) -> Page:
    """A page whose `words` are the browser's rules."""
    page = open_page(tiny_address).page
    page.evaluate(LOAD)
    return page


@pytest.mark.parametrize(("written", "terms"), list(WORDS.items()))
def test_a_word_is_found_by_its_parts_and_joined(written: str, terms: tuple[str, ...]) -> None:
    assert read_word(fold(written)).terms == tuple(stem(term) for term in terms)


@pytest.mark.parametrize(("word", "expected"), list(STEMS.items()))
def test_endings_make_no_difference(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize(("text", "words"), list(TEXTS.items()))
def test_a_text_has_its_words(text: str, words: list[str]) -> None:
    assert read_text(text) == words


@pytest.mark.browser
def test_the_browser_reads_words_as_the_index_does(page: Page) -> None:
    read = "([words, common]) => words.map(word => window.words.readWord(window.letters.fold(word), new Set(common)).terms)"

    found = page.evaluate(read, [list(WORDS), sorted(COMMON)])

    assert found == [list(read_word(fold(word)).terms) for word in WORDS]


@pytest.mark.browser
def test_the_browser_takes_off_the_endings_that_the_index_does(page: Page) -> None:
    assert page.evaluate("words => words.map(window.words.stem)", list(STEMS)) == list(STEMS.values())
    assert page.evaluate("endings => endings.every(window.words.startsEnding)", list(SUFFIXES))


@pytest.mark.browser
def test_the_browser_cuts_texts_as_the_index_does(page: Page) -> None:
    read = """texts => texts.map(text =>
      window.words.findWords(window.letters.fold(text)).map(({ written, close }) => (close ? " " : "") + written))"""

    assert page.evaluate(read, list(TEXTS)) == list(TEXTS.values())


@pytest.mark.browser
def test_marks_stand_on_the_letters_that_were_found_whatever_folding_does(page: Page) -> None:
    mark = """cases => cases.map(([text, terms]) => window.marks.markTerms(text, new Set(terms), new Set()))"""
    terms = [[term for word, _ in find_words(fold(query)) for term in read_word(word).terms] for _, query in MARKED]

    found = page.evaluate(mark, [[text, wanted] for (text, _), wanted in zip(MARKED, terms, strict=True)])

    assert ["".join(piece for piece, _ in pieces) for pieces in found] == [text for text, _ in MARKED]
    assert [[piece for piece, is_hit in pieces if is_hit] for pieces in found] == list(MARKED.values())


@pytest.mark.browser
def test_the_map_of_letters_gives_the_folded_text(page: Page) -> None:
    letters = "Aß™…×½ﬁ한\u1112\u1161\u11abｶﾞがأ\u0308 ẞŁx\u0640🦩-.2"
    texts = ["".join(pair) for pair in itertools.product(letters, repeat=3)]

    assert page.evaluate("texts => texts.map(window.letters.fold)", texts) == [fold(text) for text in texts]
    differ = "texts => texts.filter(text => window.letters.mapLetters(text).folded !== window.letters.fold(text))"
    assert page.evaluate(differ, texts) == []


@pytest.mark.browser
@pytest.mark.captures
def test_the_browser_and_the_index_agree_on_all_words_of_the_captures(page: Page, captures: list[Path]) -> None:
    text = fold(" ".join(path.read_text(encoding="utf-8") for path in captures))
    words = sorted({written for written, _ in find_words(text)})
    read = "([words, common]) => words.map(word => window.words.readWord(word, new Set(common)).terms)"

    found = page.evaluate(read, [words, sorted(COMMON)])

    expected = [list(read_word(word).terms) for word in words]
    assert [pair for pair in zip(words, found, expected, strict=True) if pair[1] != pair[2]] == []
