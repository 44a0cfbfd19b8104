"""All faults of a review at once, with nothing written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import TemplateSyntaxError

from litatlas.alike import is_alike
from litatlas.commands.checks import (
    find_bare_topics,
    find_broken_readings,
    find_heavy_pictures,
    find_linked_pictures,
    find_loose_pins,
    find_lost_decisions,
    find_lost_texts,
    find_near_twins,
    find_other_readings,
    find_strays,
)
from litatlas.content.tree import find_files
from litatlas.errors import ContentError, Fault
from litatlas.review.drift import describe_drifts
from litatlas.review.loading import load_review, read_overlay
from litatlas.site.output import SITE, find_site_links
from litatlas.site.render import make_environment


@dataclass(frozen=True, slots=True)
class CheckReport:
    """A review in figures, and its faults."""

    papers: int
    topics: int
    notes: int
    faults: tuple[Fault, ...]
    """Errors, and warnings that keep no review from being built."""
    without_topic: int = 0
    """How many papers fall under no topic: no fault, but good to know."""
    alike: int = 0
    """How many rows look like another one of their paper; the same."""


def check(root: Path, *, strict: bool = False) -> CheckReport:
    """Load everything that a build would load; also try the examples of the review's vocabulary, and read its own templates.

    What is hidden in the site and a build would not carry over is told as well. Where the machine's value under a correction
    has changed, papers seem to be one, a decision is on a paper that is not there, a topic has no paper, a picture is too large,
    a part of a text does not get onto its page, GitHub reads a text otherwise, a model's answer is broken
    or nothing reads a file, that is a warning; an error where the check is strict.
    """
    faults = [*_check_templates(root), *find_site_links(root / SITE)]
    found = (*find_heavy_pictures(root), *find_strays(root), *find_broken_readings(root), *find_loose_pins(root))
    try:
        review = load_review(root)
    except ContentError as error:
        told = (*_in_order([*error.faults, *_check_examples(root)]), *_raise(found, strict=strict))
        return CheckReport(0, 0, 0, (*told, *faults))
    notes = sum(len(group) for group in review.notes.values())
    of_review = (
        *describe_drifts(root, review.curation.values()),
        *find_near_twins(review),
        *find_lost_decisions(review, root),
        *find_bare_topics(review),
        *find_linked_pictures(review),
        *find_lost_texts(review),
        *find_other_readings(review),
    )
    told = (*_raise((*of_review, *found), strict=strict), *_check_examples(root), *faults)
    without_topic = sum(not paper.extraction.topics for paper in review.papers.values())
    alike = sum(is_alike(row) for paper in review.papers.values() for row in paper.extraction.results)
    return CheckReport(len(review.papers), len(review.topics), notes, told, without_topic, alike)


def _raise(warnings: Iterable[Fault], *, strict: bool) -> Iterator[Fault]:
    """The warnings, as errors where the check is strict."""
    return (replace(fault, severity="error") if strict else fault for fault in warnings)


def _check_examples(root: Path) -> tuple[Fault, ...]:
    """Faults for the examples that do not hold; none where the vocabulary itself is broken, which loading it tells."""
    overlay = read_overlay(root, [])
    if not overlay:
        return ()
    # All rules, which a review without a vocabulary of its own does not need.
    from litatlas.extract.examples import check_examples, list_examples  # noqa: PLC0415
    from litatlas.extract.lexicon.vocabulary import load_vocabulary  # noqa: PLC0415

    examples = list_examples(overlay)
    if not examples:
        return ()
    try:
        return check_examples(examples, load_vocabulary(overlay=overlay))
    except ContentError:
        return ()


def _in_order(faults: list[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: (fault.file, fault.line, fault.message))


def _check_templates(root: Path) -> list[Fault]:
    faults = []
    environment = make_environment(root)
    for path in find_files(root / "templates"):
        if path.parent != root / "templates" or path.suffix != ".html":
            continue
        try:
            environment.get_template(path.name)
        except TemplateSyntaxError as error:
            faults.append(Fault(f"templates/{path.name}", error.lineno, f"not a template: {error.message}", "mend the template"))
        except UnicodeDecodeError:
            faults.append(Fault(f"templates/{path.name}", 1, "is not UTF-8", "save the file in UTF-8"))
    return faults
