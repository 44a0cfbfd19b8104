"""Edits of an invented review, as people make them, each of its kind at random; and the site that follows from nothing."""

import json
import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from litatlas.site.build import build
from litatlas.site.templates import find_templates
from tests.invented import write_files

HERON = "heron-sparse-kernels-for-quiet-ponds"

Edit = Callable[[Path, random.Random], object]
SEQUENCES = int(os.environ.get("LITATLAS_EDITS", "1"))
"""How many sequences of edits run among the tests that take long; the weekly job runs many."""
SEEDS = (0, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in range(1, 1 + SEQUENCES)))
"""What sequences of edits are made of, for tests to take one each."""


def list_papers(root: Path) -> list[Path]:
    return sorted((root / "content/papers").glob("*.md"))


def choose_row(root: Path, chance: random.Random) -> tuple[str, dict[str, Any]]:
    """The slug of a paper with results, and one of these as its page has it."""
    papers = list_papers(root)
    for path in chance.sample(papers, len(papers)):
        rows = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith('  - {"id": ')]
        if rows:
            return path.stem, json.loads(chance.choice(rows).removeprefix("  - "))
    raise LookupError("no paper has results")


def write_note(root: Path, chance: random.Random) -> None:
    slug = chance.choice(list_papers(root)).stem
    tags = chance.choice(["", "tags: [waders]\n", "status: read\n"])
    text = f"---\npaper: {slug}\n{tags}---\n\nSeen {chance.random()} times. See [[{HERON}]].\n"
    write_files(root, {f"content/notes/{chance.choice(['one', 'two', 'heron'])}.md": text})


def annotate(root: Path, chance: random.Random) -> None:
    """Write what shows on the paper's page alone."""
    papers = [path.stem for path in list_papers(root)]
    text = chance.choice(["Herons wade in pond caches", "A heron-cache", f"[[{papers[0]}]] and [the list](#results)", "BD", ""])
    tags = chance.choice(["", "tags: [pond-cache]\n"])
    told = f"---\npaper: {papers[0]}\n{tags}---\n\n{text} {chance.randint(1, 3)}.\n"
    write_files(root, {f"content/notes/{chance.choice(['plain', 'plain', 'also/plain'])}.md": told})


def put_paper_template(root: Path, chance: random.Random) -> None:
    shown = chance.choice(["{{ view.title }}", "{% for note in view.notes %}{{ note.body }}{% endfor %}", "{{ view }}"])
    text = '{% extends "base.html" %}\n{% block main %}' + shown + "{% endblock %}\n"
    write_files(root, {"templates/paper.html": text})


def note_row(root: Path, chance: random.Random) -> None:
    """Write the first note on a paper with results, or its next one: rows of tables lead to it."""
    slug, _ = choose_row(root, chance)
    words = chance.choice(["", "Stands still.", "Pond-caches, [seen](https://heron.example).", f"[[{slug}#results]]"])
    write_files(root, {f"content/notes/{chance.choice(['row', 'rows', slug])}.md": f"---\npaper: {slug}\n---\n\n{words}\n"})


def note_several(root: Path, chance: random.Random) -> None:
    for _ in range(3):
        chance.choice((note_row, write_note, annotate, remove_any_note))(root, chance)


def remove_any_note(root: Path, chance: random.Random) -> None:
    notes = sorted((root / "content/notes").rglob("*.md"))
    if notes:
        chance.choice(notes).unlink()


def add_words(root: Path, chance: random.Random) -> None:
    """Say more in a note, which may correct rows or link to pages."""
    notes = sorted((root / "content/notes").rglob("*.md"))
    if notes:
        path = chance.choice(notes)
        path.write_text(f"{path.read_text(encoding='utf-8')}\nMore on it: {chance.randint(1, 99)}.\n", encoding="utf-8")


def correct_row(root: Path, chance: random.Random) -> None:
    slug, result = choose_row(root, chance)
    change = chance.choice(["action: reject", "action: change, set: {metric: memory}", "action: change, set: {low: 7.5}"])
    row = f"{{result: '{result['id']}', {change}, was: {{low: {result['low']}}}, why: seen, by: me, on: '2026-01-01'}}"
    words = chance.choice(["", "\nNot so.\n"])
    write_files(root, {"content/notes/correction.md": f"---\npaper: {slug}\ncorrections: [{row}]\n---\n{words}"})


def override_title(root: Path, chance: random.Random) -> None:
    told = f"{{was: x, set: Heron {chance.randint(1, 9)}, why: seen, by: me, on: '2026-01-01'}}"
    slug = chance.choice([HERON, chance.choice(list_papers(root)).stem])
    write_files(root, {"content/notes/title.md": f"---\npaper: {slug}\noverrides: {{title: {told}}}\n---\n"})


def retitle_page(root: Path, chance: random.Random) -> None:
    """Change a paper's own page, as a reader that reads anew does."""
    path = chance.choice(list_papers(root))
    text = re.sub(
        r"^title: .*$", f'title: "Wren {chance.randint(1, 99)}: once more"', path.read_text(encoding="utf-8"), flags=re.M
    )
    path.write_text(text, encoding="utf-8")


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


def put_list_template(root: Path, chance: random.Random) -> None:
    """Show pages of several papers otherwise: by their own template, or by what all include."""
    name = chance.choice(["table.html", "metric.html", "list.html", "explorer.html", "macros.html", "base.html"])
    text = (find_templates() / name).read_text(encoding="utf-8")
    write_files(root, {f"templates/{name}": f"{text}\n{{# {chance.randint(1, 9)} #}}\n"})


