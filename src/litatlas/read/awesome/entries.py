"""An item, paragraph or heading of an awesome list to named values: title, authors, venue, date, addresses, remark."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from litatlas.identity.identifiers import parse_identifier
from litatlas.read.appearances import find_appearance, strip_signs
from litatlas.read.awesome.around import join_brackets, part_title, strip_emoji
from litatlas.read.awesome.blocks import Block
from litatlas.read.awesome.findings import Findings, Value
from litatlas.read.awesome.parts import Part, format_markdown, format_plain
from litatlas.read.awesome.titles import find_plain_title, find_title
from litatlas.read.awesome.words import find_label, is_external, is_names
from litatlas.read.columns import Column, find_role

_TAG = re.compile(r"\s*[\[(【「]([^\[\]()【】「」]{1,60})[\])】」]\s*")
_SHORT_NAME = re.compile(r".*[A-Z\d].*[A-Z\d]|.*[a-z][A-Z]")
"""A word that is a name that somebody made up: `FlashHeron`, `H2O`."""
_LABELLED = re.compile(r"\s*([A-Za-z][A-Za-z ().;/]{1,24}?)\s*[::]\s*(.*)", re.DOTALL)
_CUT = re.compile(r"\s+[-–—|/]+\s+|\s*\|\s*|(?<!\b[A-Z])[.?!]\s+(?=\S)|\s{3,}|\s*[–—]\s*(?=[A-Z(])")
_BRACKETED = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,60})[)\]）】]")


def has_title(block: Block) -> bool:
    """Whether an item says what it is about by itself: a link that is no label, or emphasized or quoted words."""
    loose, _ = _part_labels(block.parts)
    return find_title(_drop_tags(list(loose), Findings())) is not None


def read_values(block: Block, details: Sequence[Block] = ()) -> list[Value] | None:
    """The values of an entry, with those of the items below it that tell of it; None where it has no title."""
    found = Findings()
    loose, labels = _part_labels(block.parts)
    rest = _drop_tags(list(loose), found)
    title = find_title(rest) or find_plain_title(rest, found)
    if title is None:
        return None
    start, end, text = title
    while (tag := _TAG.match(text)) and len(text) > tag.end() + 8 and _read_tag(tag[1], found, is_tag=False):
        text = text[tag.end() :].lstrip(" :,|-–—")
    text = _read_before(rest[:start], found, text)
    if url := next((part.url for part in rest[start:end] if part.url), ""):
        found.add("address", url)
    text = part_title(text, found)
    text = text[:-1] if re.search(r"\w\w\.$", text) else text
    found.values.insert(0, (Column("title", "title", 1), text))
    for part in labels:
        _read_label(part, found)
    _read_rest(rest[end:], found)
    for detail in details:
        _read_detail(detail, found)
    if remark := "\n\n".join(filter(None, found.remark)):
        found.add("remark", remark)
    return found.values


def _part_labels(parts: Iterable[Part]) -> tuple[list[Part], list[Part]]:
    """Part what is said from links that are labels and from badges; where a label stood, the text ends."""
    loose: list[Part] = []
    labels: list[Part] = []
    for part in join_brackets(list(parts)):
        is_label = part.is_picture or (
            part.url and (find_label(part.text) or part.text == part.url or find_appearance(part.text))
        )
        if not is_label:
            loose.append(part)
            continue
        labels.append(part)
        loose.append(Part("", is_break=True))
    return loose, labels


def _drop_tags(parts: list[Part], found: Findings) -> list[Part]:
    """Take venue, date and emoji off the start of an entry: `[ICML 2024]`, `(2024/05)`, `2401.01234`, bold or not."""
    while parts:
        first = parts[0]
        if not first.url and (text := strip_emoji(first.text)):
            first = parts[0] = replace(first, text=text + first.text[len(first.text.rstrip()) :])
        if first.is_break or not strip_signs(first.text):
            if first.is_break and any(part.text.strip() for part in parts[1:]) is False:
                break
            parts.pop(0)
            continue
        if first.url:
            break
        tag = _TAG.match(first.text) if not (first.strong or first.code or first.em) else None
        said = tag[1] if tag else first.text if first.strong or first.code or first.em else _date_before(first.text)
        if not said or not _read_tag(said, found, is_tag=tag is not None or first.code):
            break
        end = tag.end() if tag else first.text.find(said) + len(said)
        parts[0] = replace(first, text=first.text[end:].lstrip(" :,|-–—.)]"))
    return parts


def _date_before(text: str) -> str:
    """The date or number that a text begins with, before more of it: `2024-05 Title`, `2024.05, Title`."""
    match = re.match(r"\s*((?:19|20)\d\d(?:[./-]\d{1,2}(?:[./-]\d{1,2})?)?|\d{4}\.\d{4,5})(?=[\s,:|)\]]+\S)", text)
    return match[1] if match else ""


def _read_tag(text: str, found: Findings, *, is_tag: bool) -> bool:
    plain = strip_signs(text)
    if parse_identifier(plain):
        found.add("address", plain)
    elif appearance := find_appearance(text):
        found.add_appearance(appearance.venue, appearance.date)
    elif is_tag and find_label(text):
        return True
    elif is_tag and len(plain.split()) <= 4 and not is_names(plain):
        found.add(None, plain, "tag")
    else:
        return False
    return True


def _read_before(parts: Sequence[Part], found: Findings, title: str) -> str:
    """Read what stands before the title, and return the title: names, a venue, or the short name that the title begins with."""
    plain = format_plain(parts)
    said = strip_signs(plain)
    if not said or said.isdigit() or find_label(said):
        return title
    if plain.endswith(":") and said.casefold() not in title.casefold() and (" " in said or _SHORT_NAME.match(said)):
        return f"{said}: {title}"
    if not found.has_authors and is_names(said, least=2):
        found.add_authors(said)
    elif appearance := find_appearance(said):
        found.add_appearance(appearance.venue, appearance.date)
    elif said.casefold() not in title.casefold():
        found.add(None, said, "tag")
    return title


def _read_label(part: Part, found: Findings) -> None:
    """A link that is a label, or a badge."""
    text = part.text
    if find_label(text) is None and (appearance := find_appearance(text)):
        found.add_appearance(appearance.venue, appearance.date)
    identifier = parse_identifier(re.sub(r"^\D*?(?=\d)", "", text)) if part.is_picture and "arxiv" in text.casefold() else None
    if part.url and is_external(part.url):
        kind = find_label(text) or "other"
        found.add("address" if kind == "other" else kind, part.url, strip_signs(text))
    elif identifier:
        found.add("address", str(identifier.value))


def _read_rest(parts: Sequence[Part], found: Findings) -> None:
    """What stands behind the title: names, venue, date, and what is left of it, the remark."""
    said: list[Part] = []
    for part in parts:
        if part.is_break:
            _read_said(said, found)
            said = []
        elif part.em and strip_signs(part.text).lower().startswith(("et al", "et. al")):
            said.append(replace(part, em=False))
        elif (part.em or part.code or part.strong) and not part.url and found.take(part.text):
            said.append(Part(" "))
        else:
            said.append(part)
    _read_said(said, found)


def _read_said(parts: Sequence[Part], found: Findings) -> None:
    """A stretch of text: pieces that are names, a venue or a date are that; if none is left, there is no remark."""
    if not strip_signs(format_plain(parts)):
        return
    has_links = any(part.url for part in parts)
    text = format_markdown(parts)
    if not has_links and _read_labelled(text, found):
        return
    for bracketed in () if has_links else list(_BRACKETED.finditer(text)):
        if found.take(bracketed[1]):
            text = text.replace(bracketed[0], " ")
    if not has_links and found.take(text):
        return
    pieces = _CUT.split(text) if not has_links else [text]
    kept = [piece for piece in pieces if not (strip_signs(piece) == "" or found.take(piece) or found.take_mixed(piece))]
    if len(kept) == len([piece for piece in pieces if strip_signs(piece)]):
        found.remark.append(_trim(text))
    else:
        found.remark.extend(_trim(piece) for piece in kept)


def _trim(text: str) -> str:
    """A remark without the dash or colon before it, and without brackets that have lost what they held."""
    text = re.sub(r"[(\[]\s*[|,;/]*\s*[)\]]", "", text)
    text = re.sub(r"^[\s\-–—:,.;|•·]+|[\s|,;:–—-]+$", "", " ".join(text.split()))
    for opening, closing in ("()", "[]"):
        if text.count(opening) > text.count(closing) and text.endswith(opening):
            text = text[:-1].rstrip()
        elif text.count(closing) > text.count(opening) and text.startswith(closing):
            text = text[1:].lstrip()
    return text if strip_signs(text) else ""


def _read_labelled(text: str, found: Findings) -> bool:
    """Take a text that names what it says: `Authors: Hanna Heron`, `Venue: ICML 2024`."""
    match = _LABELLED.fullmatch(text.strip(" *_"))
    role = find_role(match[1]) if match else None
    if match is None or role is None or role in ("title", "left out", "remark", "notes") or not match[2].strip(" *_"):
        return False
    value = match[2].strip(" *_")
    appearance = find_appearance(value) if role in ("venue", "date", "year") else None
    if appearance:
        found.add_appearance(appearance.venue, appearance.date)
    else:
        found.add(role, value, match[1].strip())
        found.has_authors = found.has_authors or role == "authors"
        found.has_venue = found.has_venue or role == "venue"
    return True


def _read_detail(block: Block, found: Findings) -> None:
    """An item below an entry that tells of it."""
    loose, labels = _part_labels(block.parts)
    for part in labels:
        _read_label(part, found)
    name = strip_signs(format_plain(loose[:2]) if loose else "")
    if labels and find_label(name):  # `Paper: https://…`, whose label is no link
        loose = []
        kind = find_label(name)
        found.values = [
            (
                Column(name, kind, 1)
                if kind and kind != "other" and column.role in ("address", "paper") and value == labels[-1].url
                else column,
                value,
            )
            for column, value in found.values
        ]
    _read_rest(loose, found)
    for below in block.below:
        _read_detail(below, found)


def is_labelled(block: Block) -> bool:
    """Whether an item says by its first word what it tells of the entry above it: `Authors: …`, `Link: …`."""
    match = _LABELLED.match(format_plain(block.parts))
    return bool(match and (find_label(match[1]) or find_role(match[1])))


def iterate_details(block: Block) -> Iterator[tuple[Block, bool]]:
    """The items below an item, and whether each is an entry of its own."""
    for below in block.below:
        yield below, not below.is_item or _is_own_entry(below)


def _is_own_entry(block: Block) -> bool:
    """Whether an item below an entry is one itself: it begins with a link to another work, whose text is a title."""
    loose, _ = _part_labels(block.parts)
    title = find_title(_drop_tags(list(loose), Findings()))
    if title is None:
        return False
    start, _, text = title
    return (
        bool(loose)
        and start <= 1
        and len(text.split()) > 2
        and any(part.url and part.text and not part.is_picture for part in loose)
    )
