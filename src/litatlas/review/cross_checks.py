"""What files of `content/` name and is not there: topics, papers, devices, links, formulas that cannot be shown."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path

from litatlas.content.links import FILES, find_dead_links, is_paper_anchor
from litatlas.content.prose import NOTHING, Prose, find_unshown
from litatlas.content.tree import find_files
from litatlas.errors import Fault
from litatlas.review.references import FieldFinder, check_curations, find_near
from litatlas.review.review import Review, list_texts


def check_references(review: Review, root: Path, broken: Collection[str]) -> list[Fault]:
    """Faults for what files name and is not there.

    `broken` are the files that are there, but have faults of their own: `topics/quantization`.
    """
    faults = []
    fields = FieldFinder(root)
    strays: dict[str, list[str]] = defaultdict(list)
    machines = {**review.papers, **{slug: curated.machine for slug, curated in review.curation.items()}}
    for slug, paper in machines.items():
        for topic in paper.extraction.topics:
            if topic not in review.topics and f"topics/{topic}" not in broken:
                strays[topic].append(f"content/papers/{slug}.md")
    for topic, files in strays.items():
        number = review.get_machine(Path(files[0]).stem).extraction.topics.index(topic)
        message = f"the topic {topic!r} has no page" + (f", here and in {len(files) - 1} more papers" if len(files) > 1 else "")
        hint = f"ingest the captures again, or write content/topics/{topic}.md"
        faults.append(Fault(files[0], fields.find(files[0], "topics", number), message, hint))
    for notes in review.notes.values():
        for note in notes:
            if review.merges.resolve(note.paper) not in review.papers and f"papers/{note.paper}" not in broken:
                hint = find_near(note.paper, review.papers) or "name the file in content/papers without its .md"
                line = fields.find(note.file, "paper")
                faults.append(Fault(note.file, line, f"there is no paper {note.paper!r}", hint))
    devices = {*review.devices.values(), *review.vocabulary.devices}
    devices |= {device.family for device in review.vocabulary.devices.values()}
    for page in review.hardware_pages.values():
        if page.name not in devices and not _has_broken_vocabulary(broken):
            hint = find_near(page.name, devices) or "name it as the papers' pages do"
            line = fields.find(page.file, "name")
            faults.append(Fault(page.file, line, f"no device or family is called {page.name!r}", hint))
    faults += _check_answers(review, fields, broken)
    return faults + check_curations(review.curation.values(), review.topics, fields, broken) + _check_prose(review, root, broken)


def _check_answers(review: Review, fields: FieldFinder, broken: Collection[str]) -> Iterator[Fault]:
    """What the home page is told to answer for, and is not there."""
    page = review.pages.get("index")
    if page is None:
        return
    devices = set(review.devices.values())
    for number, (topic, device) in enumerate(page.answers):
        line = fields.find(page.file, "answers", number)
        if topic not in review.topics and f"topics/{topic}" not in broken:
            hint = find_near(topic, review.topics) or "name the file in content/topics without its .md"
            yield Fault(page.file, line, f"there is no topic {topic!r}", hint)
        if device not in devices and not _has_broken_vocabulary(broken):
            hint = find_near(device, devices) or "name it as the papers' pages do"
            yield Fault(page.file, line, f"no paper names the device {device!r}", hint)


def _has_broken_vocabulary(broken: Collection[str]) -> bool:
    """Whether the review's own devices are unknown, for a vocabulary with faults is passed over as a whole."""
    return any(name.startswith("vocabulary/") for name in broken)


def _has_part(review: Review, prose: Prose, target: str, anchor: str) -> bool:
    """Whether the page of a target, or that of the text itself where there is none, has a part of an id."""
    if not target:
        return anchor in prose.ids or (prose.file.startswith("content/notes/") and is_paper_anchor(anchor))
    found = review.find_target(target)
    if found is None:
        return True
    kind, _, name = found.partition("/")
    if kind == "papers":
        return is_paper_anchor(anchor)
    return anchor in _find_text(review, kind, name).ids


def _find_text(review: Review, kind: str, name: str) -> Prose:
    """The text of people's that the page of a topic, a device or a family, or a page of its own, shows."""
    if kind == "topics":
        return review.topics[name].introduction
    if kind == "pages":
        return review.pages[name].body
    title = review.families[name.removeprefix("family/")] if name.startswith("family/") else review.devices[name]
    page = review.hardware_pages.get(title)
    return page.introduction if page else NOTHING


def _check_prose(review: Review, root: Path, broken: Collection[str]) -> list[Fault]:
    content = root / "content"
    broken_names = {path.rpartition("/")[2] for path in broken}
    published = {path.relative_to(content).as_posix() for path in find_files(content / FILES)}

    def is_there(target: str) -> bool:
        if target.startswith(FILES):
            return target in published
        if target.startswith("hardware/") and _has_broken_vocabulary(broken):
            return True
        return review.find_target(target) is not None or target.rpartition("/")[2] in broken_names

    faults = []
    for _, prose in list_texts(review):
        for link in find_dead_links(prose, is_there, partial(_has_part, review, prose)):
            known = [*review.papers, *review.topics, *review.pages, *review.devices, *review.families]
            hint = link.hint or find_near(link.name, known) or "name a file of content/ without its .md"
            faults.append(Fault(prose.file, link.line, link.message, hint))
        faults += find_unshown(prose)
    return faults
