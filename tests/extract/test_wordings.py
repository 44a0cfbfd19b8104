"""The many ways in which sentences report numbers, each with what it comes to."""

import pytest

from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.extract.judging.opinion import NO_OPINION
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.model import Result


def read(text: str, vocabulary: Vocabulary) -> tuple[Result, ...]:
    return extract(build_document("An invented title", text), vocabulary, NO_OPINION).results


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Our pump has a sorting speed of 11 tokens per second.", [("11 tokens per second", "absolute", "throughput", None)]),
        ("Our framework improves by 8.5% with lids.", [("8.5%", "relative", "performance", "better")]),
        ("Our judge agrees with people (Kendall's tau=0.81).", [("0.81", "absolute", "kendall's tau", None)]),
        ("Our solver scores 91.5% on FooQA.", [("91.5%", "absolute", "performance", None)]),
        ("Our solver obtains new bests on FooQA (91.5%) and BarQA-2 (93.5%).",
         [("91.5%", "absolute", "performance", None), ("93.5%", "absolute", "performance", None)]),
        ("Our solver reaches 56.4 on FooQA, at no cost.", [("56.4", "absolute", "performance", None)]),
        ("Our solver reaches new bests, e.g. KITTI (56.4).", [("56.4", "absolute", "performance", None)]),
        ("Our solver lifts recall from 26% to 42%, beating Foo planners that achieve 27% for free.",
         [("26%", "absolute", "recall", None), ("42%", "absolute", "recall", None), ("27%", "absolute", "recall", None)]),
        ("Our solver is known for high recall, and beats all pond models by 2.5%.",
         [("2.5%", "difference", "recall", "better")]),
        ("Our pump costs $3.5 to fold, a performance that lasts.", [("$3.5", "absolute", "cost", None)]),
        ("Our pump is 3 times as fast as Foo.", [("3 times", "ratio", "speed", "better")]),
        ("Our pump needs 2x as much memory as Foo.", [("2x", "ratio", "memory", "worse")]),
        ("Our fuzzer covers 2.8x as many branches as Foo.", [("2.8x", "ratio", "branches", "better")]),
        ("Our pump is 15 times as precise as any other.", [("15 times", "ratio", "precision", "better")]),
        ("Our pump is 1.2x more power efficient than Foo.", [("1.2x", "ratio", "energy efficiency", "better")]),
        ("Our pump is 5 times more sample efficient.", [("5 times", "ratio", "sample efficiency", "better")]),
        ("Our pump is sped up by a factor of 3.2.", [("3.2", "ratio", "speed", "better")]),
        ("Our pump gives 5.4x faster throughput.", [("5.4x", "ratio", "throughput", "better")]),
        ("Our speed is 210 tokens/s, 3.5 times that of Foo.",
         [("210 tokens/s", "absolute", "throughput", None), ("3.5 times", "ratio", "speed", "better")]),
        ("Our planner finds paths that are 18% shorter.", [("18%", "relative", "length", "better")]),
        ("Our travel time is 9% shorter.", [("9%", "relative", "travel time", "better")]),
        ("Our planner halves the number of collisions, and travel time is 9% shorter.",
         [("9%", "relative", "travel time", "better")]),
        ("Our memory consumption is 2.7 GB, i.e., 64% lower.",
         [("2.7 GB", "absolute", "memory", None), ("64%", "relative", "memory", "better")]),
        ("Our accuracy drops by 3%.", [("3%", "difference", "accuracy", "worse")]),
        ("We mitigate accuracy drops by 40%.", [("40%", "difference", "accuracy", "better")]),
        ("Our accuracy is high with only a negligible drop of 1-2%.", [("1-2%", "difference", "accuracy", "worse")]),
        ("Our throughput drops to 30 tokens/s.", [("30 tokens/s", "absolute", "throughput", None)]),
        ("Our error rate drops below 1%.", [("1%", "absolute", "error", None)]),
        ("Our energy per token drops by 41%.", [("41%", "relative", "energy", "better")]),
        ("Our noise was reduced to 3.2 nV.", [("3.2 nV", "absolute", "noise", None)]),
        ("Our review time fell by a median of 22 minutes.", [("22 minutes", "difference", "review time", "better")]),
        ("Our precision rises, at the cost of 5% lower recall.", [("5%", "difference", "recall", "worse")]),
        ("Our number of hallucinations decreased by 43%.", [("43%", "relative", "hallucination rate", "better")]),
        ("Our arm grasps with a success rate of 91.3%, 14.2% higher than the best.",
         [("91.3%", "absolute", "success rate", None), ("14.2%", "difference", "success rate", "better")]),
        ("Our cell reaches an efficiency of 25.1%, retaining 95% of its initial value.",
         [("25.1%", "absolute", "efficiency", None), ("95%", "fraction", "efficiency", None)]),
        ("Our lifetime increases from 1.2 ms to 3.8 ms.",
         [("1.2 ms", "absolute", "lifetime", None), ("3.8 ms", "absolute", "lifetime", None)]),
        ("Our leg is enhanced in stiffness by 368% (from 4.9 N/mm to 23.0 N/mm).",
         [("368%", "relative", "stiffness", "better"), ("4.9 N/mm", "absolute", "stiffness", None),
          ("23.0 N/mm", "absolute", "stiffness", None)]),
        ("Our hand achieves a 2-ms latency.", [("2-ms", "absolute", "latency", None)]),
        ("Our cell computes while consuming only 3.8 uJ.", [("3.8 uJ", "absolute", "energy", None)]),
        ("Training is short, and our inference takes 8 ms per frame.", [("8 ms", "absolute", "latency", None)]),
        ("Our tool flags 93% of the faulty commits.", [("93%", "absolute", "detection rate", None)]),
        ("We gain +16.1% improvement on the PondBench simulation benchmark.", [("16.1%", "difference", "performance", "better")]),
        ("Our signal-to-noise ratio improves by 6 dB.", [("6 dB", "difference", "signal-to-noise ratio", "better")]),
        ("Our antenna has an insertion loss of 0.5 dB.", [("0.5 dB", "absolute", "insertion loss", None)]),
        ("Our source reaches 82% indistinguishability.", [("82%", "absolute", "indistinguishability", None)]),
        ("Our precision and recall increase to 53% and 28%, respectively.",
         [("53%", "absolute", "precision", None), ("28%", "absolute", "recall", None)]),
        ("Our recall reaches 28% (+8%).", [("28%", "absolute", "recall", None), ("8%", "difference", "recall", "better")]),
        ("Our tool elevates the performance (Pass@1) of Foo from 70.9% to 80.8%.",
         [("70.9%", "absolute", "success rate", None), ("80.8%", "absolute", "success rate", None)]),
        ("Our tool has an accuracy in identifying method parameters (65%) and return statements (66%).",
         [("65%", "absolute", "accuracy", None), ("66%", "absolute", "accuracy", None)]),
        ("Our plans achieve higher overlap scores at the release level (median 95%).",
         [("95%", "absolute", "overlap score", None)]),
        ("Our pump significantly reduces the latency of requests (up to 74.2%).", [("74.2%", "relative", "latency", "better")]),
        ("Our laser has an intrinsic linewidth of 550 Hz.", [("550 Hz", "absolute", "linewidth", None)]),
        ("Our laser has a 53 Hz intrinsic comb linewidth.", [("53 Hz", "absolute", "linewidth", None)]),
        ("Our source has a generation rate of 2.5e6 counts per second.",
         [("2.5e6 counts per second", "absolute", "generation rate", None)]),
        ("Our F-score improves by 0.14 and 0.45 points.",
         [("0.14", "difference", "f1", "better"), ("0.45 points", "difference", "f1", "better")]),
        ("Our transfer incurs a performance drop of only 6%.", [("6%", "relative", "performance drop", "worse")]),
        ("Our verification time drops 8x.", [("8x", "ratio", "verification time", "better")]),
        ("Our cavity has a loss of 4 ppm.", [("4 ppm", "absolute", "loss", None)]),
        ("Our kernels outperform the fastest runtime foo.cpp by up to 2.2x.", [("2.2x", "ratio", "speed", "better")]),
        ("Our kernels outperform Foo in throughput by 2.2x.", [("2.2x", "ratio", "throughput", "better")]),
        ("Our labour time is reduced by 93%, dropping from 117 seconds to just 8 seconds.",
         [("93%", "relative", "labour time", "better"), ("117 seconds", "absolute", "labour time", None),
          ("8 seconds", "absolute", "labour time", None)]),
        ("Our controller achieves 250 Hz refresh rates.", [("250 Hz", "absolute", "refresh rates", None)]),
        ("Our predictions are 40% more correlated with the truth.", [("40%", "relative", "correlation", "better")]),
        ("Our pumps operate at only 76% of the 10.2 kW rating.",
         [("76%", "fraction", "performance", None), ("10.2 kW", "absolute", "power", None)]),
        ("Our nest lowers twig waste by about 7x, speeds up hatching by 4x.",
         [("7x", "ratio", "twig waste", "better"), ("4x", "ratio", "speed", "better")]),
        ("Our chip is 1.7x more DSP efficient than Foo.", [("1.7x", "ratio", "dsp efficiency", "better")]),
        ("Our chip is 30% less DSP efficient than Foo.", [("30%", "relative", "dsp efficiency", "worse")]),
        ("Our gap amounts to 2.4 meV.", [("2.4 meV", "absolute", "gap", None)]),
        ("Our model gives a 2.2x kernel speedup and up to 1.5x end-to-end improvement.",
         [("2.2x", "ratio", "speed", "better"), ("1.5x", "ratio", "speed", "better")]),
    ],
)  # fmt: skip
def test_form_metric_and_effect_of_a_wording(
    text: str, said: list[tuple[str, str, str, str | None]], vocabulary: Vocabulary
) -> None:
    assert [(row.quote, row.form, row.metric, row.effect) for row in read(text, vocabulary)] == said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("We find an activity of (0.95±0.04(stat)±0.09(sys)) Bq/m^3.", (0.95, "Bq/m3", "activity")),
        ("We find the Foo constant, G_F = 1.1663 (9) x 10^-5 GeV^-2.", (1.1663e-5, "GeV^-2", "foo constant")),
        ("We find a lifetime of 2.19 (32) (15) microsec.", (2.19, "µs", "lifetime")),
        ("We measure a critical temperature Tc = 39.2 K.", (39.2, "K", "critical temperature")),
        ("We measure an upper critical field of 14.5 T.", (14.5, "T", "upper critical field")),
        ("We measure a thermal conductivity of 1300 W/mK.", (1300, "W/(m K)", "thermal conductivity")),
        ("We measure an electron mobility of 1.2e6 cm2/Vs.", (1.2e6, "cm2/(V s)", "electron mobility")),
        ("We find that the cross section is 42 ± 3 pb.", (42, "pb", "cross section")),
        ("Our detector has a dark count rate below 10 Hz.", (10, "Hz", "dark count rate")),
        ("The background index is evaluated as 7.3 counts/(keV kg yr).", (7.3, "counts/(keV kg yr)", "background index")),
        ("We set an upper limit of 3.1 eV on the neutrino mass.", (3.1, "eV", "neutrino mass")),
        ("We see a local significance of 3.6 standard deviations.", (3.6, "standard deviations", "local significance")),
        ("Particles with masses below 4.8 TeV are excluded here.", (4.8, "TeV", "masses")),
    ],
)
def test_a_value_in_a_unit_of_nature(text: str, value: tuple[float, str, str], vocabulary: Vocabulary) -> None:
    (row,) = read(text, vocabulary)

    assert (row.low, row.unit, row.metric) == value
    assert row.form == "absolute"


