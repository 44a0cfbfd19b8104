"""Trims what stands in a list of rivals to its name: `the 14x larger FooDB's accuracy` to `FooDB`."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from litatlas.extract.sentence.shapes import KIND

_ARTICLE = re.compile(
    r"(?:or\s(?:even\s)?(?:exceed|surpass|outperform|beat)\w*\s)?"
    r"(?:(?:the|a|an|its|their|both|that|those|of|all|with|in|for|using)\s){0,3}",
    re.IGNORECASE,
)
"""Articles, and the second of two verbs: `matches or exceeds the baseline`."""
_DESCRIBED = re.compile(
    rf"(?=[a-zS])[^,]*?\b(?:state-of-the-art|SOTA|SoTA|standard|architecture|{KIND})s?,?\s"
    r"(?P<name>[A-Z][\w.+/-]*[\dA-Z][\w.+/-]*(?:\s[A-Z\d][\w.+/-]*)?|[a-z]+[A-Z]\w*|[A-Z][\w.+-]+-[\w.+-]+)\Z"
)
"""A name after the words for what it is: `the state-of-the-art engine Foo1`."""
_RECENT = re.compile(
    rf"\A(?:(?:(?:state-of-the-art|SOTA|SoTA|latest)(?=\s[A-Z]+[a-z][\w.-]*[A-Z\d][\w.+-]*(?:\s{KIND})?\Z)"
    r"|open-source|official|recent|popular|concurrent|well-known|(?:widely|commonly|most)[ -](?:used|adopted)|leading"
    r"|commercial|powerful|strong"
    r"|advanced"
    r"|(?:well|highly)[ -](?:optimized|tuned)|(?:top|high|mid|low)-(?:tier|end)|\w+-grade)\s)+(?=[A-Z])"
)
_IMPLEMENTED = re.compile(r"(?<=[A-Za-z\d])\simplementations?\Z")
_MEASURE_OF = re.compile(r"\A(?:performance|accuracy|results?|throughput|quality|speed|latency)\sof\s(?:the\s)?")
_POSSESSIVE = re.compile(
    r"(?<=\w)(?:['’]s?\s(?:[a-z-]+\s){0,3}?(?:performance|accuracy|quality|scores?|results?|throughput|latency|speed|perplexity"
    r"|footprint|memory|costs?|values?|data|time|budget|window|usage|capabilit(?:y|ies)|size|tokens|parameters|compute|slope|reasoning"
    r"|\d[\d.,]*(?:\S{0,2}|\spercent|\s[mb]illion))|['’]s)\Z"
    r"|(?<=baseline)\s(?:performance|accuracy|quality|scores?|metrics|loss|(?:token|memory) usage|\d[\d.,]*(?:%|\s\w+)?)\Z"
)
"""What of a rival it is that a number is compared with: `the baseline's peak accuracy`, `Foo's 50.3`."""
LARGER = re.compile(
    r"\A(?:the\s|an?\s)?(?:much\s|significantly\s|substantially\s)?~?\d[\d.,]*[-\s]?(?:[x×]|times|fold)?\s"
    r"(?:larger|bigger|smaller|deeper|heavier|slower|costlier|more expensive|longer)\s(?:model\s(?=[A-Z]))?"
)
"""How much larger a rival is: `the 14x larger Foo`, a number of its own."""
_TRAILING = re.compile(
    r"\s(?:and|or|based|provided|offered|proposed|developed|achievable|available|used|reported|published|obtained"
    r"|introduced|described|alike|almost|nearly|near|significantly|substantially|consistently|greatly|notably|up|[–-])\Z"
    r"|[.\"]+\Z"
)
_NOT_NAMES = re.compile(r"(?:[GCTN]PU|FPGA|ASIC|LLM|VLM|CNN|DNN|RNN|GAN|FP\d+|BF16|INT\d|SOTA|SoTA)s?\b")
_BARE_NOUN = re.compile(
    r"(?:[+-]\d.*|seen|state-of-the-art performance"
    r"|methods?|models?|approach(?:es)?|systems?|it|them|this|these|one|ones|others|all|both|any|ever"
    r"|before|expected|usual|strong|fully|existing|competitive|widely|enhanced"
    r"|such as|especially|particularly|required|competitive|ours?|some cases|average|recovers|matches|models (?:up|over))\Z"
)
_ONE_NAME = re.compile(r"[A-Z]\S*[A-Z\d]\S* \w+")
_LETTER = re.compile("[A-Za-zα-ω]")
_SHORTEST, _LONGEST = 2, 80
"""Characters of the shortest and the longest item that names something."""


@dataclass(frozen=True, slots=True)
class Trim:
    """A rule by which something of an item belongs to no name. Its examples run as tests."""

    id: str
    says: str
    """What is taken away, in a sentence."""
    trim: Callable[[str], str]
    examples: tuple[tuple[str, str], ...]
    """Items, and what is left of each."""
    counterexamples: tuple[str, ...]
    """Items like them, of which nothing is taken away."""


def trim_item(piece: str) -> str:
    """Return the name or phrase that a piece of a list tells; empty where it tells none."""
    text = " ".join(piece.strip(" ,'\"").split())
    for rule in TRIMS:
        text = rule.trim(text)
    is_named = _SHORTEST <= len(text) <= _LONGEST and _LETTER.search(text) is not None
    return text if is_named and not _BARE_NOUN.match(text) and not text.startswith(("e.g", "i.e")) else ""


def _trim_size(text: str) -> str:
    return LARGER.sub("", text)


def _trim_end(text: str) -> str:
    return _TRAILING.sub("", text.rstrip()).rstrip()


def _trim_articles(text: str) -> str:
    lead = _ARTICLE.match(text)
    return text[lead.end() :] if lead else text


def _trim_measure(text: str) -> str:
    return _MEASURE_OF.sub("", text)


def _trim_praise(text: str) -> str:
    praised = _RECENT.match(text)
    return text[praised.end() :] if praised and not _NOT_NAMES.match(text, praised.end()) else text


def _trim_owned(text: str) -> str:
    return _POSSESSIVE.sub("", text)


def _trim_implementation(text: str) -> str:
    return _IMPLEMENTED.sub("", text) if _ONE_NAME.fullmatch(text) else text


def _trim_description(text: str) -> str:
    described = _DESCRIBED.match(text)
    return described["name"] if described and not _NOT_NAMES.match(described["name"]) else text


TRIMS = (
    Trim(
        "size", "How much larger a rival is, is a number of its own.", _trim_size,
        (("the 14x larger FooDB", "FooDB"), ("a 3 times slower model FooDB", "FooDB")), ("the largest FooDB",),
    ),
    Trim(
        "end", "A participle or a conjunction at the end goes on with the sentence.", _trim_end,
        (("FooDB and", "FooDB"), ("the engine used", "the engine"), ("the engine almost", "the engine"), ("FooDB.", "FooDB")),
        ("the engine", "FooDB 1.5"),
    ),
    Trim(
        "articles", "Articles, and prepositions before them, name nothing.", _trim_articles,
        (("the engine", "engine"), ("all of the engines", "engines")), ("older engines",),
    ),
    Trim(
        "measure", "Nor does what of a rival is compared, before it.", _trim_measure,
        (("accuracy of the engine", "engine"),), ("accuracy engine",),
    ),
    Trim(
        "praise", "Nor does how well known or strong a named rival is.", _trim_praise,
        (("popular open-source FooDB", "FooDB"), ("state-of-the-art FooDB engine", "FooDB engine")),
        ("popular engines", "state-of-the-art PIM engine"),
    ),
    Trim(
        "owned", "Nor does what of it is compared, behind it.", _trim_owned,
        (("FooDB's peak accuracy", "FooDB"), ("FooDB's", "FooDB"), ("FooDB's 50.3", "FooDB"), ("FooDB's training time", "FooDB")),
        ("FooDB accuracy",),
    ),
    Trim(
        "implementation", "An implementation of a name is what it is called.", _trim_implementation,
        (("FooDB implementation", "FooDB"),), ("other implementations",),
    ),
    Trim(
        "description", "A name behind the words for what it is stands for them.", _trim_description,
        (("state-of-the-art engine FooDB", "FooDB"),), ("best baseline LLM", "older engine foo"),
    ),
)  # fmt: skip
"""The rules by which an item of a list is trimmed to its name, each after those before it."""
