"""Reads counts of what a study found: `uncovers 61 crash bugs, 59 of which were confirmed`."""

import re
from typing import NamedTuple

from litatlas.extract.metric.frame import MaybeNamed
from litatlas.extract.rule import Rule, read_first
from litatlas.extract.sentence.parsed import Parsed

_NOUN = (
    r"(?:bugs?|vulnerabilit(?:y|ies)|CVEs?|CVE IDs?|defects?|crash(?:es)?|flaws?|faults?|issues?|failures?|exploits?|deadlocks?"
    r"|(?:data )?races?|violations?|leaks?|inconsistenc(?:y|ies)|discrepanc(?:y|ies)|anomal(?:y|ies)|(?:code )?smells?|zero-days?"
    r"|misconfigurations?|regressions?|attacks?|candidates?|galax(?:y|ies)|(?:exo)?planets?|quasars?|supernovae|pulsars?|warnings?"
    r"|errors?|mistakes?|clones?|exceptions?|hangs|weaknesses|misbehaviou?rs?|counterexamples?)"
)
_FOUND = re.compile(
    r"\b(?:find|found|(?:re-?)?discover|uncover|detect|identif|expos|report|reveal|unearth|trigger|includ|assign|confirm|fix|disclos"
    r"|resolv|repair|patch|catch|caught|spot|surfac)"
    r"(?:s|e|es|ed|ied|ies|ing|y|ying)?\b(?:[^.;\d]{0,60}|[^.;\d]{0,30}\d[\d,]*\s[^.;,\d]{3,50},?\sand\s)\Z"
)
"""A verb of finding before its count, or before the one that it is coordinated with: `finds 10 bugs in boots and 53 bugs`."""
_COUNTED = re.compile(
    r"\s(?P<name>(?:(?!and |or |of |in |were |was |are |have |has |had |been |received |got )"
    rf"[A-Za-z][A-Za-z-]{{1,20}}\s){{0,3}}{_NOUN})(?![\w-])"
)
_PASSIVE = re.compile(
    r"(?:\s(?:in total|overall))?\s(?:were|was|have been|has been|are)\s(?:[a-z]+ly\s)?"
    r"(?:found|reported|detected|identified|discovered|uncovered|revealed|exposed|confirmed|fixed|disclosed)\b"
)
"""What is said of things that were found: `27 bugs were reported`."""
_OF_THEM = re.compile(
    r"(?:\s(?:of|out of|among)\s(?:which|them|these|those)(?:\s[a-z]+)?,?)?"
    r"(?:\s(?:ha[sv]e?(?:\sbeen)?|were|was|are|being|already|been|previously))*"
    r"\s(?P<what>confirmed|fixed|patched|acknowledged|merged|accepted|resolved|assigned|unknown|undiscovered|new|reported|rejected|pending)\b"
    r"(?!\s(?!(?:and|by|in|as|to|with|while|or|from|so|after|upstream|bugs?|issues?|an?|unique|CVEs?"
    r"|[A-Z]\w+ (?:IDs?|identifiers?|numbers?))\b)[A-Za-z])"
)
_OF_THESE = re.compile(
    r"\s(?:of|out of|among)\s(?:the|these|those|our)\s(?:[a-z-]+\s){0,2}?(?P<noun>[a-z]{3,20}s)"
    r"(?:\s(?:ha[sv]e?|been|were|was|are|already|also|since))+\s"
    r"(?P<what>confirmed|fixed|patched|acknowledged|merged|accepted|resolved|assigned|rejected)\b"
)
"""`11 of these findings have been assigned numbers`."""
_SUBMITTED = r"(?:tests|test cases|patch(?:es)?|pull requests?|PRs?|fixes)"
_COUNTED_BEFORE = re.compile(rf"\b(?:{_NOUN}|{_SUBMITTED})\b[^.]{{0,160}}\Z")
_HOPED = re.compile(r"\b(?:could|to|whether|may|might|would|should|will)\s(?:[a-z]+ly\s)?\Z")
_ASKED = re.compile(
    r"\b(?:whether|how (?:well|many|far)|extent to which|aims?|goal|designed)\b[^;]{0,200}\bcan\s(?:[a-z]+ly\s)?\Z"
)
"""What a study asks: `the extent to which models can detect 100 bugs`."""
_PEOPLE = re.compile(
    r"\s(?:out\s)?of\s(?:the\s|our\s)?\d+\s(?:[\w-]+\s){0,2}?(?P<noun>participants|developers|users|respondents|engineers|experts|students)\b"
)
"""How many of those asked said or did something: `12 of 15 participants`."""
_OF_SAMPLE = re.compile(
    r"\b(?!discover|detect|identif|total|number)\w+\s(?:of|for|from|in|using|among)\s(?:the\s|these\s|an?\s)?\Z"
)
"""What tells that the things were chosen, not found: `results for 11 planets`."""
_SOLVED = re.compile(
    r"\b(?P<verb>generat(?=\w+ (?:correct|valid|plausible))|fix|repair|patch|solv|reproduc|resolv|prov|localiz|localis|detect"
    r"|identif|kill|cover|accept|merg|succeed(?=\w* in\b))(?:e|es|s|ed|ing|ied|ies)\b"
    r"(?!\s(?:is|are|was|were)\b)[^.;\d]{0,40}\Z"
)
_OUT_OF = re.compile(r"\s(?:out\s)?of\s(?:the\s|all\s)?\d[\d,]*\s(?:[\w-]+\s){0,3}?(?P<noun>[a-z]{3,20}s)\b")
_LAST_NOUN = re.compile(rf"\b({_NOUN}|{_SUBMITTED})(?:/{_NOUN})?\b")
_PARTICIPLES = {
    "fix": "fixed", "repair": "repaired", "patch": "patched", "solv": "solved", "reproduc": "reproduced", "resolv": "resolved",
    "prov": "proved", "localiz": "localized", "localis": "localised", "detect": "detected", "identif": "identified",
    "generat": "correct", "accept": "accepted", "merg": "merged", "succeed": "successful", "kill": "killed", "cover": "covered",
}  # fmt: skip


