"""The rules by which words tell a setting: records whose examples and counterexamples run as tests."""

import re
from dataclasses import dataclass

_NAMED = frozenset(("phase", "component", "configuration", "guidance", "learning", "split", "statistic"))
"""The kinds whose words also mean other things."""
_NUMBERED = frozenset(("bits", "sparsity", "steps", "length", "batch", "resolution", "budget", "learning", "devices"))
"""The kinds whose words hold a number, or stand for one."""
_MEASURE = (
    r"(?:speed-?ups?|speeds?|acceleration|latenc(?:y|ies)|throughputs?|times?|runtimes?|costs?|memory|VRAM|efficiency|compute"
    r"|computation|energy|power|FLOPs|FLOPS|FPS|MFU|TTFT|TPOT|overheads?|gains?(?!\s[\d~])|improvements?|reductions?|savings?"
    r"|requirements?|usage|footprint|accuracy|performance|FIDs?|perplexity|rates?|scores?|settings?|wall-?clock|bandwidth|traffic"
    r"|resource consumption)"
)
"""What is measured, as the head of its phrase."""
_HEAD = r"[\s-](?:phase|stage|step|pass|setting|setup|mode|regime|scenario|workload|case|computation|operation)s?\b"
"""The noun for what a setting is, after its word."""
_ENDS = (
    r"(?=[,.;:)\]]|\Z|\s\(|\s[—–-]"
    r"|\s(?:and|or|with|without|while|whereas|on|at|in|by|over|compared|than|when|for|using|to|from|under|versus|vs|across|of|as"
    r"|is|are|was|were|that|which|respectively|via|through|ours?|we|it)\b)"
)
"""What follows the last word of a phrase."""
_ENDS_PHRASE = re.compile(rf"{_HEAD}|{_ENDS}")
_PREPOSITION = r"(?i:\b(?:in|during|for|at|under|on|with|when|using|across|both|and|or))\s"
_ADJECTIVES = (
    r"(?:(?:the|an?|both|its|all|our|full|only|just|up to|about|around|large-scale|real-world|standard|long|pure|actual|fast"
    r"|batch|efficient|distributed|on-device|single-GPU|multi-GPU|autoregressive|long-context|high-throughput|low-latency|[a-z]+-level)"
    r"\s){0,2}"
)
"""Words between a preposition and a setting that tell no setting of their own."""
_PLACED = re.compile(rf"{_PREPOSITION}{_ADJECTIVES}\Z")
_WITH_NUMBER = re.compile(
    r"(?:(?i:\b(?:in|during|for|at|under|on|with|of|using|across|to|and|or|via|by|even|only|just|serving|processing|handling"
    r"|generat(?:ing|es?)))\s(?:(?:the|an?|only|just|as few as|as low as|up to|about|around|over|average|single"
    r"|\d[\d.]*-[a-z]+)\s){0,2}|[(,]\s?)\Z"
)
_DESCRIBED = (
    r"(?:generation|generators?|models?|sampling|samplers?|inference|quantization|quantized|weights?|activations?|precision|networks?"
    r"|images?|videos?|resolution|editing|synthesis|decoding|setting|regime|variants?|students?|prompts?|inputs?|LLMs?|training"
    r"|pruning|compression|sequences?|contexts?|accuracy|performance|evaluation)"
)
"""Nouns that a number with its unit describes: `4-step generation`."""
_FREE = (
    r"(?!(?:the|this|that|these|those|all|some|both|each|every|most|many|various|different|several|such|other|same|our|real|diverse"
    r"|multiple|certain|any|which|typical|practical|challenging|specific|general|standard|common|main|two|three|four|five)\b)"
    r"[a-z][a-z-]{2,20}(?:\s[a-z][a-z-]{2,20})?"
)
"""One or two words that tell which setting it is."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A rule by which a word that the vocabulary knows tells a setting."""

    id: str
    says: str
    kinds: frozenset[str]
    before: re.Pattern[str]
    """Searched in what stands before the word."""
    after: re.Pattern[str]
    """Matched right after the word."""
    examples: tuple[tuple[str, str], ...]
    """Sentences in which it tells the setting of the last number, each with that setting."""
    counterexamples: tuple[str, ...]
    """Sentences like them whose last number has no setting."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A rule by which words that no vocabulary knows tell a setting."""

    id: str
    says: str
    words: frozenset[str]
    """It tells nothing in a sentence that holds none of these words, which are folded."""
    pattern: re.Pattern[str]
    """Its group `name` is where the setting is told."""
    shows: str | None
    """What rows show; None for the words themselves."""
    kind: str
    """One of `SETTING_KINDS`."""
    examples: tuple[tuple[str, str], ...]
    counterexamples: tuple[str, ...]


