"""Edits of an invented review, as people make them, each of its kind at random; and the site that follows from nothing."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from litatlas.review.loading import load_papers
from litatlas.site.build import build
from tests.invented import write_files

HERON = "heron-sparse-kernels-for-quiet-ponds"

Edit = Callable[[Path, random.Random], object]
SEQUENCES = int(os.environ.get("LITATLAS_EDITS", "1"))
"""How many sequences of edits run among the tests that take long; the weekly job runs many."""
SEEDS = (0, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in range(1, 1 + SEQUENCES)))
"""What sequences of edits are made of, for tests to take one each."""


def write_note(root: Path, chance: random.Random) -> None:
    slug = chance.choice(sorted(path.stem for path in (root / "content/papers").glob("*.md")))
    tags = chance.choice(["", "tags: [waders]\n", "status: read\n"])
    text = f"---\npaper: {slug}\n{tags}---\n\nSeen {chance.random()} times. See [[{HERON}]].\n"
    write_files(root, {f"content/notes/{chance.choice(['one', 'two', 'heron'])}.md": text})


def annotate(root: Path, chance: random.Random) -> None:
    """Write what shows on the paper's page alone."""
    papers = sorted(path.stem for path in (root / "content/papers").glob("*.md"))
    text = chance.choice(["Herons wade in pond caches", "A heron-cache", f"[[{papers[0]}]] and [the list](#results)", "BD", ""])
    tags = chance.choice(["", "tags: [pond-cache]\n"])
    told = f"---\npaper: {papers[0]}\n{tags}---\n\n{text} {chance.randint(1, 3)}.\n"
    write_files(root, {f"content/notes/{chance.choice(['plain', 'plain', 'also/plain'])}.md": told})


def put_paper_template(root: Path, chance: random.Random) -> None:
    shown = chance.choice(["{{ view.title }}", "{% for note in view.notes %}{{ note.body }}{% endfor %}", "{{ view }}"])
    text = '{% extends "base.html" %}\n{% block main %}' + shown + "{% endblock %}\n"
    write_files(root, {"templates/paper.html": text})


def correct_row(root: Path, chance: random.Random) -> None:
    papers = [paper for paper in load_papers(root).values() if paper.extraction.results]
    paper = chance.choice(papers)
    result = paper.extraction.results[0]
    change = chance.choice(["action: reject", "action: change, set: {metric: memory}", "action: change, set: {low: 7.5}"])
    row = f"{{result: '{result.id}', {change}, was: {{low: {result.low}}}, why: seen, by: me, on: '2026-01-01'}}"
    write_files(root, {"content/notes/correction.md": f"---\npaper: {paper.slug}\ncorrections: [{row}]\n---\n"})


def override_title(root: Path, chance: random.Random) -> None:
    told = f"{{was: x, set: Heron {chance.randint(1, 9)}, why: seen, by: me, on: '2026-01-01'}}"
    write_files(root, {"content/notes/title.md": f"---\npaper: {HERON}\noverrides: {{title: {told}}}\n---\n"})


def override_fact(root: Path, chance: random.Random) -> None:
    """Move the paper to another place in lists, or give it other relations."""
    facts = ("topics: {was: [], set: [rivers]", "hardware: {was: [], set: [NVIDIA H100]", "date: {was: 2024-05, set: 2023-02")
    text = f"---\npaper: {HERON}\noverrides: {{{chance.choice(facts)}, why: seen, by: me, on: '2026-01-01'}}}}\n---\n"
    write_files(root, {"content/notes/fact.md": text})


def remove_note(root: Path, chance: random.Random) -> None:
    for path in sorted((root / "content/notes").glob("*.md"))[:1]:
        path.unlink()


def introduce_topic(root: Path, chance: random.Random) -> None:
    path = root / "content/topics/ponds.md"
    path.write_text(
        path.read_text(encoding="utf-8") + f"\nMore on ponds: {chance.random()}, [[reading-order]].\n", encoding="utf-8"
    )


