"""What numbers are compared with, and whose numbers they are."""

import pytest

from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.extract.judging.opinion import NO_OPINION
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.model import Result


def read(text: str, vocabulary: Vocabulary) -> tuple[Result, ...]:
    return extract(build_document("An invented title", text), vocabulary, NO_OPINION).results


@pytest.mark.parametrize(
    ("text", "baselines"),
    [
        ("Compared to the older planner Foo-X, our planner saves 20% energy, while running 3x faster.", [("Foo-X",)] * 2),
        ("Compared with Foo, Bar, and Baz, our planner has 3x higher throughput.", [("Foo", "Bar", "Baz")]),
        ("Ours retains 95% of the teacher's accuracy and runs 3x faster.", [("teacher",)] * 2),
        ("Ours runs 3x faster and retains 95% accuracy.", [(), ()]),
        ("Ours saves 12% of compute while staying within 0.2% of the full model.", [("full model",)] * 2),
        ("Compared to the older engine Foo-X, BazNet improved recall by 3.1%.", [("Foo-X",)]),
        ("Ours outperforms FooNet [1], BarNet [2], and BazNet [3, 4] by 3.1%.", [("FooNet", "BarNet", "BazNet")]),
        ("Ours improves recall by 3.1% over strong, slow-boiling engines.", [("slow-boiling engines",)]),
        ("Ours exceeds the latest compression standard FOV by 3.1% recall.", [("FOV",)]),
        ("Ours cuts memory by 31% compared to its fully trained counterpart.", [("fully trained counterpart",)]),
        ("Ours improves recall by 3.1% over older engines, and further boosts accuracy by 2.4%.", [("older engines",)] * 2),
        ("Ours improves recall by 3.1% over box-based and lid-oriented schemes.", [("box-based and lid-oriented schemes",)]),
        ("Ours outperforms older engines, improving recall by 3.1% and the lid score by 2.4%.", [("older engines",)] * 2),
        (
            "Ours outperforms FooNet and BarNet, achieving 71.2% and 73.4% accuracy on lids and pots, respectively.",
            [("FooNet", "BarNet")] * 2,
        ),
        ("Ours needs only 5% of the training data used by BarNet.", [("BarNet",)]),
        ("Ours needs only 5% of what older engines used.", [("older engines",)]),
        ("Ours matches FooNet while running 3x faster.", [("FooNet",)]),
        ("Ours has the same recall as FooNet with 30% fewer lids.", [("FooNet",)]),
        ("It runs 3x faster while preserving the visual fidelity of FooNet.", [("FooNet",)]),
        ("Ours reaches a recall of 91.2% (+3.1% over FooNet).", [("FooNet",), ("FooNet",)]),
        ("Ours reaches 91.2% recall on lids, yielding a 3.1% gain over FooNet.", [("FooNet",), ("FooNet",)]),
        ("Ours raises recall from 81.4% to 91.2% over FooNet.", [(), ("FooNet",)]),
        ("Ours has a recall of 91.2% over five tasks.", [()]),
        ("Ours outperforms FooNet (+3.1%), BarNet (+2.4%), and BazNet (+1.2%).", [("FooNet",), ("BarNet",), ("BazNet",)]),
        ("Ours outperforms FooNet by 3.1% on lids and the older BarNet (88.2%) by 2.4%.", [("FooNet",), (), ("older BarNet",)]),
        ("Ours improves the base model by 3.1% on lids and 2.4% on pots.", [("base model",)] * 2),
        ("Ours clearly outperforms older engines (e.g., +3.1% recall on lids).", [("older engines",)]),
        ("Ours beats older engines, meanwhile saving 31% of memory.", [("older engines",)]),
        ("Compared to its sibling, i.e., Foo-1.5, our planner cuts latency by 60%.", [("Foo-1.5",)]),
        ("Ours outperforms the state-of-the-art engine FooBar by 2x.", [("FooBar",)]),
        ("Compared with a 1T-parameter engine such as FooBar, our small planner now reaches 56.4% accuracy.", [("FooBar",)]),
        ("Ours reaches 90% recall, far beyond full boiling.", [("full boiling",)]),
        ("Ours reaches a recall of 93.2, ahead of FooNet (91.2) and BarNet (90.5).", [("FooNet", "BarNet"), (), ()]),
        ("Ours has a 42x speedup and a 47x boost over FooDry, respectively.", [("FooDry",)] * 2),
        ("Ours beats older engines by an average accuracy of 0.7%.", [("older engines",)]),
        (
            "Ours gains 2.4 points over drying engines (3.6 points over FooDry, 1.2 points over BarDry).",
            [("drying engines",), ("FooDry",), ("BarDry",)],
        ),
        ("Ours keeps accuracy parity with full boiling while giving a 5.1x speedup.", [("full boiling",)]),
        ("Ours matches the accuracy of plain boiling while giving a 5.1x speedup.", [("plain boiling",)]),
        ("Ours has 1.84x the drying throughput of FooDry with open lids.", [("FooDry",)]),
        ("Ours is 4x faster than plain boiling, and we show its use for lids.", [("plain boiling",)]),
        ("Ours cuts cost by 8x compared to sorting baselines, and it needs no lids.", [("sorting baselines",)]),
        (
            "Ours saves 3% over plain boiling, thus halving it, and by 8% over slow boiling.",
            [("plain boiling",), ("slow boiling",)],
        ),
        ("Ours outperforms the best prior technique, slow boiling, by 2x.", [("slow boiling",)]),
        ("Ours beats folded box models (FBM) by 3% accuracy.", [("FBM",)]),
        ("Ours outperforms plain models by 30 points and Foo by 10 points.", [("plain models",), ("Foo",)]),
        ("Ours outperforms by 1.5 times earlier folding code.", [("earlier folding code",)]),
        ("Ours beats FooFuzz, improving coverage by 25% and reducing crashes by 5%.", [("FooFuzz",)] * 2),
        ("Ours is 25x larger than with Foo-only stores.", [("Foo-only stores",)]),
        ("Ours is 2x faster than that reached by Foo.", [("Foo",)]),
        ("We cut cost by 3x and raise throughput by 2x while keeping quality compared to Foo.", [("Foo",)] * 2),
        ("Ours is trained 20x faster, in less than a day on one GPU.", [()]),
        ("Ours has 80% less latency compared to Foo, and over 90% compared to Bar.", [("Foo",), ("Bar",)]),
        ("Ours (1) beats Foo; (2) gives a 2x speedup.", [()]),
        ("It has a speedup of 2x over plain sampling, accompanied by an accuracy loss of 0.5%.", [("plain sampling",)] * 2),
        ("Ours is 2x faster than recent planners (e.g., Foo and Bar-2).", [("Foo", "Bar-2")]),
        ("Ours saves 3% and 5% over the best techniques (i.e., FOO and BarTool), respectively.", [("FOO",), ("BarTool",)]),
        ("Ours cuts cost by 3% over older planners, including Foo, Bar, and Baz.", [("Foo", "Bar", "Baz")]),
        ("It shows that, compared with Foo, Bar can be up to 3.5x faster.", [("Foo",)]),
        ("Compared to the best prior tool, FooTool, ours produces 3.5x shorter plans.", [("FooTool",)]),
        ("Ours is 2x faster than top-tier high-end Foo-2 planners.", [("Foo-2 planners",)]),
        ("It cuts delay by 2x compared to the plain scheme, along with gains in comfort.", [("plain scheme",)]),
        ("Ours has a 45% reduction in cost compared to Foo and a 25% reduction compared to Bar.", [("Foo",), ("Bar",)]),
        ("Ours is 2x faster than the one with open lids.", [("one with open lids",)]),
        (
            "Ours is 2x faster than the simulations with the Foo operator, because it is lean.",
            [("simulations with the Foo operator",)],
        ),
        (
            "Ours is 2x faster than a loose version of the front and the back plates.",
            [("loose version of the front and the back plates",)],
        ),
        ("Ours improves speed over plain sorting by 2x and improves recall over Foo by 5%.", [("plain sorting",), ("Foo",)]),
        ("Ours is 2x faster on average over Foo.", [("Foo",)]),
        ("Compared to the prior tool Foo-X, ours is 2x faster, on average over the parcels sorted.", [("Foo-X",)]),
        ("It has a 3x speedup in packing, a 4x speedup in sorting, and a 2x speedup over Foo.", [("Foo",)] * 3),
        ("Ours reduces cost by 30% with no loss, outperforming older planners.", [()]),
        ("Ours is as good, with accuracy comparable to FooNet, but 2x faster.", [("FooNet",)]),
        ("Ours beats Foo, with accuracy comparable to BarNet, while being 2x faster than Baz.", [("Baz",)]),
        ("We show that 1) ours saves 60% energy, 2) lean stores are 2x faster than full stores.", [(), ("full stores",)]),
        ("Ours is 2x faster than training from scratch.", [("training from scratch",)]),
        ("Ours is 2x faster compared to the lean planners provided by others.", [("lean planners",)]),
        ("Ours is 2x faster than the deepest lid- or cup-based planner.", [("deepest lid- or cup-based planner",)]),
        ("Ours is 2x faster than the best of the baselines.", [("best of the baselines",)]),
        ("Ours predicts lengths within 4.5% of the table's size.", [()]),
        ("Ours comes within 4.5% of the optimal solver.", [("optimal solver",)]),
        ("Compared to Foo, ours is (i) 47% more robust, (ii) 25% more efficient, (iii) 3x smaller.", [("Foo",)] * 3),
        ("Ours cuts the cost by up to 24%, while still giving results comparable to those with the original code.", [()]),
        ("An evaluation against 482 pairs of lids and boxes shows that ours sorts with a precision of 0.72.", [()]),
        ("Ours finds 30% fewer faults, outperforming older planners.", [("older planners",)]),
        ("Lids are lost in 83% of cases through wear rather than tear.", [()]),
        ("Ours matches or exceeds FooNet baselines while using 3x less memory.", [("FooNet baselines",)]),
        ("Ours reaches the accuracy of FooNet with 3x fewer lids.", [("FooNet",)]),
        ("Ours closes the quality gap with FooNet while being 3x faster.", [("FooNet",)]),
        ("Ours has a recall of 76%, higher than 69% in FooNet.", [("FooNet",), ()]),
        ("Ours cuts power by more than 57% in FooQA.", [()]),
        ("We compare our pump to FooNet, showing 1.7x higher speed, 1.4x less memory.", [("FooNet",)] * 2),
        ("Ours gains 3% recall and 4% precision, respectively, at 1.4x lower cost than FooNet.", [(), (), ("FooNet",)]),
        ("Ours outperforms FooNet in recall (3% gains) while cutting power by 2x, lids by up to 5x.", [("FooNet",)] * 3),
        ("On wet KITTI lids, compared to FooNet, ours reduces delay by 73% at night.", [("FooNet",)]),
        ("Ours is 2x faster than FooNet, the state-of-the-art lid engine.", [("FooNet",)]),
        ("Ours beats FooNet's peak accuracy by 3%.", [("FooNet",)]),
        ("Ours is 2x faster than existing on-device models.", [("existing on-device models",)]),
        ("Ours is 2x faster than the widely used Foo-Net.", [("Foo-Net",)]),
        ("Ours gains 3 points over FooNet, 2 points over BarNet.", [("FooNet",), ("BarNet",)]),
        ("Ours scores 83.5 on VBench, beating models like Foo-5B, Kling, and Bar.", [("Foo-5B", "Kling", "Bar")]),
        # Rivals that are counted or told by their size are rivals, no values.
        ("Ours outperforms 13 older planners by 3%.", [("13 older planners",)]),
        ("Ours surpasses the 70B FooNet by 3% recall.", [("70B FooNet",)]),
        # A list of two kinds under one noun is one rival; what goes on behind a list is none.
        ("Ours beats box-based and lid-based planners by 3%.", [("box-based and lid-based planners",)]),
        ("Ours is 3x faster than FooNet, and the lean variant adds 2% recall.", [("FooNet",), ("FooNet",)]),
        ("Ours is 3x smaller than FooNet and continues to lead.", [("FooNet",)]),
        ("Ours outperforms older planners-achieving up to 3% more recall.", [("older planners",)]),
        ("Ours outperforms older planners (FOO) – a gain of 3% in recall.", [("FOO",)]),
        ("Ours beats the state-of-the-art (SOTA) planners by 3%.", [("state-of-the-art planners",)]),
        ("Ours is 2.4x smaller than leading lid-based and pump engines.", [("leading lid-based and pump engines",)]),
        ("Ours is 2.4x faster than traditional and lid-based engines and cut waste.", [("traditional and lid-based engines",)]),
        ("Ours is 2x and 3x faster than dry and lid-based engines, respectively.", [("dry",), ("lid-based engines",)]),
        ("Ours is 2x and 3x faster than dry and lid-based engines, correspondingly.", [("dry",), ("lid-based engines",)]),
        ("Ours is 9.6X faster than FooPump and 31.7X faster than BarPump.", [("FooPump",), ("BarPump",)]),
        ("Ours is 3x faster than open engines, keeps >95% recall on lids.", [("open engines",), ()]),
        ("Ours beats many larger engines, including those with 3x more lids.", [("many larger engines",)]),
        # What tells a rival again is none of its own; the best there is may be named in brackets.
        ("Compared to FooPump, a lean boiling pump, ours saves 45% of power.", [("FooPump",)]),
        ("Ours outperforms FooPump and BarPump, two older pumps, by 3% and 2%.", [("FooPump",), ("BarPump",)]),
        ("Ours beats the strongest boiling baseline (FooPump) by 3%.", [("FooPump",)]),
        ("Ours surpasses the previous state-of-the-art (FooPump V2) by 3%.", [("FooPump V2",)]),
        # Works may be counted, or all of them meant, behind `over`.
        ("Ours has a 3% gain over all baseline engines.", [("baseline engines",)]),
        ("Ours has a 3x speedup over 2-bit alternatives.", [("2-bit alternatives",)]),
        ("Ours has a 3x speedup over a wide range of lids relative to 9 boiling engines.", [("9 boiling engines",)]),
        # Two verbs or two measures may lead to whom a work is as good as.
        ("Ours saves 36% of lids while maintaining or even surpassing the performance of full engines.", [("full engines",)]),
        ("Ours cuts lids by 10x while matching or slightly improving the accuracy of FooNet.", [("FooNet",)]),
        ("Ours matches the quality and speed of slow boiling while using 10x fewer lids.", [("slow boiling",)]),
        ("Ours reduces waste by 46% while raising recall by 3% over open engines.", [("open engines",)] * 2),
        ("Ours cuts memory traffic to 18% of traditional approaches by lean boiling.", [("traditional approaches",)]),
        ("Ours cuts waste to 10% of full KV cache memory.", [("full KV cache",)]),
        # Lists of data and rounds are no works; who does so much behind `, where` is the work itself.
        ("Over five wet lid datasets, ours gains 3% recall over FooNet.", [("FooNet",)]),
        ("Ours gains 3% recall over five wet lid datasets.", [()]),
        ("We test wet lids, where FooNet achieves a 3% gain over older pumps.", [("older pumps",)]),
        ("Ours raises recall from 81.4% (Foo8m baseline) to 91.2%.", [(), ("Foo8m baseline",)]),
        ("Ours is 3x faster than FooNet and unlike it needs no lids, sometimes with 2% more recall.", [("FooNet",)] * 2),
        # What of a rival is compared is no part of its name.
        ("Ours takes 19% of FooNet's training time.", [("FooNet",)]),
        ("Ours is 3x faster than the state-of-the-art FooBar engine.", [("FooBar engine",)]),
        # All whose values or changes are told beside a value are its rivals.
        ("Ours reaches 91% recall, beating FooNet (88%) and older planners.", [("FooNet", "older planners"), ()]),
        (
            "Ours reaches 91% recall, outperforming FooNet by 3% and BarNet by 2%.",
            [("FooNet", "BarNet"), ("FooNet",), ("BarNet",)],
        ),
        # A share of what was there before is of that; how much a work saves beside is not.
        ("Ours works with 11% of the original lid tokens.", [("original",)]),
        ("Ours saves 30% of memory and keeps 98% of the original accuracy.", [(), ("original",)]),
        # Models that are improved by a number, by what is told of them.
        ("Ours cuts the error of the next best planner by 3%.", [("next best planner",)]),
        # What is told behind who is beaten, and is a cost or another's, is not compared with it.
        ("Ours outperforms older planners while running at 30 FPS.", [()]),
        ("Ours outperforms older planners and has a recall of 91%.", [()]),
        ("Ours outperforms older planners, reaching a recall of 91%.", [("older planners",)]),
        ("Ours gives a 3x speedup, outperforming older planners.", [()]),
        ("Ours gains 3.1 points of recall, matching the accuracy of FooNet.", [()]),
        # Two changes under one rival; a value that a gain or a bracket is told of before the rival.
        ("Ours has 30% less latency and a 20% gain in recall over FooNet.", [("FooNet",)] * 2),
        ("Ours has 30% less latency and a 2x speedup over FooNet.", [(), ("FooNet",)]),
        ("Ours cuts lids by 30% while giving better recall than FooNet.", [("FooNet",)]),
        ("Ours reaches 91% and 93% recall on lids and pots, a significant improvement over FooNet.", [("FooNet",)] * 2),
        ("Ours reaches 91% recall on lids, a 3-point gain over FooNet.", [("FooNet",)] * 2),
        ("Ours has a high recall (91%) compared to FooNet.", [("FooNet",)]),
        ("Ours needs 0.4 hours, significantly lower than FooNet.", [("FooNet",)]),
        ("Ours reaches 91% recall while running faster than FooNet.", [()]),
    ],
)
def test_the_baseline_is_found_with_its_reach(text: str, baselines: list[tuple[str, ...]], vocabulary: Vocabulary) -> None:
    assert [row.baseline for row in read(text, vocabulary)] == baselines


