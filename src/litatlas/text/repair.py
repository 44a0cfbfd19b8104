"""Repairs the debris of a listing's text for reading, and keeps the way back to the raw text, which evidence is quoted from."""

import re
from collections.abc import Iterable
from functools import lru_cache

from litatlas.text.debris import HEAD, LINK, LONGEST_HEAD, NEEDLES, NO_GROUPS, RULES, RULES_BEFORE_GROUPS
from litatlas.text.places import find_places
from litatlas.text.readable import Edit, Text
from litatlas.text.rules import MASK, Rule, has_sign

_Change = tuple[int, int, str]
"""A replacement to be made: start and end in the current text, and the new text."""

_COMMON = frozenset(",")
"""Signs that most texts without debris hold as well, so that one is looked at more closely, as words are."""
_SIGNS = tuple(needle for needle in NEEDLES if len(needle) == 1 and needle not in _COMMON)
_WORDS = tuple(needle for needle in NEEDLES if needle not in _SIGNS)
_CAPITALS = re.compile("[A-Z][A-Z]{5}")  # what begins with a set of characters is quickly searched for
_HEADS = tuple(word for word in _WORDS if _CAPITALS.match(word))
_OTHERS = tuple(word for word in _WORDS if word not in _HEADS)
_RULES_OF = {
    word: tuple(rule for rule in (*RULES_BEFORE_GROUPS, *RULES) if any(word in needle for needle in rule.needles or (rule.sign,)))
    for word in _WORDS
}
"""For each word that debris may hold the rules that may match where it stands: `mu` stands in `must` as well."""
_LINKS = ("://", "www.", ".com/", ".co/", ".io/")
"""What every link holds one of."""
_LINK_STARTS = ("http", "HTTP", "www.", "github.", "gitlab.", "huggingface.")
"""What every link begins with."""
_BRACE = re.compile(r"(?<!\\)[{}]")


@lru_cache(maxsize=64)  # what reads a paper, and what checks the reading, repair the same few texts
def repair(raw: str) -> Text:
    """Repair `raw` by the table of rules in `litatlas.text.debris`; links stay whole, a text without debris stays as it is.

    The time is proportional to the length of the text.
    """
    current = _mask_links(raw) if _may_hold_link(raw) else raw
    if raw.isascii() and not _may_hold_debris(current):
        return Text(raw, raw, ())
    current, edits = _apply_rules(RULES_BEFORE_GROUPS, current, [])
    if changes := _find_group_changes(current):
        current, edits = _apply(changes, current, edits)
    current, edits = _apply_rules(RULES, current, edits)
    return Text(raw, _build_text(raw, current, edits), tuple(edits)) if edits else Text(raw, raw, ())


def _may_hold_debris(text: str) -> bool:
    """Tell whether any rule matches, or may match, in a text of ASCII whose links are masked; in most texts none does."""
    if any(map(text.__contains__, _SIGNS)):
        return True
    words = (*_OTHERS, *_HEADS) if _CAPITALS.search(text) else _OTHERS  # half of the words are of six capitals or more
    rules = (rule for word in words if word in text for rule in _RULES_OF[word])
    return any(_may_match(rule, text) and rule.pattern.search(text) for rule in rules)


def _apply_rules(rules: Iterable[Rule], current: str, edits: list[Edit]) -> tuple[str, list[Edit]]:
    signs: dict[str, bool] = {}  # those of the current text, as far as they were asked for
    for rule in rules:
        if rule.sign not in signs:
            signs[rule.sign] = has_sign(current, rule.sign)
        if signs[rule.sign] and (changes := _find_changes(rule, current)):
            current, edits = _apply(changes, current, edits)
            signs.clear()
    return current, edits


def _may_hold_link(text: str) -> bool:
    return any(map(text.__contains__, _LINKS))


def _mask_links(text: str) -> str:
    """Put masks in the place of links, found by how they begin, which is quicker than by their whole pattern."""
    pieces: list[str] = []
    end = 0
    for at in find_places(text, _LINK_STARTS):
        if at >= end and (link := LINK.match(text, at)):
            pieces += (text[end:at], MASK * len(link[0]))
            end = link.end()
    return "".join((*pieces, text[end:]))