def rename_topic(root: Path, chance: random.Random) -> None:
    path = root / "content/topics/ponds.md"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = [f"title: Ponds {chance.randint(1, 9)}" if line.startswith("title:") else line for line in lines]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_page(root: Path, chance: random.Random) -> None:
    title = chance.choice(["Reading order", "Order of reading"])
    text = f"---\ntitle: {title}\n---\n\nRead {chance.random()} and [[ponds]].\n"
    write_files(root, {f"content/pages/{chance.choice(['reading-order', 'index', 'extra', 'about'])}.md": text})


def remove_page(root: Path, chance: random.Random) -> None:
    (root / "content/pages/extra.md").unlink(missing_ok=True)


def introduce_device(root: Path, chance: random.Random) -> None:
    path = f"content/hardware/{chance.choice(['a100', 'h100'])}.md"
    name = "NVIDIA A100" if "a100" in path else "NVIDIA H100"
    write_files(root, {path: f"---\nname: {name}\n---\n\nWarm at {chance.random()}.\n"})


def remove_device(root: Path, chance: random.Random) -> None:
    (root / "content/hardware/h100.md").unlink(missing_ok=True)


def put_file(root: Path, chance: random.Random) -> None:
    write_files(root, {f"content/files/{chance.choice(['legs.csv', 'deep/er.txt'])}": f"{chance.random()}\n"})


def remove_file(root: Path, chance: random.Random) -> None:
    (root / "content/files/deep/er.txt").unlink(missing_ok=True)


def put_template(root: Path, chance: random.Random) -> None:
    text = '{% extends "base.html" %}\n{% block main %}<h1>Lost ' + str(chance.randint(1, 9)) + "</h1>{% endblock %}\n"
    asset = chance.choice(["style.css", "own.txt"])
    write_files(
        root, dict([chance.choice([("templates/404.html", text), (f"templates/assets/{asset}", f"a {{ top: {text[-9]} }}")])])
    )


def remove_templates(root: Path, chance: random.Random) -> None:
    shutil.rmtree(root / "templates", ignore_errors=True)


def set_settings(root: Path, chance: random.Random) -> None:
    text = f"title: Animals {chance.randint(1, 3)}\nlatest: {chance.randint(1, 4)}\n"
    write_files(root, {"content/review.yml": text + chance.choice(["", "least_confidence: high\n"])})


def remove_paper(root: Path, chance: random.Random) -> None:
    chance.choice(sorted((root / "content/papers").glob("*.md"))).unlink()


def touch_file(root: Path, chance: random.Random) -> None:
    (root / "content/review.yml").touch()


def weigh_terms(root: Path, chance: random.Random) -> None:
    words = chance.choice(["river", "pond caches", "long rivers"])
    write_files(root, {"content/topics/rivers.md": f"---\ntitle: Rivers & streams\nterms: {{{words}: 3, LR: 2}}\n---\n"})


def name_terms(root: Path, chance: random.Random) -> None:
    better = chance.choice(["higher", "lower"])
    write_files(root, {"content/vocabulary/metrics.yml": f"speed: {{names: [leap], units: [ratio], better: {better}}}\n"})


def rename_paper(root: Path, chance: random.Random) -> None:
    path = chance.choice(sorted((root / "content/papers").glob("*.md")))
    path.rename(path.with_stem(f"{path.stem[:40]}-x"))


def rename_note(root: Path, chance: random.Random) -> None:
    for path in sorted((root / "content/notes").glob("*.md"))[:1]:
        path.rename(path.with_stem(f"z{path.stem}"))


def remove_topic(root: Path, chance: random.Random) -> None:
    (root / "content/topics/deserts.md").unlink(missing_ok=True)


EDITS: tuple[Edit, ...] = (
    *(write_note, write_note, correct_row, override_title, remove_note, introduce_topic, rename_topic, write_page, remove_page),
    *(introduce_device, remove_device, put_file, remove_file, put_template, remove_templates, set_settings, remove_paper),
    *(annotate, annotate, put_paper_template),
    *(touch_file, override_fact, weigh_terms, name_terms, rename_paper, rename_note, remove_topic),
)  # fmt: skip


def build_afresh(root: Path) -> Path:
    """The site that a build of a copy of the review writes."""
    copy = root.with_name("afresh")
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for name in ("content", "templates"):
        if (root / name).is_dir():
            shutil.copytree(root / name, copy / name)
    build(copy)
    return copy / "site"