TELLING = (
    Telling(
        "of-measure", "A word right before what is measured says of what: `decoding latency`.",
        _NAMED | {"devices"}, re.compile(r"(?<![\w-])\Z"),
        re.compile(rf"[\s-](?:[\w/-]+\s(?:\([^()]{{1,8}}\)\s)?)?{_MEASURE}\b|\s\([^()]{{1,8}}\)\s{_MEASURE}\b"),
        (("Ours gains a 2x decoding speedup.", "decode"), ("The end-to-end latency falls by 40%.", "end-to-end")),
        ("Foo decoding of lids falls by 40% in latency.",),
    ),
    Telling(
        "measure-of", "A word that what is measured is of: `the latency of attention`.",
        _NAMED, re.compile(rf"{_MEASURE}\s(?:of|for|in)\s(?:the\s|its\s|all\s)?\Z"),
        re.compile(rf"{_HEAD}|{_ENDS}|\s(?:falls?|drops?|rises?|grows?|(?:decreas|increas|improv)e[sd]?)\b"),
        (("The latency of attention falls by 40%.", "attention"),), ("The latency of training lids falls by 40%.",),
    ),
    Telling(
        "placed", "A word behind a preposition that ends its phrase, or stands before the noun for what it is.",
        _NAMED, _PLACED, _ENDS_PHRASE,
        (
            ("Ours is 2x faster in the decode phase.", "decode"), ("Ours is 2x faster during inference.", "inference"),
            ("During prefill, ours is 2x faster.", "prefill"),
        ),
        ("Ours is 2x faster for training data of lids.", "For decoding lids ours is 2x faster."),
    ),
    Telling(
        "way-of", "A word for how something was done before the noun for it.",
        frozenset(("configuration",)), _PLACED,
        re.compile(
            r"[\s-](?:[\w-]+\s)?(?:execution|evaluation|inference|generation|reasoning|simulation|learning|classification|transfer"
            r"|synthesis|settings?|experiments?|tests?|decoding|serving|attention|navigation|manipulation|scaling|prompting)\b"
        ),
        (("In closed-loop evaluation ours gains 2% accuracy.", "closed-loop"),), ("In online shops ours gains 2% accuracy.",),
    ),
    Telling(
        "given", "A word for what a model was given or had learnt before the noun for what it does.",
        frozenset(("learning", "guidance")), re.compile(r"(?<![\w-])\Z"),
        re.compile(
            r"[\s-](?:image\s|video\s)?"
            r"(?:generation|synthesis|classification|evaluation|transfer|tasks?|segmentation|retrieval|reasoning)\b"
        ),
        (("On ImageNet class-conditional generation ours has an FID of 2.1.", "class-conditional"),),
        ("A conditional branch gains 2% accuracy.",),
    ),
    Telling(
        "part-of-data", "A word for a part of the data before its noun.",
        frozenset(("split",)), _PLACED, re.compile(r"[\s-](?:[\w-]+\s){0,2}?[a-z]+s?\b"),
        (("On unseen lids ours gains 2% accuracy.", "unseen"),), ("Lids of unseen sizes win, by 2% accuracy.",),
    ),
    Telling(
        "doing", "What something is made possible for: `enables fine-tuning Llama-7B in 24 GB`.",
        frozenset(("phase",)), re.compile(r"\b(?:enabl|allow|support|permit)\w*\s(?:the\s)?\Z"),
        re.compile(r"\s(?:of\s)?(?:an?\s|the\s)?(?:[A-Z]|\d|LLMs?\b|models?\b|large\b|billion|full-)"),
        (("Ours enables fine-tuning Llama-7B with less than 12 GB memory.", "fine-tuning"),),
        ("Ours enables training lids with less than 12 GB memory.",),
    ),
    Telling(
        "gained", "What something was made faster, cheaper or better in: `faster inference`, `accelerates prefill`.",
        _NAMED,
        re.compile(
            r"\b(?:faster|slower|cheaper|quicker|higher|lower|better|less|more efficient"
            r"|(?:accelerat|speed|reduc|improv|boost|lower|increas|cutt?)(?:es|ing|ed|s|e)?(?:\sup)?)\s(?:the\s|up\s)?\Z"
        ),
        _ENDS_PHRASE,
        (("Ours has 2x faster inference.", "inference"), ("Ours accelerates prefilling by 2x.", "prefill")),
        ("Ours accelerates training pipelines by 2x.",),
    ),
    Telling(
        "adverb", "A word that stands for itself between commas, or leads its sentence.",
        frozenset(("component",)), re.compile(r"(?:\A|[,;]\s)\Z"), re.compile(r"(?=,)"),
        (("End-to-end, ours is 2x faster.", "end-to-end"),), ("Attention is 2x faster.",),
    ),
    Telling(
        "numbered", "A word with a number behind a preposition: `at 128K context`, `with 4 steps`.",
        _NUMBERED, _WITH_NUMBER, re.compile(r"(?!\s(?:fewer|less|more)\b)"),
        (("At 128K context ours is 2x faster.", "128K context"), ("Ours is 2x faster (batch size 1).", "batch size 1")),
        ("We cut 145 iterations and gain 2x speed.",),
    ),
    Telling(
        "described", "A word with a number before the noun that it describes: `one-step generation`, `4-bit inference`.",
        _NUMBERED, re.compile(r"(?<![\w-])(?<!than\s)(?<!from\s)(?<!requires\s)(?<!needs\s)\Z"),
        re.compile(rf"[\s-](?:[\w-]+\s){{0,2}}?{_DESCRIBED}\b"),
        (("Our one-step model has an FID of 2.1.", "1 step"), ("Ours makes a 512x512 image in 2 s.", "512×512")),
        ("The video generator takes 5 frames in 2 s.",),
    ),
    Telling(
        "sized", "A size that ends its phrase behind a preposition: `at 7B`.",
        frozenset(("size",)),
        re.compile(rf"{_PREPOSITION}{_ADJECTIVES}(?:\d+(?:\.\d+)?B?(?:,\s|\sand\s))?\Z|,\s\Z"), re.compile(_ENDS),
        (("Ours gains 3% accuracy at 7B.", "7B"),), ("Our 7B model gains 3% accuracy.",),
    ),
)  # fmt: skip
"""The rules by which known words tell settings, the first that holds."""
WORDINGS = (
    Wording(
        "called", "Words that the text calls a setting, scenario, regime or mode.",
        frozenset(("setting", "scenario", "regime", "mode", "condition", "configuration")),
        re.compile(
            r"\b(?i:in|under|for|on|across|and)\s(?:the\s|an?\s|more\s|severely\s|both\s)?"
            rf"(?P<name>{_FREE})"
            r"\s(?:settings?|scenarios?|regimes?|modes?|conditions|configurations?)\b(?!\s(?:of|where|that|with)\b)"
        ),
        None, "condition",
        (
            ("Ours is 2x faster in noisy scenarios.", "noisy"),
            ("Under poor channel conditions ours gains 2% accuracy.", "poor channel"),
        ),
        ("Ours is 2x faster in various scenarios.", "Ours is 2x faster in all settings."),
    ),
    Wording(
        "trains", "What trains faster is faster in training.",
        frozenset(("train",)),
        re.compile(
            r"\b(?P<name>trains?)\s(?:[\w.-]+\s){0,6}?(?:up\sto\s|about\s|over\s)?\d[\d.]*\s?(?:[xX×]|times|%)\sfaster"
        ),
        "training", "phase",
        (("Ours trains 3x faster.", "training"),), ("Ours spots trains. It is 3x faster.",),
    ),
)  # fmt: skip
"""The rules by which other words tell settings."""