def _may_match(rule: Rule, text: str) -> bool:
    for needle in rule.needles:  # a loop, as this line is most of the time that a text takes
        if needle in text:
            return True
    return not rule.needles


def _find_changes(rule: Rule, text: str) -> list[_Change]:
    if not _may_match(rule, text):
        return []
    changes = []
    for match in rule.pattern.finditer(text):
        new = match.expand(rule.replacement) if isinstance(rule.replacement, str) else rule.replacement(match)
        if new != match[0]:
            changes.append(_trim(text, match.start(), match.end(), new))
    return changes


def _trim(text: str, start: int, end: int, new: str) -> _Change:
    """Narrow a replacement to what it changes; at least one character of `text` stays replaced."""
    first, last = 0, len(new)
    while first < last and end - start > 1 and text[start] == new[first]:
        start, first = start + 1, first + 1
    while first < last and end - start > 1 and text[end - 1] == new[last - 1]:
        end, last = end - 1, last - 1
    return start, end, new[first:last]


def _find_group_changes(text: str) -> list[_Change]:
    r"""Find the commands with braces (`\textbf{...}`) and the braces that belong to them, all to be removed."""
    if "{" not in text:
        return []
    changes: list[_Change] = []
    opened: list[bool] = []
    for brace in _BRACE.finditer(text):
        position = brace.start()
        if brace[0] == "{":
            head = _find_head(text, position)
            opened.append(head is not None)
            if head is not None:
                changes.append((head, position + 1, ""))
        elif opened and opened.pop():
            changes.append((position, position + 1, ""))
    return changes


def _find_head(text: str, brace: int) -> int | None:
    """Find where the command before an opening brace begins, if the brace is its."""
    if not text[max(0, brace - 2) : brace].rstrip("*").isalpha():
        return None
    low = max(0, brace - LONGEST_HEAD)
    match = HEAD.search(text[low:brace])
    if match is None or (match["unknown"] and (match["unknown"] in NO_GROUPS or text[brace + 1 : brace + 2] == "}")):
        return None
    return low + match.start()


def _apply(changes: list[_Change], current: str, edits: list[Edit]) -> tuple[str, list[Edit]]:
    """Make the changes, and compose them with the edits that led to the current text."""
    pieces: list[str] = []
    done = 0
    for start, end, new in changes:
        pieces += (current[done:start], new)
        done = end
    pieces.append(current[done:])
    return "".join(pieces), list(_compose(edits, changes))


def _compose(edits: list[Edit], changes: list[_Change]) -> Iterable[Edit]:
    """Yield the edits from the raw text to the new one; an edit and a change that overlap become one."""
    if not edits:
        yield from _edits_of(changes)
        return
    i = j = 0
    raw_shift = new_shift = 0  # what to add to an offset of the current text outside of all edits
    while i < len(edits) or j < len(changes):
        if j == len(changes) or (i < len(edits) and edits[i][2:] <= changes[j][:2]):
            start, end = edits[i][2:]
        else:
            start, end = changes[j][:2]
        new_start = start + new_shift
        raw_start = edits[i][0] if i < len(edits) and edits[i][2] == start and edits[i][2:] <= (start, end) else start + raw_shift
        first = True
        while True:
            if i < len(edits) and (edits[i][2] < end or (first and edits[i][2:] == (start, end))):
                raw_shift, end = edits[i][1] - edits[i][3], max(end, edits[i][3])
                i += 1
            elif j < len(changes) and changes[j][0] < end:
                new_shift += len(changes[j][2]) - (changes[j][1] - changes[j][0])
                end = max(end, changes[j][1])
                j += 1
            else:
                break
            first = False
        yield raw_start, end + raw_shift, new_start, end + new_shift


def _edits_of(changes: list[_Change]) -> Iterable[Edit]:
    shift = 0
    for start, end, new in changes:
        new_start = start + shift
        shift += len(new) - (end - start)
        yield start, end, new_start, end + shift


def _build_text(raw: str, current: str, edits: list[Edit]) -> str:
    """Put the repaired text together: replaced pieces from the current text, the others, links among them, from the raw one."""
    pieces: list[str] = []
    done = 0
    for raw_start, raw_end, start, end in edits:
        pieces += (raw[done:raw_start], current[start:end])
        done = raw_end
    pieces.append(raw[done:])
    return "".join(pieces)
