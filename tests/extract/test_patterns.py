"""Patterns of extraction, each with a sentence that it is there for: without the pattern the sentence reads otherwise."""

import pytest

from litatlas.extract import extraction
from litatlas.extract.document import Document, build_document
from litatlas.extract.extraction import Trace
from litatlas.extract.judging.opinion import NO_OPINION
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.numbers.quantities import find_quantities
from litatlas.model import Result
from tests.bench.rules import find_switches, switched_off

SWITCHES = {str(switch): switch for switch in find_switches()}
EXAMPLES = [
    ("metric.choice._MODELS", "Our network is 3x smaller.",
     "3x: model size, ratio, better"),
    ("metric.forms._RELATIVE", "Ours achieves a 12% relative word error rate reduction.",
     "12%: wer, relative, better"),
    ("slots.named_data._NO_TASK", "On the edge, ours reaches 80% accuracy.",
     "80%: accuracy, absolute"),
    ("slots.named_data._PROPER_FIRST", "On PondQA long documents, ours reaches 81% accuracy.",
     "81%: accuracy, absolute, for PondQA"),
    ("slots.named_data._VALUED_WORDS", "Ours gains on benchmarks including Sorting (+3%), Tying (+5%) and Folding (+7%).",
     "3%: performance, difference, better, for Sorting; 5%: performance, difference, better, for Tying; "
     "7%: performance, difference, better, for Folding"),
    ("slots.named_data._WORD_ITEM", "Ours reaches 93% accuracy on KITTI, Sponge and PondQA.",
     "93%: accuracy, absolute, for KITTI, Sponge, PondQA"),
    ("slots.tasks._ENUMERATED", "Ours gains 12% success on tasks including sorting, tying and lid folding.",
     "12%: success rate, difference, better, for sorting, tying, lid folding"),
    ("slots.tasks._LIST_ITEM", "Ours gains 12% success on tasks including sorting, tying and lid folding.",
     "12%: success rate, difference, better, for sorting, tying, lid folding"),
    ("metric.counted._HOPED", "We aim to find 12 bugs in Foo.",
     "12: bare"),
    ("metric.forms.WITHIN", "Our accuracy is within 2% of Foo.",
     "2%: accuracy, difference, worse, up to, over Foo"),
    ("metric.sizes._LOSS_ITSELF", "Ours reaches a packet loss of 3%.",
     "3%: packet loss, absolute"),
    ("metric.sizes._MARGIN", "Our recall beats Foo with a margin of 3%.",
     "3%: recall, difference, better, over Foo"),
    ("metric.frames._QUALITY", "Our kernels improve performance by 30% on downstream tasks.",
     "30%: performance, relative, better, in kernel"),
    ("metric.number_before._VALUE_VERB", "Our recall improves by 3%, and the precision retains 91%.",
     "3%: recall, difference, better; 91%: precision, absolute"),
    ("metric.number_before._RESTATES", "Ours takes 3 ms per frame (a 58% reduction).",
     "3 ms: latency, absolute; 58%: latency, relative, better"),
    ("metric.number_before._AFTER_COMMA", "Ours is faster by 2x with a 0.1 decline in recall, and 4x at night.",
     "2x: speed, ratio, better; 0.1: recall, difference, worse; 4x: speed, ratio, better"),
    ("metric.unnamed._IMPROVED", "Ours improves throughput, with gains of up to 1.5x.",
     "1.5x: throughput, ratio, better, up to"),
    ("metric.by_unit._ERROR_NEAR", "Our arm tracks lids to 3 mm.",
     "3 mm: error, absolute"),
    ("metric.tied._RESOLUTION", "Our pictures have a resolution of 0.5.",
     "0.5: bare"),
    ("metric.by_unit._EXTENDS", "Our jets extend to 3 kpc.",
     "3 kpc: extent, absolute"),
    ("metric.words_after._NOUN", "Ours has a 30% reduction in lid waste.",
     "30%: lid waste, relative, better"),
    ("metric.words_after._CHANGED", "Ours gives 73% data reduction.",
     "73%: data, relative, better"),
    ("numbers.blocks._HAS_UNIT", "We find T=17.5 K.",
     "17.5 K: no-metric"),
    ("numbers.blocks._WORD_BEFORE", "Ours has sub-2 ms latency.",
     "2 ms: latency, absolute, up to"),
    ("numbers.blocks._ORDINAL", "Our latency at the 99th percentile is 3 ms.",
     "99: ordinal; 3 ms: latency, absolute, in p99"),
    ("numbers.blocks._RAISED", "Ours costs O(n^2) for 3^4 lids.",
     "3: power"),
    ("numbers.bounds._OWN_WORDS", "We gain 3% recall, and on average 4% precision.",
     "3%: recall, difference, better; 4%: precision, difference, better, average"),
    ("numbers.bounds._PLUS", "Ours has a 3x+ speedup.",
     "3x: speed, ratio, better, at least"),
    ("numbers.joiners._AND", "Our recall is between 91% and 93%.",
     "91% and 93%: recall, absolute"),
    ("numbers.joiners._BETWEEN", "Our recall is between 91% and 93%.",
     "91% and 93%: recall, absolute"),
    ("numbers.told_units._GIGABYTES", "Ours needs only 16G memory.",
     "16G: memory, absolute"),
    ("numbers.told_units._OPEN_RATE", "Our pump reaches 560K lids/s.",
     "560K lids/s: throughput, absolute"),
    ("role.measured._HOURS_OF", "We train with 300 hours of speech.",
     "300 hours: amount-of-data"),
    ("role.measured._ONLY", "Ours runs using 3 GB.",
     "3 GB: memory, absolute"),
    ("role.measured._TARGET", "Ours serves 3x more lids under a 50 ms latency budget.",
     "3x: lids, ratio, better; 50 ms: budget"),
    ("role.measured._BELONGS", "We run an 80 MHz channel.",
     "80 MHz: operating-point"),
    ("role.shares._AT_CONDITION", "Our recall drops by 3% at a sparsity of 50%.",
     "3%: recall, difference, worse, in 50% sparsity; 50%: share-condition"),
    ("role.capability._TAKES", "Ours handles 4000 tokens of context.",
     "4000 tokens: context length, absolute"),
    ("role.settled._ON_ONE", "It can run 70B parameters on a single board.",
     "70B parameters: parameters, absolute"),
    ("role.shares._REMOVING", "Pruning 50% of the lids costs 3% accuracy.",
     "50%: share-condition; 3%: accuracy, difference, worse"),
    ("rows.readings._NEW_CLAUSE", "Ours is up to 2x faster than Foo with lids and 3x than Bar.",
     "2x: speed, ratio, better, up to, over Foo; 3x: speed, ratio, better, over Bar"),
    ("sentence.trimming._MEASURE_OF", "Ours exceeds the accuracy of Foo by 3%.",
     "3%: accuracy, difference, better, over Foo"),
    ("sentence.trimming._NOT_NAMES", "Ours is 2x faster than the best baseline LLM.",
     "2x: speed, ratio, better, over best baseline LLM"),
    ("sentence.rivals._ASIDE", "Ours is 2x faster than Foo (2019) and Bar.",
     "2x: speed, ratio, better, over Foo, Bar; 2019: year"),
    ("sentence.context._ASIDE", "Ours has a 2x (on average) speedup.",
     "2x: speed, ratio, better"),
    ("sentence.parsed._INTRODUCED", "We introduce FooPump. Existing pumps are beaten by FooPump by 3% recall.",
     "3%: recall, difference, better"),
    ("sentence.parsed.SET_AGAINST", "Ours has a recall of 91% (89% vs. Foo).",
     "91%: recall, absolute; 89%: recall, absolute, over Foo"),
    ("sentence.misnomers._PART_OF_NAME", "Our SSD layer is 2x faster in hardware.",
     "2x: speed, ratio, better"),
    ("sentence.misnomers._ENDS_PHRASE", "Ours is 2x faster on mobile.",
     "2x: speed, ratio, better, on mobile"),
    ("sentence.misnomers._MEANING", "Ours improves the performance (nDCG) by 3%.",
     "3%: ndcg, difference, better"),
    ("sentence.misnomers._NEGATED", "Ours runs on a GPU, not CPU, 2x faster.",
     "2x: speed, ratio, better, on GPU"),
    ("sentence.parsed._PREFIX", "Ours has an NTA-IoU of 0.91.",
     "0.91: nta-iou, absolute"),
    ("sentence.parsed._CONCEDED", "We propose Foo. While Bar halves the cost by 50%, it requires many lids.",
     "50%: background"),
    ("sentence.phrases._ASIDE", "Ours has a settling time (mean) of 3 s.",
     "3 s: settling time, absolute"),
    ("slots.baselines._NEXT", "Compared to Foo, ours cuts cost by 30%; it has 91% recall and 2x speedups.",
     "30%: cost, relative, better, over Foo; 91%: recall, absolute; 2x: speed, ratio, better"),
    ("slots.spots.HARD", "Ours is 2x faster; it saves 30% power on an A100.",
     "2x: speed, ratio, better; 30%: power, relative, better, on NVIDIA A100; 100: identifier"),
    ("slots.relations._OTHERS", "Ours gains 3% recall, while KITTI is stable.",
     "3%: recall, difference, better"),
    ("slots.models._BASED", "Ours is 2x faster on FooNet based pumps.",
     "2x: speed, ratio, better"),
    ("slots.platform._RUNS", "Our pump runs on an A100. It is 2x faster.",
     "100: identifier; 2x: speed, ratio, better, on NVIDIA A100"),
    ("slots.subjects._WHICH", "Ours reaches 91% recall, beating Foo, which gets 88%.",
     "91%: recall, absolute, over Foo; 88%: recall, absolute, by Foo"),
    ("slots.subjects._PREVIOUS", "Ours reaches 91% recall, up from the previous best of 88%.",
     "91%: recall, absolute; 88%: recall, absolute, by baseline"),
    ("slots.subjects._IN_ASIDE", "Ours reaches 91% recall and 2.1 FID, compared to Foo (88% recall, 3.3 FID).",
     "91%: recall, absolute; 2.1: fid, absolute, over Foo; 88%: recall, absolute; 3.3: fid, absolute, by Foo"),
    ("slots.tasks._THING", "Experiments on wet lid networks show 2x speedups.",
     "2x: speed, ratio, better"),
    ("role.capability._GIVEN", "Ours supports a corpus of 3M tokens.",
     "3M tokens: count"),
    ("role.role._REACHED", "Ours gets 71.2 on FooBench.",
     "71.2: performance, absolute, for FooBench"),
    ("sentence.comparisons._MEASURED", "Ours matches Foo quality at a 3x speedup.",
     "3x: speed, ratio, better, over Foo"),
    ("sentence.rivals._FINITE", "Our pump is 3x faster than Foo and memory drops.",
     "3x: speed, ratio, better, over Foo"),
    ("sentence.shapes.TOOLS", "Ours gives a 3x speedup for LLMs.",
     "3x: speed, ratio, better"),
    ("slots.beside._OF_OWNER", "Ours uses 3% of Foo's memory.",
     "3%: memory, fraction, better, over Foo"),
    ("slots.devices._REPLACED", "Ours, replacing an A100, is 3x cheaper.",
     "100: identifier; 3x: cost, ratio, better"),
    ("slots.relations._BOTH", "Our recall is 91% and 93% on in-domain and out-of-domain data sets, respectively.",
     "91%: recall, absolute, for in-domain, in in-domain; 93%: recall, absolute, for out-of-domain, in out-of-domain"),
    ("slots.subjects._POSSESSED", "Our recall of 91% beats Foo's 72%.",
     "91%: recall, absolute, over Foo; 72%: recall, absolute, by Foo"),
    ("slots.tasks.PROPERTY", "On memory-intensive tasks, ours gives a 3x speedup.",
     "3x: speed, ratio, better"),
    ("slots.tasks._GENERIC", "Ours gives a 3x speedup for text generation.",
     "3x: speed, ratio, better"),
    ("lexicon.settings._NO_START", "Ours is 2x faster on FP8 GPUs.",
     "2x: speed, ratio, better, on GPU, in FP8; 8: identifier"),
    ("metric.candidates._SIZED_ALONE", "At the same recall, ours is 3x smaller.",
     "3x: size, ratio, better"),
    ("metric.forms._CUTTING", "Ours cuts the latency by 30% of Foo.",
     "30%: latency, relative, better"),
    ("metric.tied._AMOUNTS", "Our purity at the rim is equal to 93%.",
     "93%: purity, absolute"),
    ("metric.tied._SAID_TO_BE", "The drop in lid waste was by up to 93%.",
     "93%: lid waste, relative, better, up to"),
    ("metric.tied._VERB", "The share that ours beats is 93%.",
     "93%: performance, absolute, over is"),
    ("metric.words_after._OTHER", "Ours attains 30% lid gains.",
     "30%: performance, relative, better"),
    ("numbers.notations._LEADING", "Plan B 2,5 ms later fails.",
     "2: latency, absolute; 5 ms: latency, absolute"),
    ("role.capability._CONTEXT", "Ours supports windows that hold 4000 tokens.",
     "4000 tokens: context length, absolute"),
    ("sentence.rivals._CHANGE_AFTER", "Ours is on par with plain boiling 2x faster.",
     "2x: speed, ratio, better, over plain boiling"),
    ("slots.improved._IMPROVED", "Ours boosts baselines like FooNet by 3%.",
     "3%: performance, relative, better, over FooNet"),
    ("slots.improved._NEXT", "Ours boosts baselines like FooNet by 3% on lids and BarNet by 2%.",
     "3%: performance, relative, better, over FooNet; 2%: performance, relative, better, over BarNet"),
    ("slots.improved._BASE", "Applied to our base model Foo-XL, it gains 3% recall.",
     "3%: recall, difference, better, over Foo-XL"),
    ("slots.named_data._ASIDE", "Ours reaches 81% accuracy on one benchmark (Sponge).",
     "81%: accuracy, absolute, for Sponge"),
    ("slots.named_data._BOTH", "On lid tying, rope folding, FooBench and BarBench, ours reaches 81% accuracy.",
     "81%: accuracy, absolute, for lid tying, rope folding, FooBench, BarBench"),
    ("slots.named_data._CLAUSE", "On lid tying, our pump leads, and cups, by 3% accuracy.",
     "3%: accuracy, absolute, for lid tying"),
    ("slots.named_data._DET", "In our new FooBench, ours reaches 81% accuracy.",
     "81%: accuracy, absolute, for FooBench"),
    ("slots.named_data._FRONT", "On lid tying, ours reaches 81% accuracy.",
     "81%: accuracy, absolute, for lid tying"),
    ("slots.named_data._HEADED", "In lid tying experiments, ours reaches 81% accuracy.",
     "81%: accuracy, absolute, for lid tying"),
    ("slots.named_data._LAST_ITEM", "Ours reaches 81% accuracy, with RxQA and KITTI.",
     "81%: accuracy, absolute, for RxQA, KITTI"),
    ("slots.named_data._LAST_OF_LIST", "Ours reaches 81% accuracy on KITTI and real-world lid tasks.",
     "81%: accuracy, absolute, for KITTI, real-world lid"),
    ("slots.named_data._MORE", "On lid tying, rope folding, and cup sorting, ours reaches 81% accuracy.",
     "81%: accuracy, absolute, for lid tying, rope folding, cup sorting"),
    ("slots.named_data._NET", "Ours reaches 81% accuracy on KITTI and LidNet.",
     "81%: accuracy, absolute, for KITTI, LidNet"),
    ("slots.named_data._SCORED", "Ours raises PondQA accuracy to 70%.",
     "70%: accuracy, absolute, for PondQA"),
    ("slots.relations._ON", "The accuracy falls from 76% on FooQA to 51% on BarQA.",
     "76%: accuracy, absolute, for FooQA, by baseline; 51%: accuracy, absolute, for BarQA"),
    ("slots.settings._LETTERS", "With 4 steps, ours needs 3x fewer steps.",
     "4: bare; 3x: sampling steps, ratio, better"),
    ("slots.settings._PARTED", "With decoding gains, memory falls by 30% and throughput is 2x higher.",
     "30%: memory, relative, better, in decode; 2x: throughput, ratio, better, in decode"),
    ("slots.settings._PRODUCT", "It takes 5 ms on RX 7600 GPUs.",
     "5 ms: latency, absolute, on AMD Radeon RX 7600; 7600: device"),
    ("slots.settings_rules._ENDS_PHRASE", "Ours is 2x faster during inference.",
     "2x: speed, ratio, better, in inference"),
    ("slots.settings_rules._PLACED", "Ours is 2x faster during inference.",
     "2x: speed, ratio, better, in inference"),
    ("slots.settings_rules._WITH_NUMBER", "At 128K context ours is 2x faster.",
     "128K: bare; 2x: speed, ratio, better, in 128K context"),
    ("slots.subjects._ASIDE_OF", "Ours reaches 2.1 FID, compared to Foo (3.3 FID) and Bar (4.3 FID).",
     "2.1: fid, absolute, over Foo, Bar; 3.3: fid, absolute, by Foo; 4.3: fid, absolute, by Bar"),
    ("slots.subjects._FORMER_OWNER", "Ours cuts latency from 9 ms (FooDB) to 6 ms.",
     "9 ms: latency, absolute, by FooDB; 6 ms: latency, absolute, over FooDB"),
    ("sentence.rivals._SUBJECT_OF", "Ours is 2x faster than FooDB, and the recall is 3x higher.",
     "2x: speed, ratio, better, over FooDB; 3x: recall, ratio, better, over FooDB"),
    ("sentence.rivals._FINITE", "Ours is 2x faster than FooDB, and people like our lids in 71% of cases.",
     "2x: speed, ratio, better, over FooDB; 71%: cases, fraction, over FooDB"),
    ("slots.relations._OWN_CLAUSE", "Ours is 2x faster, and KITTI ends up 3.1 points higher.",
     "2x: speed, ratio, better; 3.1 points: performance, difference, better, for KITTI"),
    ("slots.relations._DOES", "Ours is 2x faster, and KITTI ends up 3.1 points higher.",
     "2x: speed, ratio, better; 3.1 points: performance, difference, better, for KITTI"),
    ("slots.relations._DRAWBACK", "Ours takes only 3 ms at night with only a 2% accuracy drop on KITTI.",
     "3 ms: latency, absolute; 2%: accuracy, difference, worse, for KITTI"),
    ("slots.named_data._MORE_SAID", "On lid folding with slow pumps, ours gains 3% recall.",
     "3%: recall, difference, better, for lid folding"),
    ("slots.subjects._WHEREAS", "Ours reaches 91% recall, whereas slow boiling gives 72%.",
     "91%: recall, absolute, over slow boiling; 72%: recall, absolute, by slow boiling"),
    ("slots.subjects._ALSO", "Ours reaches 91% recall, whereas FooPump reaches 88% and BarPump 72%.",
     "91%: recall, absolute, over FooPump, BarPump; 88%: recall, absolute, by FooPump; 72%: recall, absolute, by BarPump"),
    ("numbers.lent_units._SET_AGAINST", "Ours takes 1.9 hours instead of 8.3.",
     "1.9 hours: time, absolute; 8.3: time, absolute, by baseline"),
    ("numbers.lent_units._BEFORE_UNIT", "Ours takes 1.9 instead of 3.4 hours.",
     "1.9: time, absolute; 3.4 hours: time, absolute, by baseline"),
    ("numbers.lent_units._RIVALS", "Ours has 9.7 fps, while Foo reaches 6.1.",
     "9.7 fps: throughput, absolute, over Foo; 6.1: throughput, absolute, by Foo"),
    ("numbers.lent_units._ENDS", "Ours has 9.7 fps, while Foo reaches 6.1.",
     "9.7 fps: throughput, absolute, over Foo; 6.1: throughput, absolute, by Foo"),
    ("numbers.lent_units._NEXT_RIVAL", "Ours has 9.7 fps, while Foo reaches 6.1 and Bar 3.4.",
     "9.7 fps: throughput, absolute, over Foo, Bar; 6.1: throughput, absolute, by Foo; 3.4: throughput, absolute, by Bar"),
    ("numbers.lent_units._LISTED", "Ours takes 1.9 hours, while others take 8.3, 9.1, and 12.",
     "1.9 hours: time, absolute; 8.3: time, absolute; 9.1: time, absolute; 12: time, absolute"),
    ("numbers.lent_units._SET_UP", "Ours takes 1.9 hours with 384 GB instead of 8.3.",
     "1.9 hours: time, absolute; 384 GB: size; 8.3: time, absolute"),
    ("numbers.lent_units._TOLD", "Ours takes 5.3 s and BarPump 26.",
     "5.3 s: latency, absolute; 26: latency, absolute"),
    ("numbers.quantities._TIME_STEPS", "Ours is run with 4 time steps.",
     "4: bare"),
    ("role.shares._STANDS_AT", "Our overhead stands at 11%.",
     "11%: overhead, relative, worse"),
    ("metric.choice._WHO", "On MMLU, we score 91%.",
     "91%: performance, absolute, for MMLU"),
    ("metric.shares._SIZE_AT_FIRST", "Ours needs only 12% of the original size.",
     "12%: model size, fraction, better, over original"),
    ("metric.number_before._EXCEEDS_BY", "Our throughput is 30 tokens/s, exceeding Foo by 3x.",
     "30 tokens/s: throughput, absolute, over Foo; 3x: throughput, ratio, better, over Foo"),
    ("metric.number_before._SET_AGAINST", "Ours gains 3.1 points in recall compared to 1.2 points.",
     "3.1 points: recall, difference, better; 1.2 points: recall, difference, better"),
    ("metric.settled._AGAINST", "Ours reduces latency by 30%, compared to 12% for Foo.",
     "30%: latency, relative, better, over Foo; 12%: latency, relative, better, by Foo"),
    ("slots.antecedents._OTHER_CLAUSE", "Our pump is 2x faster while recall on KITTI is 91%.",
     "2x: speed, ratio, better; 91%: recall, absolute, for KITTI"),
    ("slots.antecedents._SCORED_ON", "Our pump is 2x faster while recall on KITTI is 91%.",
     "2x: speed, ratio, better; 91%: recall, absolute, for KITTI"),
    ("slots.named_data._MADE_OF", "We gain 3% accuracy by replaying LidDB prompts.",
     "3%: accuracy, difference, better, for LidDB"),
]  # fmt: skip
"""The pattern, a sentence, and what it says: for each number its row, or the rule by which it has none."""
TITLED = [
    ("sentence.parsed._TITLE_HEAD", "LidBot: a pump", "Existing pumps halt, and LidBot cuts latency by 30%.",
     "30%: latency, relative, better"),
    ("sentence.parsed._TITLED", "A pump called Lid2", "Existing pumps halt, and Lid2 cuts latency by 30%.",
     "2: identifier; 2: identifier; 30%: latency, relative, better"),
    ("sentence.parsed._OPENS", "Robots for Stitching", "StitchBot boils lids, and the latency falls by 30%. We like it.",
     "30%: latency, relative, better"),
    ("sentence.parsed._HUMP", "Robots for Stitching", "StitchBot boils lids, and the latency falls by 30%. We like it.",
     "30%: latency, relative, better"),
    ("sentence.parsed._OPENS_NEXT", "Robots for Stitching",
     "Pumps are slow. StitchBot boils lids, and the latency falls by 30%. We like it.", "30%: latency, relative, better"),
]  # fmt: skip
"""The same for patterns that read titles: the pattern, a title, a sentence, and what both say."""