class Tally(NamedTuple):
    """A whole number before a word, and what is looked at to tell whether the work found so many."""

    text: str
    before: str
    """What stands before it."""
    start: int
    """Where the list of numbers that it is in starts."""
    own_end: int
    """Where it ends itself."""
    end: int
    """Where its list ends."""


def find_counted(parsed: Parsed, index: int) -> str | None:
    """Return what the quantity at `index` counts where it is a number of things that the work found; None where it is not."""
    text, quantity = parsed.text, parsed.quantities[index]
    first, last = (parsed.quantities[i] for i in parsed.groups[index])
    if quantity.kind != "bare" or quantity.scaled or "." in text[quantity.start : quantity.end]:
        return None
    if not text[last.end + 1 : last.end + 2].isalpha():
        return None
    tally = Tally(text, text[max(0, quantity.start - 200) : quantity.start], first.start, quantity.end, last.end)
    named = read_first(COUNTED, tally)
    return named[0] if named else None


def _read_found(tally: Tally) -> MaybeNamed | None:
    counted = _COUNTED.match(tally.text, tally.end)
    if counted and (_PASSIVE.match(tally.text, counted.end()) or _is_found(tally.text, tally.start)):
        return counted["name"].lower(), "finding"
    return None


def _read_of_them(tally: Tally) -> MaybeNamed | None:
    told = _OF_THEM.match(tally.text, tally.own_end)
    noun = _find_last_noun(tally.before) if told else None
    return (f"{told['what']} {noun}", "finding") if told and noun and not tally.before.endswith("all ") else None


def _read_of_these(tally: Tally) -> MaybeNamed | None:
    point = _OF_THESE.match(tally.text, tally.own_end)
    return (f"{point['what']} {point['noun']}", "finding") if point else None


def _read_people(tally: Tally) -> MaybeNamed | None:
    people = _PEOPLE.match(tally.text, tally.own_end)
    return (people["noun"], "finding") if people else None


def _read_out_of(tally: Tally) -> MaybeNamed | None:
    share = _OUT_OF.match(tally.text, tally.own_end)
    solved = _SOLVED.search(tally.before[-80:]) if share else None
    return (f"{_PARTICIPLES[solved['verb']]} {share['noun']}", "finding") if share and solved else None


def _is_found(text: str, start: int) -> bool:
    """Tell whether what stands before a list of counts says that the work found the things."""
    lead = text[max(0, start - 120) : start]
    found = _FOUND.search(lead)
    if found is None or _HOPED.search(lead[: found.start()]) or _OF_SAMPLE.search(lead):
        return False
    return _ASKED.search(text[max(0, start - 300) : start - len(lead) + found.start()]) is None


def _find_last_noun(before: str) -> str | None:
    return list(_LAST_NOUN.finditer(before))[-1][1].lower() if _COUNTED_BEFORE.search(before) else None


COUNTED = (
    Rule(
        "found", "Things that a study found, or that were found, are counted.", _read_found,
        (("We found 12 bugs in Foo.", "bugs"), ("27 crash bugs were reported.", "crash bugs")),
        ("We aim to find 12 bugs in Foo.", "27 bugs were kept."),
    ),
    Rule(
        "of-them", "How many of the things before were confirmed or fixed, is counted.", _read_of_them,
        (("We found 61 crash bugs, 59 of which were confirmed.", "confirmed bugs"),),
        ("We boil 61 lids, 59 of which were confirmed.",),
    ),
    Rule(
        "of-these", "How many of these findings were confirmed or fixed, is counted.", _read_of_these,
        (("11 of these findings have been assigned numbers.", "assigned findings"),), ("11 of these findings have been kept.",),
    ),
    Rule(
        "people", "How many of those asked said or did something, is counted.", _read_people,
        (("We saw that 12 of 15 participants liked it.", "participants"),), ("We saw that 12 of 15 kettles liked it.",),
    ),
    Rule(
        "out-of", "How many of all cases were solved, is counted.", _read_out_of,
        (("Ours fixes 12 of 15 faults.", "fixed faults"),), ("Ours has 12 of 15 faults.",),
    ),
)  # fmt: skip
"""The rules by which things that a study found are counted, the first that says something."""
