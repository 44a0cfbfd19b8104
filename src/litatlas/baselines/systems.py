"""Baselines that are papers of the review themselves: each version is a work of its own."""

from collections import Counter
from collections.abc import Mapping

from litatlas.baselines.classes import BaselineRules, find_short_name, squeeze


def name_system(title: str) -> str:
    """The name that a title gives its work, as names are compared; empty where it gives none."""
    return squeeze(find_short_name(title))


def find_unique(names: Mapping[str, str]) -> dict[str, str]:
    """The slugs of papers by their names, which are given by slug; a name that two have leads to neither."""
    counts = Counter(names.values())
    return {name: slug for slug, name in names.items() if name and counts[name] == 1}


def find_system(words: str, rules: BaselineRules, systems: Mapping[str, str]) -> str:
    """The slug of the paper that a baseline is, by its name without fillers; empty where there is none."""
    name = rules.find_name(words)
    return systems.get(squeeze(name), "") if name else ""
