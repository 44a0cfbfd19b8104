"""Tells the form of a number: a value, a share, a ratio, or how much something changed, in points or relative."""

import re

from litatlas.extract.lexicon.terms import Direction, MetricTerm, Template
from litatlas.extract.metric.prices import is_apart, is_brought, is_overhead, is_paid
from litatlas.extract.metric.sizes import states_change
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.record import record
from litatlas.extract.rule import ByKind, Rule
from litatlas.extract.sentence.context import Context
from litatlas.extract.sentence.parsed import Parsed
from litatlas.model import Form

_OF = re.compile(r"\s?of\b")
WITHIN = Template(r"\bwithin\s(?:(?:{only}|{hedge})\s?)?\Z")
_SPACING = re.compile(r"\bgaps?\b[^,;]{0,40}\Z")
"""A gap between levels, which is no loss."""
FROM_LEVEL = re.compile(
    r"\s(?:above|below)\s(?:the|its|their)\s"
    r"|\s(?:young|old|heavi|hott|cold|warm|bright|faint|wid|narrow|tall|deep|thick|thinn)er\sthan\b"
)
"""A distance from a level or from another: `33 MeV below the threshold`, `2 Gyr younger than`."""
_MEASURED_ERROR = re.compile(
    r"\b(?:position\w*|pose|orientation|attitude|heading|tracking|localization|trajectory|rotation|translation|velocity|depth|displacement"
    r"|distance|angle|estimation|prediction|approximation|reconstruction|quantization|registration|calibration"
    r"|alignment|squared?) errors?\Z"
)
"""Errors that are stated in a unit of measure, so that a percentage by which they fell is relative."""
_CHANGE_ITSELF = re.compile(r"(?:\A|\s)(?:loss|losses|gain|gains)\Z")
"""A loss or gain that is measured: `a cavity loss of 4 ppm`."""
_NUMBER_OF = re.compile(r"\b(?:number|count|amount)s? of\b[^,;]*\Z")
_MORE = re.compile(r"\s?(?:more|fewer|less)\s(?!than)")
MOST_POINTS = 100.0
"""Above this a percentage by which a score changed is relative: no score rises by more points than its scale has."""
_CUT_AFTER = re.compile(
    r"\sof\s(?:[\w-]+\s){1,4}(?:(?:can|could|may|might) be|is|are|was|were|being)\s"
    r"(?:saved|reduced|removed|eliminated|cut|skipped|avoided|pruned|dropped|discarded|spared)\b"
)
"""`10% of the energy can be saved`."""
POINTS = re.compile(r"point|p\.?p\b|%p\b")
_SIGNED = re.compile(r"\+\s?\Z")
"""A gain on a benchmark that is told with its sign: `+2.6% on FooBench`, by convention one of points."""
_REMOVES = Template(r"\b{prune}\s(?:(?:between|another|{hedge})\s?)*\Z", re.IGNORECASE)
"""What was taken away: `prunes 40% of the tokens`, which fell by so much."""
_POINTS_AFTER = re.compile(r"point|absolute|pp\b")
_RELATIVE = re.compile(r"\brelative")
_NEAR_OF = re.compile(r"\s?(?:[\w-]{1,16}\s)?of\b")
_CUTTING = re.compile(r"(?:\w+ing|reduces?|saves?|cuts?)\b[^,]{0,24}\Z")
_RATES = ("success rate", "detection rate", "mutation score", "win rate")
"""Metrics that are themselves shares of cases."""
_APART = ("energy", "frequency", "physical", "length", "time")
"""Kinds of unit in which something lies apart from something else."""


@record
class Stated:
    """A number, and what of it is known where its form is asked for."""

    parsed: Parsed
    at: int
    """Its index in the sentence."""
    quantity: Quantity
    """The number itself."""
    is_percent: bool
    """Whether it is a percentage."""
    context: Context
    term: MetricTerm | None
    """What is known of its metric."""
    metric: str | None
    direction: Direction | None
    has_change: bool
    """Whether it is the size of a change."""

    @property
    def is_score(self) -> bool:
        """Whether its metric is a score by name, whose percentages change by points."""
        return self.is_named_score and self.term is not None and "percent" in self.term.units

    @property
    def is_named_score(self) -> bool:
        """Whether its metric is a score by name, in percent or not."""
        is_named = self.term is not None and self.term.name not in ("performance", "performance drop", "quality")
        return is_named and self.term is not None and "score" in self.term.units

    @property
    def is_of(self) -> bool:
        """Whether `of` follows it."""
        return _OF.match(self.context.after) is not None


