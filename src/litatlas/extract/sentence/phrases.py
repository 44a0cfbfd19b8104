"""Reads the noun phrase that names what a number measures, where no vocabulary knows it: `a settling time of 3 s`."""

import re
from itertools import pairwise

from litatlas.extract.lexicon.names import fold
from litatlas.extract.lexicon.terms import Cues, Template

_BEFORE_WORD = re.compile(r".*[\s,;:()\[\]]", re.DOTALL)
"""All that stands before the last word of a text; read from the end on, whatever the text's length."""
_PART = re.compile(r"[^\W\d_][\w'/^*.+&-]{0,29}")
"""A word that a noun phrase may have."""
_DETERMINERS = frozenset(
    "a an the its their our his her this that these those each every any some no both all such one another what which "
    "whose".split()
)
_PREPOSITIONS = frozenset(
    "of in on at by for from with to into over under than across through during via using per within without between among "
    "against about around as after before above below near toward towards upward upwards while when where because since if "
    "although but and or nor not only just even also still yet then thus hence so up down out more less most least very much "
    "far further".split()
)
_PRONOUNS = frozenset("we it they he she i you us them who there here ours".split())
_VERBS = Template(
    r"(?!\w*(?:ments?|ance|abl[ey]|bility)\Z)(?:{reach}|{beat})"
    r"|(?:yield|deliver|demonstrat|exhibit|provid|produc|maintain|retain|record|report|observ|giv|gav|offer"
    r"|ensur|enabl|allow|predict|estimat|increas|improv|reduc|decreas|lower|rais|boost|enhanc|cut|drop|ris|ros|grow|grew|fall|fell"
    r"|requir|need|tak|took|cost|sav|los|gain|hav|has|had|is|are|was|were|be|been|being|becom|becam"
    r"|remain|show|shown|find|found|measur|determin|get|got|do|does|did|can|could|may|might|will|would|should|must|use|using|used"
    r"|span|rang|extend|correspond|contain|compris|consist|feature|support|perform|run|ran|see|saw|seen|let|keep|kept|hold|held"
    r"|add|consum|occup|incur|utiliz|utilis|employ|leverag|execut|eliminat|avoid|introduc|evaluat"
    r"|set|put|make|made|mak|correct|detect|identif|generat|collect|compar|result|solv)(?:e|es|ed|ing|s|t|n|ted|ting|ies|ied)?"
)
"""Verbs by which sentences report, and auxiliaries; what is made of the first (`attainment`, `reachable`) is none."""
_NOUNS_TOO = frozenset(
    "beat beats cost costs gain gains loss losses yield yields rise drop range reach use correct support".split()
)
"""Verbs that are nouns where a phrase ends with them."""
_CHANGE = re.compile(
    r"(?:improvement|gain|reduction|increase|decrease|drop|boost|saving|degradation|decline|uplift|enhancement|growth)s?"
)
"""What happens to the thing that a phrase names: `data reduction` is of data."""
_GENERIC = frozenset(
    "method model approach system framework algorithm technique results result paper work study experiment experiments "
    "evaluation value values number total range order case cases set degree maximum minimum average mean "
    "median percent peak data dataset datasets benchmark benchmarks version example examples addition contrast "
    "particular baseline baselines tool tools device devices robot robots agent agents policy policies controller planner "
    "network networks sample samples".split()
)
_VAGUE = frozenset("ratio ratios factor factors level levels rate rates up".split())
"""Words that name nothing alone."""
_SYMBOL = re.compile(r"(?<=\w)\s(?:[A-Z]\w?|[^\W\d_]_\w{1,5}|[α-ωΑ-Ω]\w{0,2})(?:\s?\([^()]{1,5}\))?\Z")
"""A symbol after the name of what it stands for: `a transition temperature Tc`."""
_LEADING = frozenset(
    "overall average mean new high highest low lowest good best excellent remarkable significant respective corresponding "
    "resulting final typical additional same similar comparable competitive superior strong single impressive only exceptional "
    "unprecedented state-of-the-art measured reported observed estimated predicted obtained achieved absolute relative "
    "total maximum max accurate precise".split()
)
_THIRD_PERSON = re.compile(r"[a-z]{3,}(?<![suic])s(?<!ous)")
"""A verb, as a noun in the plural seldom stands before another: `the arm withstands pushes`."""
_INDEXED = re.compile(r"[₀-₉]\Z")
"""A symbol with an index, which names a quantity of its own: `H₀`."""
_ASIDE = re.compile(r"\s?\([^()]{1,30}\)\s?\Z")
_OWNER = re.compile(r"\S*(?:[a-z\d-][A-Z]|[A-Z]{2}|\d)\S*['’]s")
"""A system whose metric it is, `SpFT's`; a unit's or a law's name is written with one capital: `Young's modulus`."""
LONGEST = 5
"""Words of the longest phrase that names a metric."""


