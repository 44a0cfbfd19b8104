"""Baselines that are papers of the review themselves: each version is a work of its own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from litatlas.baselines.classes import BaselineRules, find_short_name, squeeze
from litatlas.model import Paper


def index_systems(papers: Iterable[Paper]) -> dict[str, str]:
    """The slugs of papers by the names that their titles give their works, as compared; a name that two have leads to neither."""
    named: dict[str, list[str]] = defaultdict(list)
    for paper in papers:
        if name := find_short_name(paper.work.title.readable):
            named[squeeze(name)].append(paper.slug)
    return {name: slugs[0] for name, slugs in named.items() if len(slugs) == 1}


def find_system(words: str, rules: BaselineRules, systems: Mapping[str, str]) -> str:
    """The slug of the paper that a baseline is, by its name without fillers; empty where there is none."""
    name = rules.find_name(words)
    return systems.get(squeeze(name), "") if name else ""