@pytest.mark.parametrize(
    "text",
    [
        "Our search is sensitive to particles with masses above 1.3 TeV.",
        "Our detector employs an array of crystals with a total mass of 16.7 kg.",
        "Our detector stands beside a 2.8 GW reactor.",
        "Our data were recorded at a beam energy of 13 TeV.",
        "Our data correspond to an integrated luminosity of 138 fb^-1.",
        "Our spectra hold for visible energies above 400 keV.",
        "Our excess is observed at masses of 2.1 and 2.9 TeV.",
        "Our film has a thickness of 20 nm.",
        "Our tests ran within 24 hours.",
        "We explore the extent to which models can accurately detect 100 bugs.",
        "While Foo quantization enables 4x memory reduction, inference requires expensive kernels. We propose another.",
        "Our cache with a 20% token budget increases nothing else.",
        "Our films grow at temperatures exceeding 1000 °C.",
        "Our gain comes by leveraging the 12x latency advantage of the lake.",
        "Our results show that increasing the pressure from 100 kPa to 200 kPa enhanced the stiffness.",
    ],
)
def test_what_was_set_or_holds_for_others_is_no_result(text: str, vocabulary: Vocabulary) -> None:
    assert read(text, vocabulary) == ()


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("Our fuzzer finds 10 issues in boots and 53 issues in hats.", ["issues", "issues"]),
        ("Our fuzzer uncovers 12 previously-unknown vulnerabilities.", ["previously-unknown vulnerabilities"]),
        ("Our fuzzer found 12 bugs (out of which 11 have been assigned Foo IDs).", ["bugs", "assigned bugs"]),
        ("Our fuzzer can repair 180 bugs correctly.", ["bugs"]),
        ("We submitted 12 tests, of which 8 have already been merged.", ["merged tests"]),
        ("Our users accepted 41 of the 50 patches.", ["accepted patches"]),
        ("Our arm succeeds in 9 out of 10 trials.", ["successful trials"]),
        ("In our study a total of 1,204 vulnerabilities were reported.", ["vulnerabilities"]),
    ],
)
def test_counts_of_findings_in_many_words(text: str, metrics: list[str], vocabulary: Vocabulary) -> None:
    assert [row.metric for row in read(text, vocabulary)] == metrics


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Ours solves 35% of the issues, outperforming Foo (23%).", [None, "Foo"]),
        ("Ours has a 2.4x speedup with LPIPS 0.21, outperforming FooCache (2.1x, LPIPS 0.25).",
         [None, None, "FooCache", "FooCache"]),
        ("Ours has an accuracy of 97%, and flat models (FooForest 79%) outperform deep ones (BarNet 72%).",
         [None, None, "BarNet"]),
        ("Ours has a perplexity of 8.4, compared to 7.8 in full precision and 12.2 with GPTQ.",
         [None, "full precision", "GPTQ"]),
        ("Ours elevates the success rate from 12% to 55% against the strongest baseline, Foo-P.", ["Foo-P", None]),
        ("Ours expands the context length from 1K to 16K tokens, while Bar is slow compared to Foo.", ["baseline", None]),
        ("Our arm completes 87% of the trials, up from 62% with the old one.", [None, "baseline"]),
    ],
)  # fmt: skip
def test_values_of_rivals_are_told_apart(text: str, subjects: list[str | None], vocabulary: Vocabulary) -> None:
    assert [row.subject for row in read(text, vocabulary)] == subjects


