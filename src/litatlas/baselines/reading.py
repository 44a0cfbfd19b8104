"""Reads the words of baselines: the package's `baselines.yml` and a review's own laid over it, strictly."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib.resources import files
from types import MappingProxyType

import yaml

from litatlas.baselines.classes import NAMED, OTHER, BaselineClass, BaselineRules, fold, squeeze
from litatlas.errors import ContentError
from litatlas.extract.lexicon.files import EntryReader, VocabularyFile

BASELINES_FILE = "baselines.yml"
"""The file's name, in the package and in a review's `content/vocabulary`."""
_LISTS = ("fillers", "vague", "generic")
"""The sections that are lists of words."""
_SECTIONS = ("classes", *_LISTS, "systems")
_FIELDS = ("specific", "within", "whole", "kinds")


def load_rules(overlay: Iterable[VocabularyFile] = ()) -> BaselineRules:
    """Build the package's rules with a review's own files of the same name laid over them.

    A class that is new is tried before the package's; one that is there gains words, and loses none; null takes it away. Lists
    and systems gain what the review adds. Raises ContentError with all faults of the files: broken YAML, an unknown key, a class
    of a name that has a meaning of its own.
    """
    text = (files("litatlas.baselines") / BASELINES_FILE).read_text(encoding="utf-8")
    readers = [EntryReader(VocabularyFile(BASELINES_FILE, text))]
    readers += [EntryReader(source, is_overlay=True) for source in overlay]
    classes: dict[str, BaselineClass] = {}
    lists: dict[str, frozenset[str]] = dict.fromkeys(_LISTS, frozenset())
    systems: dict[str, str] = {}
    for reader in readers:
        root = reader.root()
        sections = reader.fields(root, _SECTIONS) if root is not None else {}
        classes = _read_classes(reader, sections.get("classes"), classes)
        for name in _LISTS:
            lists[name] |= {_fold_listed(name, word) for word in reader.texts(sections.get(name))}
        for name, _, spellings in reader.items(sections.get("systems")):
            systems |= {squeeze(spelling): name for spelling in (name, *reader.texts(spellings))}
    faults = [fault for reader in readers for fault in reader.faults]
    if faults:
        raise ContentError(tuple(sorted(faults, key=lambda fault: (fault.file, fault.line))))
    return BaselineRules(tuple(classes.values()), lists["fillers"], lists["vague"], lists["generic"], MappingProxyType(systems))


def _fold_listed(name: str, word: str) -> str:
    return fold(word) if name == "vague" else word.casefold()


def _read_classes(reader: EntryReader, node: yaml.Node | None, known: Mapping[str, BaselineClass]) -> dict[str, BaselineClass]:
    """The classes that were known, with what a file says of them; those that it adds come first."""
    changed, added = dict(known), dict[str, BaselineClass]()
    for name, key_node, value in reader.items(node):
        if reader.removes(name, key_node, value, known):
            changed.pop(name, None)
        elif name in (NAMED, OTHER):
            reader.fault(key_node, f"`{name}` is what baselines are that no class has", "give the class another name")
        else:
            home = changed if name in known else added
            home[name] = _read_class(
                reader, value, known.get(name, BaselineClass(name, specific=False, within=frozenset(), whole={}))
            )
    return {**added, **changed}


def _read_class(reader: EntryReader, node: yaml.Node, old: BaselineClass) -> BaselineClass:
    fields = reader.fields(node, _FIELDS)
    specific = reader.optional(fields.get("specific"))
    if specific not in ("true", "false", None):
        reader.fault(fields["specific"], f"specific `{specific}`", "write true or false")
    whole = {fold(word): "" for word in reader.texts(fields.get("whole"))}
    for kind, _, words in reader.items(fields.get("kinds")):
        whole |= {fold(word): kind for word in reader.texts(words)}
    return replace(
        old,
        specific=old.specific if specific is None else specific == "true",
        within=old.within | {fold(word) for word in reader.texts(fields.get("within"))},
        whole=MappingProxyType({**old.whole, **whole}),
    )
