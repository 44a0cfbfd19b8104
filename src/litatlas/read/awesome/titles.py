"""Where an entry of an awesome list says its title: in a link, emphasized, in quotation marks, or in plain words."""

import re
from dataclasses import replace

from litatlas.read.appearances import find_appearance, strip_signs
from litatlas.read.awesome.findings import Findings
from litatlas.read.awesome.parts import Part, format_plain
from litatlas.read.awesome.words import is_external, is_names

Place = tuple[int, int, str]
"""The first part of a title, the one behind it, and what the title is."""
_QUOTED = re.compile(r"[\"“„«]([^\"“”„»]{8,})[\"”»]")
_LEAD = re.compile(r"(?:[\s.)\]}】|,:;–—-]|\d+[.)](?=\s))*")
_TITLE_END = re.compile(r"\s+[-–—|]+\s+|\s*\|\s*|(?<=\w\w[.?!])\s+(?=[A-Z(])|\s*[–—]\s*(?=[A-Z(])")
"""Where a title without markup may end: a dash or a bar between spaces, or the end of a sentence."""
_REFERENCE = re.compile(r"([^()]{3,300}?[,.])\s*\(((?:19|20)\d\d)[a-z]?(?:,[^()]*)?\)[.:,]\s*(?=\S)")
"""Names and the year before the title, as the APA and its like write them: `Heron, H., & Otter, O. (2024). `."""
_NAMES_FIRST = re.compile(r"(.{5,200}?)(?<!\b[A-Z])[.:]\s+(?=[A-Z])")


def find_title(parts: list[Part]) -> Place | None:
    """Where the title stands among the parts, and what it is, if its markup tells."""
    marked = [number for number, part in enumerate(parts) if strip_signs(part.text) and (is_external(part.url) or part.strong)]
    for number in marked:
        part = parts[number]
        before = format_plain(parts[:number])
        is_short = not part.url and len(part.text.split()) < 3
        if is_short and any(parts[later].url for later in marked if later > number):
            continue
        if not part.strong and (len(before.split()) > 6 or _QUOTED.search(before)):
            break
        if is_short and (title := _find_behind(parts, number)):
            return title
        end = number + 1
        while part.strong and not part.url and end < len(parts) and parts[end].strong and not parts[end].is_break:
            end += 1
        text = format_plain(parts[number:end])
        quoted = _QUOTED.fullmatch(text)
        text = quoted[1] if quoted else text
        return number, end, text if part.url else text.strip(" .,:;")
    return _find_quoted(parts)


def _find_behind(parts: list[Part], number: int) -> Place | None:
    """A title behind the work's short name: `**Heron**: Sparse Kernels for Quiet Ponds`; None where it is a remark."""
    if number + 1 >= len(parts) or parts[number + 1].url or parts[number + 1].is_break:
        return None
    text = parts[number + 1].text
    match = re.match(r"(\s*:)?\s*(?=[A-Z])", text)
    if match is None:
        return None
    title = text[match.end() : _find_end(text, match.end() + 8)].strip(" .,:;[(|-–—")
    words = [word for word in title.split() if len(word) > 3 and word[0].isalpha()]
    if len(title.split()) < 3 or sum(word[0].isupper() for word in words) * 2 <= len(words):
        return None
    cut_out = _cut_out(parts, number + 1, match.end(), match.end() + len(title), title)
    return (number, cut_out[1], f"{strip_signs(parts[number].text)}: {title}") if match[1] else cut_out


def _find_quoted(parts: list[Part]) -> Place | None:
    """A title in quotation marks, or emphasized at the start of an entry."""
    for number, part in enumerate(parts):
        if not part.url and (quoted := _QUOTED.search(part.text)) and len(quoted[1].split()) > 1:
            return _cut_out(parts, number, quoted.start(), quoted.end(), quoted[1].strip(" .,"))
        is_title = part.em and len(part.text.split()) > 2 and not is_names(part.text) and not find_appearance(part.text)
        if is_title and len(format_plain(parts[:number]).split()) < 3:
            return number, number + 1, part.text.strip(" .,")
    return None


def _cut_out(parts: list[Part], number: int, start: int, end: int, text: str) -> Place:
    """A title that is a piece of a part: the part is cut, so that what stands around the title is read as well."""
    part = parts[number]
    pieces = part.text[:start], text, part.text[end:]
    parts[number : number + 1] = [replace(part, text=piece) for piece in pieces]
    return number + 1, number + 2, text


def find_plain_title(parts: list[Part], found: Findings) -> Place | None:
    """A title without any markup: the first sentence, or the one behind the names and the year of a reference."""
    number = next((number for number, part in enumerate(parts) if strip_signs(part.text)), None)
    if number is None or parts[number].url:
        return None
    text = parts[number].text
    start = max(match.end() if (match := _LEAD.match(text)) else 0, 0)
    if match := _REFERENCE.match(text, start):
        found.add("authors", match[1])
        found.add("date", match[2])
        found.has_authors = True
        start = match.end()
    elif (match := _NAMES_FIRST.match(text, start)) and is_names(match[1]):
        found.add_authors(match[1])
        start = match.end()
    end = _find_end(text, start + 8)
    end = min(end, _find_names(text, start, end))
    title = text[start:end].rstrip(" .,:;[(|-–—").lstrip(" .,:;|-–—")
    if len(title.split()) < 2:
        return None
    place = _cut_out(parts, number, start, max(end, start + len(title)), title)
    parts[number] = replace(parts[number], text="")  # the names or signs before it, which are read
    return place


def _find_end(text: str, start: int) -> int:
    """Where a title ends that goes on at `start`. A question mark ends one only before names or a venue."""
    for cut in _TITLE_END.finditer(text, start):
        following = re.split(r"[.|\[]", text[cut.end() :], maxsplit=1)[0]
        if text[cut.start() - 1] not in "?!" or cut[0].strip() or is_names(following) or find_appearance(following):
            return cut.start()
    return len(text)


def _find_names(text: str, start: int, end: int) -> int:
    """Where, behind a title, names and a venue begin: `Title of Ours, Hanna Heron, Otto Otter, ICML 2024`; else the end."""
    commas = [found.start() for found in re.finditer(r",\s", text[start:end])]
    for comma in commas:
        pieces = [piece.strip() for piece in text[start + comma + 1 : end].split(",")]
        venues = [find_appearance(piece) is not None for piece in pieces if strip_signs(piece)]
        names = [is_names(piece, least=1) for piece in pieces if strip_signs(piece)]
        if venues and all(a or b for a, b in zip(venues, names, strict=True)) and (any(venues) or len(names) > 1):
            return start + comma
    bracket = re.search(r"\s[(\[]([^()\[\]]{3,40})[)\]]?\s*$", text[start:end])
    return start + bracket.start() if bracket and find_appearance(bracket[1]) else end