def read_phrase_before(text: str, cues: Cues) -> str:
    """Return the noun phrase that a text ends with, in lower case and without article; empty where it ends with none."""
    text = _ASIDE.sub("", text.rstrip(" $~")).rstrip()
    symbol = _SYMBOL.search(text)
    return (_read_phrase(text[: symbol.start()], cues) if symbol else "") or _read_phrase(text, cues)


def _read_phrase(text: str, cues: Cues) -> str:
    words: list[str] = []
    while len(words) < LONGEST + 2 and (start := _find_last(text)) < len(text):
        word = text[start:].strip("'\"$*")
        if words and _OWNER.fullmatch(word):
            break
        if not _is_part(word, cues, is_head=not words):
            # `limit of detection`: one `of` may stand inside, after its own noun.
            lead = text[:start].rstrip()
            inner = lead[_find_last(lead) :]
            if word.lower() not in ("of", "per") or len(words) != 1 or not inner or not _is_part(inner, cues, is_head=True):
                break
            words = [inner.lower(), word.lower(), *words]
            text = lead.removesuffix(inner).rstrip()
            continue
        words.insert(0, word.lower())
        text = text[:start].rstrip(" ")
    return _finish(words, cues)


def _find_last(text: str) -> int:
    """Return where the last word of a text starts; its end where it ends with none."""
    before = _BEFORE_WORD.match(text)
    return before.end() if before else 0


def put_in_singular(phrase: str) -> str:
    """Return a noun phrase with its head in the singular."""
    first, space, head = phrase.rpartition(" ")
    return first + space + fold(head) if head else ""


def is_verb(word: str, cues: Cues) -> bool:
    """Tell whether a word in lower case can only be a verb by which sentences report, or an auxiliary."""
    return word not in _NOUNS_TOO and cues.fill(_VERBS).fullmatch(word) is not None


def _finish(words: list[str], cues: Cues) -> str:
    if len(words) > 1 and _CHANGE.fullmatch(words[-1]):
        words = words[:-1]
        if "-" in words[-1]:
            return ""
    parts = pairwise(words)
    verb = next((i for i, (word, after) in enumerate(parts) if _THIRD_PERSON.fullmatch(word) and after != "of"), None)
    words = words if verb is None else words[verb + 1 :]
    while len(words) > 1 and _is_leading(words[0], cues):
        words = words[1:]
    words = words[-LONGEST:]
    if len(words) == 1 and words[0] in _VAGUE:
        return ""
    is_short = not words or (len(words[-1]) < 3 and not _INDEXED.search(words[-1]))
    if is_short or words[-1] in _GENERIC or _is_leading(words[-1], cues) or _CHANGE.fullmatch(words[-1]):
        return ""
    return " ".join(words)


def _is_leading(word: str, cues: Cues) -> bool:
    """Tell whether a word says how much or how good what it stands before is, not what."""
    return word in _LEADING or word in cues.comparatives


def _is_part(word: str, cues: Cues, *, is_head: bool) -> bool:
    """Tell whether a word can stand in a noun phrase; as its head it is no adverb."""
    low = word.lower()
    if not _PART.fullmatch(word) or word.endswith("."):
        return False
    if low in _DETERMINERS or low in _PREPOSITIONS or low in _PRONOUNS:
        return False
    if cues.fill(_VERBS).fullmatch(low) and not (is_head and low in _NOUNS_TOO):
        return False
    return not (is_head and (low.endswith("ly") or (word[0].isupper() and any(c in "0123456789" for c in word))))
