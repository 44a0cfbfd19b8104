"""All faults of a review at once, with nothing written."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateSyntaxError

from litatlas.errors import ContentError, Fault
from litatlas.review import load_review
from litatlas.site.render import make_environment


@dataclass(frozen=True, slots=True)
class CheckReport:
    """A review in figures, and its faults."""

    papers: int
    topics: int
    notes: int
    faults: tuple[Fault, ...]


def check(root: Path) -> CheckReport:
    """Load everything that a build would load; also the review's own templates."""
    faults = _check_templates(root)
    try:
        review = load_review(root)
    except ContentError as error:
        return CheckReport(0, 0, 0, (*error.faults, *faults))
    notes = sum(len(group) for group in review.notes.values())
    return CheckReport(len(review.papers), len(review.topics), notes, tuple(faults))


def _check_templates(root: Path) -> list[Fault]:
    faults = []
    environment = make_environment(root)
    for path in sorted((root / "templates").glob("*.html")):
        try:
            environment.get_template(path.name)
        except TemplateSyntaxError as error:
            faults.append(Fault(f"templates/{path.name}", error.lineno, f"not a template: {error.message}", "mend the template"))
        except UnicodeDecodeError:
            faults.append(Fault(f"templates/{path.name}", 1, "is not UTF-8", "save the file in UTF-8"))
    return faults
