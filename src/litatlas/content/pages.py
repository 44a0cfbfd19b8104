"""What people write in `content/`: settings, notes, topics, hardware pages and pages of their own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from litatlas.content.base_url import is_base_url, parse_base_url
from litatlas.content.corrections import CORRECTIONS_RULES, Correction, Override, parse_corrections, parse_overrides
from litatlas.content.front_matter import Matter
from litatlas.content.imprint import IMPRINT_RULES, NO_IMPRINT, Imprint, read_imprint
from litatlas.content.prose import Prose, parse_body
from litatlas.content.schema import (
    FieldRule,
    check_fields,
    is_flag,
    is_number,
    is_one_of,
    is_text,
    is_texts,
)
from litatlas.content.slugs import SLUG
from litatlas.errors import Fault
from litatlas.model import BANDS, Confidence, Json

ReaderName = Literal["rules", "model"]

_REPOSITORY = re.compile(r"https://[A-Za-z0-9.-]{1,80}(:[0-9]{1,5})?/[A-Za-z0-9_.-]{1,80}/[A-Za-z0-9_.-]{1,100}/?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CROSS = re.compile(r"\s[×x]\s")
"""What stands between a topic and a device."""
_MODEL = re.compile(r"[A-Za-z0-9@][A-Za-z0-9._:/@+-]{0,119}")


@dataclass(frozen=True, slots=True)
class Settings:
    """`content/review.yml`."""

    title: str
    description: str
    """One sentence on what the review covers; shown on the home page and in link previews."""
    base_url: str | None
    """The absolute address that the site is published at, ending in a slash; None where it is not known yet."""
    abstracts: bool
    """Whether `ingest` keeps abstracts, or facts only."""
    language: str
    """BCP 47 tag of the language that the review is written in."""
    latest: int
    """How many papers the home page lists."""
    least_confidence: Confidence = "low"
    """The lowest band of confidence whose results stand in tables; a paper's own page lists them all."""
    repository: str | None = None
    """The GitHub repository that the review is kept in, without a closing slash; with it, rows have links to report them."""
    active_files: tuple[str, ...] = ()
    """Endings of files in `content/files` that are published though a browser would run them: `html`."""
    reader: ReaderName = "rules"
    """What reads the papers' texts."""
    model: str | None = None
    """The name of the model that reads them, where one does. Where its server is, no file of a review says: texts and a key go
    there, so who runs LitAtlas does."""
    imprint: Imprint = NO_IMPRINT
    """Who made the review, when, and under which licence, for whoever cites or archives it."""


@dataclass(frozen=True, slots=True)
class Topic:
    """`content/topics/<id>.md`."""

    id: str
    title: str
    description: str
    terms: Mapping[str, float]
    """Words that assign papers to the topic, with their weights."""
    introduction: Prose
    file: str
    headings: tuple[str, ...] = ()
    """Headings of lists whose papers are proposed for the topic, beside its title."""


@dataclass(frozen=True, slots=True)
class HardwarePage:
    """`content/hardware/<slug>.md`: people's introduction to a device or a family."""

    name: str
    """The device's or family's canonical name: `NVIDIA A100`."""
    introduction: Prose
    file: str


@dataclass(frozen=True, slots=True)
class Note:
    """`content/notes/<name>.md`: what people say of a paper."""

    paper: str
    """The paper's slug."""
    status: str | None
    """Where the reader stands with it: `to read`, `reading`, `read`."""
    tags: tuple[str, ...]
    body: Prose
    file: str
    corrections: tuple[Correction, ...] = ()
    """What it says of the machine's rows."""
    overrides: tuple[Override, ...] = ()
    """What it says of the machine's facts of the paper."""


@dataclass(frozen=True, slots=True)
class TextPage:
    """`content/pages/<slug>.md`: a page of the review's own; `index` and `about` have their places on the site."""

    slug: str
    title: str
    body: Prose
    file: str
    answers: tuple[tuple[str, str], ...] = ()
    """Of `index`: the topics, by id, and devices that the home page answers for, in its order; empty where it chooses itself."""


def _is_repository(value: Json) -> str | None:
    good = isinstance(value, str) and _REPOSITORY.fullmatch(value)
    return None if good else "the address of a repository such as https://github.com/owner/name"


def _is_language(value: Json) -> str | None:
    return None if isinstance(value, str) and _LANGUAGE.fullmatch(value) else "a language tag such as en"


def is_model_name(value: Json) -> str | None:
    """The name of a model as servers have them."""
    good = isinstance(value, str) and _MODEL.fullmatch(value)
    return None if good else "a model's name such as qwen2.5:32b or openai/gpt-oss-20b"


def _is_terms(value: Json) -> str | None:
    good = isinstance(value, dict) and all(is_text(name) is None and is_number(weight) is None for name, weight in value.items())
    return None if good else "a mapping of terms to weights"


def _is_small_count(value: Json) -> str | None:
    good = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100
    return None if good else "a whole number from 0 to 100"