def test_a_value_beside_the_own_one_is_that_of_the_system_compared_with(vocabulary: Vocabulary) -> None:
    rows = read("Ours beats FooNet (7.5 FID / 0.65 SSIM) and is 12x faster (0.2s vs 2.4s).", vocabulary)

    assert [(row.low, row.subject) for row in rows] == [
        (7.5, "FooNet"),
        (0.65, "FooNet"),
        (12, None),
        (0.2, None),
        (2.4, "FooNet"),
    ]
    assert [row.baseline for row in rows if row.subject] == [()] * 3


@pytest.mark.parametrize(
    ("text", "owned"),
    [
        (
            "We reach an FID of 17.5, over a score of 38.5 from FooFlow.",
            [(17.5, None, "FooFlow"), (38.5, "FooFlow", None)],
        ),
        (
            "We reach an FID of 17.5, compared to 38.5 for FooFlow.",
            [(17.5, None, "FooFlow"), (38.5, "FooFlow", None)],
        ),
        (
            "We reach an FID of 27.9 (vs. 22.6 for sparse routing).",
            [(27.9, None, "sparse routing"), (22.6, "sparse routing", None)],
        ),
        (
            "In comparison with Foo, ours is good on all kinds of parcels (FID 83.1 vs. 98.2).",
            [(83.1, None, "Foo"), (98.2, "Foo", None)],
        ),
        (
            "While ours sorts well, reaching 75% recall, while FooTool alone recalls 65%.",
            [(75, None, "FooTool"), (65, "FooTool", None)],
        ),
        (
            "Ours has 75% recall, whereas slow-boiling with lids reaches only 65% recall.",
            [(75, None, "slow-boiling with lids"), (65, "slow-boiling with lids", None)],
        ),
        ("Ours has 75% recall, while the baseline only reaches 65% recall.", [(75, None, None), (65, "baseline", None)]),
        (
            "We have a 2.4-8.0 times speedup, compared to 2.3-6.7 times achieved by FooPar depending on the size.",
            [(2.4, None, "FooPar"), (2.3, "FooPar", None)],
        ),
        ("Ours has 75% recall, while requiring only about 65 GB of memory.", [(75, None, None), (65, None, None)]),
        ("It takes less than 12 hours of training.", [(12, None, None)]),
    ],
)
def test_a_value_that_ours_is_set_against_is_that_of_the_system_named_after_it(
    text: str, owned: list[tuple[float, str | None, str | None]], vocabulary: Vocabulary
) -> None:
    rows = read(text, vocabulary)

    assert [(row.low, row.subject, next(iter(row.baseline), None)) for row in rows] == owned
