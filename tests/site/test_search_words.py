"""Words as the index and the browser know them: one table of cases for both."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from litatlas.site.search.words import COMMON, SUFFIXES, find_words, fold, read_word, stem
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
    "": [],
}
"""Texts with their words; a space before a word says that it alone parts the word from the one before."""


def read_text(text: str) -> list[str]:
    return [" " * close + written for written, close in find_words(fold(text))]


@pytest.fixture
def page(open_page: OpenPage, tiny_address: str) -> Page:
    """A page whose `words` are the browser's rules."""
    page = open_page(tiny_address).page
    page.evaluate("async () => { window.words = await import(new URL('assets/search-words.js', document.baseURI)); }")
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
    read = "([words, common]) => words.map(word => window.words.readWord(window.words.fold(word), new Set(common)).terms)"

    found = page.evaluate(read, [list(WORDS), sorted(COMMON)])

    assert found == [list(read_word(fold(word)).terms) for word in WORDS]


@pytest.mark.browser
def test_the_browser_takes_off_the_endings_that_the_index_does(page: Page) -> None:
    assert page.evaluate("words => words.map(window.words.stem)", list(STEMS)) == list(STEMS.values())
    assert page.evaluate("endings => endings.every(window.words.startsEnding)", list(SUFFIXES))


@pytest.mark.browser
def test_the_browser_cuts_texts_as_the_index_does(page: Page) -> None:
    read = """texts => texts.map(text =>
      window.words.findWords(window.words.fold(text)).map(({ written, close }) => (close ? " " : "") + written))"""

    assert page.evaluate(read, list(TEXTS)) == list(TEXTS.values())


@pytest.mark.browser
@pytest.mark.captures
def test_the_browser_and_the_index_agree_on_all_words_of_the_captures(page: Page, captures: list[Path]) -> None:
    text = fold(" ".join(path.read_text(encoding="utf-8") for path in captures))
    words = sorted({written for written, _ in find_words(text)})
    read = "([words, common]) => words.map(word => window.words.readWord(word, new Set(common)).terms)"

    found = page.evaluate(read, [words, sorted(COMMON)])

    expected = [list(read_word(word).terms) for word in words]
    assert [pair for pair in zip(words, found, expected, strict=True) if pair[1] != pair[2]] == []