def remove_templates(root: Path, chance: random.Random) -> None:
    shutil.rmtree(root / "templates", ignore_errors=True)


def set_settings(root: Path, chance: random.Random) -> None:
    text = f"title: Animals {chance.randint(1, 3)}\nlatest: {chance.randint(1, 4)}\n"
    others = ("", "least_confidence: high\n", "base_url: https://herons.example/review/\n", "description: Of animals.\n")
    write_files(root, {"content/review.yml": text + chance.choice(others)})


def merge_papers(root: Path, chance: random.Random) -> None:
    """Say that two papers are one, or are not: the page of the first one stays."""
    first, second = chance.sample([path.stem for path in list_papers(root)], 2)
    word = chance.choice(["same", "different"])
    if word == "same":
        (root / f"content/papers/{second}.md").unlink()
    write_files(root, {"content/merges.yml": f"{word}:\n  - [{first}, {second}]\n"})


def name_person(root: Path, chance: random.Random) -> None:
    names = chance.sample(["Hanna Heron", "Otto Reed", "Berta Pond", "Max Heron"], 2)
    write_files(root, {"content/people.yml": f"people:\n  - {{name: {names[0]}, names: [{names[1]}]}}\n"})


def remove_paper(root: Path, chance: random.Random) -> None:
    chance.choice(list_papers(root)).unlink()


def touch_file(root: Path, chance: random.Random) -> None:
    (root / "content/review.yml").touch()


def weigh_terms(root: Path, chance: random.Random) -> None:
    words = chance.choice(["river", "pond caches", "long rivers"])
    write_files(root, {"content/topics/rivers.md": f"---\ntitle: Rivers & streams\nterms: {{{words}: 3, LR: 2}}\n---\n"})


def name_terms(root: Path, chance: random.Random) -> None:
    better = chance.choice(["higher", "lower"])
    write_files(root, {"content/vocabulary/metrics.yml": f"speed: {{names: [leap], units: [ratio], better: {better}}}\n"})


def rename_paper(root: Path, chance: random.Random) -> None:
    path = chance.choice(list_papers(root))
    path.rename(path.with_stem(f"{path.stem[:40]}-x"))


def rename_note(root: Path, chance: random.Random) -> None:
    for path in sorted((root / "content/notes").glob("*.md"))[:1]:
        path.rename(path.with_stem(f"z{path.stem}"))


def remove_topic(root: Path, chance: random.Random) -> None:
    (root / "content/topics/deserts.md").unlink(missing_ok=True)


def name_device(root: Path, chance: random.Random) -> None:
    family = chance.choice(["Ponds", "NVIDIA GPUs"])
    write_files(root, {"content/vocabulary/hardware.yml": f"PondBoard: {{family: {family}, names: [pondboard]}}\n"})


def harm_store(root: Path, chance: random.Random) -> None:
    """Cut short, take away or change what builds left for the next one, or put an older one in its place."""
    path = root / ".litatlas" / chance.choice(["site", "pages", "papers"])
    older = root.with_name(f"older-{path.name}")
    if not path.is_file():
        return
    data = path.read_bytes()
    way = chance.choice(["cut", "change", "remove", "save", "older"])
    if way == "save" or (way == "older" and not older.is_file()):
        older.write_bytes(data)
    elif way == "remove":
        path.unlink()
    else:
        place = chance.randrange(len(data))
        changed = bytes([data[place] ^ 1])
        others = {"cut": data[:place], "change": data[:place] + changed + data[place + 1 :]}
        path.write_bytes(others[way] if way in others else older.read_bytes())


def harm_site(root: Path, chance: random.Random) -> None:
    """Take away a file of the site, or write to it."""
    files = sorted(path for path in (root / "site").rglob("*") if path.is_file() and not path.name.startswith("."))
    path = chance.choice(files)
    if chance.random() < 0.5:
        path.unlink()
    else:
        path.write_bytes(b"<p>Mine.</p>\n")


EDITS: tuple[Edit, ...] = (
    *(write_note, write_note, correct_row, override_title, remove_note, introduce_topic, rename_topic, write_page, remove_page),
    *(introduce_device, remove_device, put_file, remove_file, put_template, remove_templates, set_settings, remove_paper),
    *(annotate, annotate, put_paper_template, put_list_template, note_row, note_row, note_several, remove_any_note, add_words),
    *(touch_file, override_fact, weigh_terms, name_terms, rename_paper, rename_note, remove_topic, retitle_page, merge_papers),
    *(name_person, name_device),
)  # fmt: skip
HARMS: tuple[Edit, ...] = (harm_store, harm_site)
"""What happens to what builds wrote, which a preview takes as it is."""


def build_afresh(root: Path) -> Path:
    """The site that a build of a copy of the review writes."""
    copy = root.with_name("afresh")
    shutil.rmtree(copy, ignore_errors=True)
    copy_review(root, copy)
    build(copy)
    return copy / "site"


def copy_review(root: Path, copy: Path) -> None:
    """Copy what people and readers wrote: nothing that builds did."""
    copy.mkdir()
    for name in ("content", "templates"):
        if (root / name).is_dir():
            shutil.copytree(root / name, copy / name)