@pytest.mark.parametrize(
    ("text", "baselines"),
    [
        ("Our pump cuts latency by 55% with less than a 2% loss in accuracy.", [(), ()]),
        ("Our pump is 2x faster than the open-source BitsAndBirds implementation.", [("BitsAndBirds",)]),
        ("Our pump gains 2.1 dB in PSNR over 3DGS.", [("3DGS",)]),
        ("Our pump needs a 14x shorter time than a 50-step baseline.", [("50-step baseline",)]),
        ("Our kernel outperforms FooAttention by 1.3x on H100 and BarNN by 1.1x.", [("FooAttention",), ("BarNN",)]),
        ("Our fuzzer gains 4.9% in coverage compared to EvoFoo, alongside other things.", [("EvoFoo",)]),
        ("Our pump is 3 times as fast as Foo.", [("Foo",)]),
        ("Against FooDB, our pump cuts latency by 22% and is 1.3x faster.", [("FooDB",), ("FooDB",)]),
        ("Our pump outperforms expert caching by up to 8x and offloading techniques by 3x.",
         [("expert caching",), ("offloading techniques",)]),
        ("Although others have outperformed current pumps, they reach an accuracy of 14% in our tests.", [("current pumps",)]),
        ("Our values consistently exceed or come close to an accuracy of 90%.", [()]),
    ],
)  # fmt: skip
def test_what_is_compared_with_in_many_words(text: str, baselines: list[tuple[str, ...]], vocabulary: Vocabulary) -> None:
    assert [row.baseline for row in read(text, vocabulary)] == baselines


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Our pump improves accuracy (up to +6%).", ["up to"]),
        ("Our settings bring about a 7% reduction in accuracy.", [None]),
        ("Our settings bring over 11x speedup.", ["at least"]),
        ("Our arm has a root mean square error of 2.1 cm.", [None]),
        ("Our model has a mean IoU of 62.4.", [None]),
        ("Our drone flies at up to 15 m/s and lasts 32 minutes.", ["up to", None]),
        ("We set a lower limit of 3.1 eV on the neutrino mass.", ["at least"]),
    ],
)
def test_qualifiers_in_many_words(text: str, bounds: list[str | None], vocabulary: Vocabulary) -> None:
    assert [row.bound for row in read(text, vocabulary)] == bounds


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Our car attains a rater-feedback score (RFS) of some kind. It reaches an RFS of 7.9.", "rater-feedback score"),
        ("We predict the lattice thermal conductivity (κL). A sheet has a κL of 1300 W/mK.", "lattice thermal conductivity"),
        ("Our car has sound brakes (RFS). It reaches an RFS of 7.9.", "rfs"),
    ],
)
def test_an_acronym_or_symbol_that_the_text_explains_is_read_as_its_meaning(
    text: str, metric: str, vocabulary: Vocabulary
) -> None:
    assert read(text, vocabulary)[-1].metric == metric