def find_form(
    parsed: Parsed,
    index: int,
    context: Context,
    term: MetricTerm | None,
    direction: Direction | None,
    *,
    is_change: bool,
    metric: str | None,
) -> Form:
    """Find the form of a number; `is_change` says that it goes on with a change that the number before it states."""
    quantity = parsed.quantities[index]
    is_spacing = quantity.kind in ("energy", "frequency") and _SPACING.search(context.before) is not None
    is_percent = quantity.kind == "percent"
    is_itself = metric is not None and not is_percent and _CHANGE_ITSELF.search(metric) is not None
    is_told = direction is not None and not (is_spacing or is_itself) and states_change(context, parsed.cues)
    stated = Stated(parsed, index, quantity, is_percent, context, term, metric, direction, is_change or is_told)
    return _FORMS_OF.read_first(quantity.kind, stated) or "absolute"


def _read_ratio(_: Stated) -> Form | None:
    return "ratio"


def _read_end(stated: Stated) -> Form | None:
    return "absolute" if stated.quantity.pair else None


def _read_sped(stated: Stated) -> Form | None:
    is_speed = stated.term is not None and stated.term.name == "speed"
    return "relative" if is_speed else None


def _read_error(stated: Stated) -> Form | None:
    is_changed = stated.has_change and stated.metric is not None
    return "relative" if is_changed and _MEASURED_ERROR.search(stated.metric or "") else None


def _read_cut_after(stated: Stated) -> Form | None:
    return "relative" if _CUT_AFTER.match(stated.context.after) else None


def _read_points(stated: Stated) -> Form | None:
    last = stated.parsed.quantities[stated.parsed.groups[stated.at][1]]
    is_points = POINTS.search(stated.parsed.text, stated.quantity.start, last.end) is not None
    return "difference" if is_points else None


def _read_removed(stated: Stated) -> Form | None:
    is_removed = stated.is_of and stated.parsed.cues.fill(_REMOVES).search(stated.context.before)
    return ("difference" if stated.is_score else "relative") if is_removed else None


def _read_lost(stated: Stated) -> Form | None:
    # Of what is no score so much is a share: `lids cost 3% of the time`.
    is_lost = stated.is_of and stated.is_score and is_paid(stated.context, stated.parsed.cues)
    return "relative" if is_lost else None


def _read_overhead(stated: Stated) -> Form | None:
    is_beside = not stated.is_of and is_overhead(stated.context, stated.parsed.cues)
    return "relative" if is_beside else None


def _read_paid(stated: Stated) -> Form | None:
    is_score = stated.is_score if stated.is_percent else stated.is_named_score and stated.quantity.kind in ("bare", "score")
    context, cues = stated.context, stated.parsed.cues
    return "difference" if is_score and (is_paid(context, cues) or is_brought(context, cues)) else None


def _read_apart(stated: Stated) -> Form | None:
    is_points = stated.quantity.kind == "score" or (stated.quantity.kind == "bare" and stated.is_score)
    return "difference" if is_points and is_apart(stated.context, stated.parsed.cues) else None


def _read_share(stated: Stated) -> Form | None:
    is_cut = stated.direction == "down" and _CUTTING.search(stated.context.before) is not None
    if not stated.is_of or is_cut:
        return None
    term = stated.term
    if stated.parsed.cues.fill(WITHIN).search(stated.context.before):
        return "difference" if term is not None and "score" in term.units and term.name != "performance" else "relative"
    return "absolute" if term is not None and term.name in _RATES else "fraction"


def _read_percent_points(stated: Stated) -> Form | None:
    if not stated.has_change:
        return None
    is_open = stated.term is not None and stated.term.name == "performance"
    is_signed = is_open and _SIGNED.search(stated.context.before) is not None
    return "difference" if is_signed or _POINTS_AFTER.search(stated.context.after[:24]) else None


def _read_percent_change(stated: Stated) -> Form | None:
    if not stated.has_change:
        return None
    context = stated.context
    is_relative = (
        _RELATIVE.search(context.before + context.phrase) is not None
        or _MORE.match(context.phrase) is not None
        or _NUMBER_OF.search(context.before) is not None
        or stated.quantity.high > MOST_POINTS
    )
    return "difference" if stated.is_score and not is_relative else "relative"


def _read_scored(stated: Stated) -> Form | None:
    is_score = stated.is_score or stated.term is None or "percent" in stated.term.units
    return "absolute" if is_score else None


def _read_bracketed(stated: Stated) -> Form | None:
    # `cuts the latency of requests (up to 74%)`: no latency is a share.
    is_told = stated.direction is not None and stated.context.link == "("
    return "relative" if is_told else None


def _read_fraction(_: Stated) -> Form | None:
    return "fraction"


def _read_change(stated: Stated) -> Form | None:
    return "difference" if stated.has_change else None


def _read_from_level(stated: Stated) -> Form | None:
    is_last = stated.context.after_start == stated.quantity.end and stated.quantity.kind in _APART
    return "difference" if is_last and FROM_LEVEL.match(stated.context.after) else None


def _read_within(stated: Stated) -> Form | None:
    is_near = stated.quantity.kind != "bytes" and stated.parsed.cues.fill(WITHIN).search(stated.context.before) is not None
    return "difference" if is_near and _NEAR_OF.match(stated.context.after) else None