def tell(found: Trace) -> str:
    return "; ".join(
        f"{reading.quote}: {tell_row(reading.result) if reading.result else reading.role.rule}" for reading in found.readings
    )


def tell_row(row: Result) -> str:
    named = {"over": row.baseline, "on": row.hardware, "for": row.dataset, "with": row.model, "by": (row.subject or "",)}
    slots = (f"{word} {', '.join(values)}" for word, values in (named | {"in": row.setting}).items() if any(values))
    return ", ".join(part for part in (row.metric, row.form, row.effect, row.bound, *slots) if part)


@pytest.mark.parametrize(("pattern", "text", "said"), EXAMPLES)
def test_a_sentence_says_what_its_pattern_is_there_for(pattern: str, text: str, said: str, vocabulary: Vocabulary) -> None:
    check_needed(pattern, build_document("", text), said, vocabulary)


@pytest.mark.parametrize(("pattern", "title", "text", "said"), TITLED)
def test_a_title_tells_whose_a_sentence_is(pattern: str, title: str, text: str, said: str, vocabulary: Vocabulary) -> None:
    check_needed(pattern, build_document(title, text), said, vocabulary)


def test_thin_spaces_part_the_digits_of_one_number_in_a_text_that_was_not_repaired(vocabulary: Vocabulary) -> None:
    def read_values() -> list[float]:
        return [quantity.low for quantity in find_quantities("Ours serves 12\u2009500 of them.", vocabulary)[0]]

    assert read_values() == [12500]
    with switched_off(SWITCHES["numbers.notations._THIN"]):
        assert read_values() == [12, 500]


def test_a_ratio_that_something_is_cut_to_goes_against_no_word(vocabulary: Vocabulary) -> None:
    def list_flags() -> list[str]:
        found = extraction.trace(build_document("", "Ours cuts latency to 0.5x."), vocabulary, NO_OPINION)
        return [flag for reading in found.readings if reading.result for flag in reading.result.flags]

    assert list_flags() == []
    with switched_off(SWITCHES["rows.readings._REDUCED_TO"]):
        assert list_flags() != []


def check_needed(pattern: str, document: Document, said: str, vocabulary: Vocabulary) -> None:
    assert tell(extraction.trace(document, vocabulary, NO_OPINION)) == said
    with switched_off(SWITCHES[pattern]):
        assert tell(extraction.trace(document, vocabulary, NO_OPINION)) != said


def test_what_was_switched_off_is_on_again(vocabulary: Vocabulary) -> None:
    document = build_document("", "Our recall is between 91% and 93%.")
    before = extraction.trace(document, vocabulary, NO_OPINION)

    for switch in SWITCHES.values():
        with switched_off(switch):
            pass

    assert extraction.trace(document, vocabulary, NO_OPINION) == before
