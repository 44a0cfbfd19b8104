"""Papers that people ask for: by a name, or by a topic and a device."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from litatlas.content.slugs import name_slug
from litatlas.errors import UsageError
from litatlas.identity.identifiers import parse_identifier
from litatlas.model import Paper
from litatlas.read.merge import work_key
from litatlas.review.groups import list_by_date
from litatlas.review.review import Review
from litatlas.text.repair import repair


def find_papers(papers: Mapping[str, Paper], asked: str) -> tuple[Paper, ...]:
    """The papers that a slug, an identifier, a title, a link, or a part of one names; `UsageError` where there is none."""
    asked = asked.strip().removeprefix("[[").removesuffix("]]")
    if asked in papers:
        return (papers[asked],)
    if (number := parse_identifier(asked)) is not None:
        numbered = tuple(paper for paper in papers.values() if number.work in {one.work for one in paper.work.identifiers})
        if numbered:
            return numbered
    path = PurePosixPath(unquote(urlsplit(asked).path) if "://" in asked else asked.partition("#")[0])
    names = [name.removesuffix(".md").removesuffix(".html") for name in path.parts if name not in ("index.html", "/")]
    if "/" in asked and (named := [papers[name] for name in names if name in papers]):
        return (named[-1],)
    titles = {slug: paper.work.title.readable for slug, paper in papers.items()}
    key = work_key(repair(asked))
    if same := tuple(paper for paper in papers.values() if work_key(paper.work.title) == key):
        return same
    part = names[-1].casefold() if "/" in asked and names else asked.casefold()
    words = part.replace("-", " ").split()
    found = [slug for slug, title in titles.items() if part and (part in slug or part in title.casefold())]
    found = found or [slug for slug, title in titles.items() if words and all(word in title.casefold() for word in words)]
    if not found:
        near = get_close_matches(asked.casefold(), [*papers, *map(str.casefold, titles.values())], n=1)
        hint = f"did you mean {near[0]!r}?" if near else "name a file of content/papers, or words of the title"
        raise UsageError(f"no paper is called {asked!r}; {hint}")
    return tuple(papers[slug] for slug in found)


def select_papers(review: Review, topic: str | None, device: str | None) -> tuple[Paper, ...]:
    """The papers of a topic and of a device, the newest first; `UsageError` where there is no such topic or device."""
    if topic is not None and topic not in review.topics:
        raise UsageError(f"there is no topic {topic!r}; the topics are {', '.join(review.topics) or 'none yet'}")
    slug = name_slug(device) if device is not None else None
    if slug is not None and slug not in review.devices:
        near = get_close_matches(slug, review.devices, n=1, cutoff=0.3)
        hint = f"did you mean {review.devices[near[0]]!r}?" if near else "name it as the papers' pages do"
        raise UsageError(f"no paper names the device {device!r}; {hint}")
    return tuple(
        paper
        for paper in list_by_date(review.papers.values())
        if (topic is None or topic in paper.extraction.topics)
        and (slug is None or slug in map(name_slug, paper.extraction.hardware))
    )