FORMS: tuple[Rule[Stated, Form], ...] = (
    Rule(
        "ratio", "So many times something is a ratio.", _read_ratio,
        (("Ours is 3x faster.", "ratio"),), ("Ours is 3% faster.",), kinds=("ratio",),
    ),
    Rule(
        "end", "Each end of a change is a value.", _read_end,
        (("Ours shows a recall drop from 91% to 88%.", "absolute"),), ("Ours shows a recall drop of 3%.",),
    ),
    Rule(
        "sped", "A percentage of speed is relative.", _read_sped,
        (("Our speed is 30%.", "relative"),), ("Our recall is 30%.",), kinds=("percent",),
    ),
    Rule(
        "error", "A percentage by which an error in a unit of measure fell is relative.", _read_error,
        (("Ours reduces the position error by 30%.", "relative"),), ("Ours reduces the error rate by 30%.",), kinds=("percent",),
    ),
    Rule(
        "cut-after", "A share of which the text goes on to say that it was saved is relative.", _read_cut_after,
        (("With ours, 10% of the energy can be saved.", "relative"),), ("With ours, 10% of the energy is seen.",),
        kinds=("percent",),
    ),
    Rule(
        "points", "What is told in points is a difference.", _read_points,
        (("Our waste has 3 percentage points.", "difference"),), ("Our waste has 3 percent.",), kinds=("percent",),
    ),
    Rule(
        "removed", "A share that was taken away is a change: of a score in points, else relative.", _read_removed,
        (("Ours prunes 40% of the tokens.", "relative"),), ("Ours sees 40% of the tokens.",), kinds=("percent",),
    ),
    Rule(
        "lost", "A share of a score that was lost is a change.", _read_lost,
        (("Our tool costs 8% of recall.", "relative"),), ("Our tool costs 8% of the time.",), kinds=("percent",),
    ),
    Rule(
        "overhead", "What was paid beside is a change.", _read_overhead,
        (("The overhead is 3%.", "relative"), ("Our extra lid work remains below 3%.", "relative"),
         ("Ours adds less than 1%.", "relative")),
        ("The work of ours is 3%.",), kinds=("percent",),
    ),
    Rule(
        "paid", "So much of a score as something cost, or is worth, is a change.", _read_paid,
        (("Ours is fast at a cost of 0.3 BLEU.", "difference"), ("Our lids are worth 3% recall.", "difference")),
        ("Ours is fast at a recall of 3%.",),
    ),
    Rule(
        "apart", "Points between a score and another are a difference.", _read_apart,
        (("Our recall is 3 points above Foo.", "difference"),), ("Our recall is 3 points in Foo.",),
    ),
    Rule(
        "share", "A share of cases that is a rate is a value, any other share of something a fraction; within it, a distance.",
        _read_share,
        (("Ours needs only 12% of the lids.", "fraction"), ("Our accuracy is within 2% of Foo.", "difference")),
        ("Ours needs only 12% as many lids.",), kinds=("percent",),
    ),
    Rule(
        "percent-points", "A change in points, or of unnamed performance with a sign, is a difference.", _read_percent_points,
        (("Our performance rises by 3% absolute.", "difference"), ("Ours gains +2.6% on FooBench.", "difference")),
        ("Our performance rises by 3%.",), kinds=("percent",),
    ),
    Rule(
        "percent-change", "A score changes by points, unless it is said to be relative or had to be; all else does relatively.",
        _read_percent_change,
        (("Our recall rises by 3%.", "difference"), ("Ours reduces the waste by 30%.", "relative")), ("Our recall is 3%.",),
        kinds=("percent",),
    ),
    Rule(
        "scored", "A score, and what only the text names, is a value in percent.", _read_scored,
        (("Our recall is 91%.", "absolute"),), ("Our latency is 91%.",), kinds=("percent",),
    ),
    Rule(
        "bracketed", "A percentage in brackets after a change is relative.", _read_bracketed,
        (("Ours cuts the latency of lids (up to 74%).", "relative"),), ("Ours has the latency of lids (up to 74%).",),
        kinds=("percent",),
    ),
    Rule(
        "fraction", "Any other percentage is a share.", _read_fraction,
        (("Our latency is 91%.", "fraction"),), ("Our latency is 91 ms.",), kinds=("percent",),
    ),
    Rule(
        "change", "The size of a change in a unit is a difference.", _read_change,
        (("Ours saves 3 GB memory.", "difference"),), ("Ours needs 3 GB memory.",),
    ),
    Rule(
        "from-level", "So is how far something lies from a level or another.", _read_from_level,
        (("The lid level is 33 MeV below the threshold.", "difference"),), ("The lid level is 33 MeV in the threshold.",),
    ),
    Rule(
        "within", "... or what it comes within.", _read_within,
        (("Our latency is within 2 s of Foo.", "difference"),), ("Our latency is about 2 s of Foo.",),
    ),
)  # fmt: skip
"""The rules that tell the form of a number, the first that says something; where none does, it is a value."""
_FORMS_OF = ByKind(FORMS)