SETTINGS_RULES = (
    FieldRule("title", is_text, required=True),
    FieldRule("description", is_text),
    FieldRule("base_url", is_base_url),
    FieldRule("abstracts", is_flag),
    FieldRule("language", _is_language),
    FieldRule("latest", _is_small_count),
    FieldRule("least_confidence", is_one_of(*BANDS)),
    FieldRule("repository", _is_repository),
    FieldRule("active_files", is_texts),
    FieldRule("reader", is_one_of("rules", "model")),
    FieldRule("model", is_model_name),
    *IMPRINT_RULES,
)
TOPIC_RULES = (
    FieldRule("title", is_text, required=True),
    FieldRule("description", is_text),
    FieldRule("terms", _is_terms),
    FieldRule("headings", is_texts),
)
HARDWARE_RULES = (FieldRule("name", is_text, required=True),)
NOTE_RULES = (
    FieldRule("paper", is_text, required=True),
    FieldRule("status", is_one_of("to read", "reading", "read")),
    FieldRule("tags", is_texts),
    *CORRECTIONS_RULES,
)
PAGE_RULES = (FieldRule("title", is_text, required=True), FieldRule("answers", is_texts))


def parse_settings(matter: Matter) -> Settings | list[Fault]:
    """The settings, or the faults of the file."""
    if faults := check_fields(matter, SETTINGS_RULES):
        return faults
    fields = cast("Mapping[str, Any]", matter.fields)
    if fields.get("reader") == "model" and "model" not in fields:
        return [matter.fault("'reader' is model, and no model is named", "write its name: `model: NAME`", "reader")]
    base_url = fields.get("base_url")
    return Settings(
        title=fields["title"].strip(),
        description=fields.get("description", "").strip(),
        base_url=parse_base_url(base_url) if base_url else None,
        abstracts=fields.get("abstracts", True),
        language=fields.get("language", "en"),
        latest=fields.get("latest", 12),
        least_confidence=fields.get("least_confidence", "low"),
        repository=fields["repository"].rstrip("/").removesuffix(".git") if "repository" in fields else None,
        active_files=tuple(ending.strip().lower().removeprefix(".") for ending in fields.get("active_files", ())),
        reader=fields.get("reader", "rules"),
        model=fields.get("model"),
        imprint=read_imprint(fields),
    )


def parse_topic(matter: Matter, topic_id: str) -> Topic | list[Fault]:
    """A topic, or the faults of its file."""
    faults = check_fields(matter, TOPIC_RULES) + _check_slug(matter, topic_id)
    if faults:
        return faults
    fields = cast("Mapping[str, Any]", matter.fields)
    return Topic(
        topic_id,
        fields["title"],
        fields.get("description", ""),
        dict(fields.get("terms", {})),
        parse_body(matter),
        matter.file,
        tuple(fields.get("headings", ())),
    )


def parse_hardware_page(matter: Matter) -> HardwarePage | list[Fault]:
    """People's page of a device or family, or the faults of its file."""
    if faults := check_fields(matter, HARDWARE_RULES):
        return faults
    return HardwarePage(str(matter.fields["name"]), parse_body(matter), matter.file)


def parse_note(matter: Matter) -> Note | list[Fault]:
    """A note, or the faults of its file."""
    if faults := check_fields(matter, NOTE_RULES):
        return faults
    corrections, overrides = parse_corrections(matter), parse_overrides(matter)
    if isinstance(corrections, list) or isinstance(overrides, list):
        return [fault for found in (corrections, overrides) if isinstance(found, list) for fault in found]
    fields = cast("Mapping[str, Any]", matter.fields)
    return Note(
        paper=fields["paper"],
        status=fields.get("status"),
        tags=tuple(fields.get("tags", ())),
        body=parse_body(matter),
        file=matter.file,
        corrections=corrections,
        overrides=overrides,
    )


def parse_page(matter: Matter, slug: str) -> TextPage | list[Fault]:
    """A page of the review's own, or the faults of its file."""
    if faults := check_fields(matter, PAGE_RULES) + _check_slug(matter, slug):
        return faults
    fields = cast("Mapping[str, Any]", matter.fields)
    answers = [tuple(part.strip() for part in _CROSS.split(text)) for text in fields.get("answers", ())]
    hint = "write `topic × device`, such as `quantization × NVIDIA A100`"
    faults = [
        matter.fault(f"{fields['answers'][number]!r} is no topic and a device", hint, "answers", number)
        for number, pair in enumerate(answers)
        if len(pair) != 2 or not all(pair)
    ]
    if answers and slug != "index":
        faults.append(matter.fault("only the home page answers", "move 'answers' to content/pages/index.md", "answers"))
    return faults or TextPage(slug, fields["title"], parse_body(matter), matter.file, tuple((a, b) for a, b in answers))


def _check_slug(matter: Matter, slug: str) -> list[Fault]:
    if SLUG.fullmatch(slug):
        return []
    return [Fault(matter.file, 1, f"the file name {slug!r} is no slug", "use lower-case letters, digits and single hyphens")]
