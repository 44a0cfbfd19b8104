"""How values are read that stand with spreads and in compound units, and in the shapes of physics, robotics and software."""

import pytest

from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.extract.judging.opinion import NO_OPINION
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.numbers.compounds import find_compound
from litatlas.model import Result


def read(text: str, vocabulary: Vocabulary) -> tuple[Result, ...]:
    return extract(build_document("An invented title", text), vocabulary, NO_OPINION).results


@pytest.mark.parametrize(
    ("written", "symbol"),
    [
        ("km s⁻¹ Mpc⁻¹", "km/(s Mpc)"),
        ("km/s", "km/s"),
        ("GeV/c²", "GeV/c2"),
        ("cm⁻³", "cm^-3"),
        ("erg cm⁻² s⁻¹", "erg/(cm2 s)"),
        ("W/(m K)", "W/(m K)"),
        ("photons cm⁻² s⁻¹", "photons/(cm2 s)"),
        ("millivolts per meter", "mV/m"),
        ("grains per cubic centimeter", "grains/cm3"),
        ("kilometres per hour", "km/h"),
    ],
)
def test_a_compound_unit_is_read_from_symbols_and_from_words(written: str, symbol: str) -> None:
    found = find_compound(f"7 {written}, and more", 1)

    assert found is not None
    assert (found.symbol, found.end) == (symbol, 2 + len(written))


@pytest.mark.parametrize("written", ["m deep", "models", "s and 3", "cm cubes", "a dozen", "% of all"])
def test_no_compound_unit_is_read_from_a_simple_one_or_from_words(written: str) -> None:
    assert find_compound(f"7 {written}", 1) is None


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("We measure a grain mass of 71.8(13) MeV.", 71.8, "MeV"),
        ("We measure a grain mass of 0.44 ± 0.02 meV.", 0.44, "meV"),
        ("We measure a grain mass of 4.4^{+0.3}_{-0.2} keV.", 4.4, "keV"),
        (r"We measure a grain rate of $(3.1\pm0.2)\times10^{4}$ Hz.", 3.1e4, "Hz"),
        ("We measure a grain density of 12(2) grains/(kg day).", 12, "grains/(kg day)"),
    ],
)
def test_a_spread_between_a_value_and_its_unit_is_passed_over(text: str, low: float, unit: str, vocabulary: Vocabulary) -> None:
    assert [(row.low, row.unit) for row in read(text, vocabulary)] == [(low, unit)]


def test_a_prefix_alone_counts_operations_where_the_text_speaks_of_them(vocabulary: Vocabulary) -> None:
    rows = read("Our router cuts FLOPs from 9.2G to as low as 3.1G.", vocabulary)

    assert [(row.low, row.unit, row.subject) for row in rows] == [(9.2, "GFLOPs", "baseline"), (3.1, "GFLOPs", None)]


def test_a_number_with_an_article_of_its_own_belongs_to_no_list_of_numbers_without(vocabulary: Vocabulary) -> None:
    rows = read("We observe an accuracy above 91%, a 78% success rate, and a 66% hit rate.", vocabulary)

    assert [row.metric for row in rows] == ["accuracy", "success rate", "hit rate"]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("The dust density of 900 grains per cubic centimeter was measured at dawn.", "dust density"),
        ("Here we reach an energy resolution of 60 eV.", "energy resolution"),
        ("We tune the trigger threshold, which was observed to be around 12 keV.", "trigger threshold"),
        ("The damping time of the loaded arm is 3.5 ms.", "damping time"),
        ("We see the damping time fall steeply, to 3.5 ms.", "damping time"),
        ("We report a bound state at 812 MeV.", "bound state"),
        ("We find a fit with [R^2 >0.93].", "r^2"),
        ("We find a good ranking (AUC=0.93).", "auc"),
        ("It tracks the hand within 0.7 px with maximum errors of just 0.9 px.", "error"),
    ],
)
def test_a_measured_value_is_of_what_the_sentence_ties_it_to(text: str, metric: str, vocabulary: Vocabulary) -> None:
    assert read(text, vocabulary)[-1].metric == metric


@pytest.mark.parametrize(
    "text",
    [
        "We measure in the energy region from 3 to 8 keV.",
        "We study it in the frequency range of 3-8 MHz.",
        "We take it with seed=3 and rate=0.5.",
    ],
)
def test_what_was_chosen_gives_no_row(text: str, vocabulary: Vocabulary) -> None:
    assert read(text, vocabulary) == ()


def test_a_sentence_that_says_what_was_measured_is_no_background(vocabulary: Vocabulary) -> None:
    rows = read("A dust density of 900 grains per cubic centimeter was measured. Our model explains it.", vocabulary)

    assert [row.metric for row in rows] == ["dust density"]


def test_a_distance_from_a_level_is_a_difference_and_a_gap_between_levels_a_value(vocabulary: Vocabulary) -> None:
    below = read("We obtain a state at 812 MeV, 31 MeV below the threshold.", vocabulary)
    younger = read("The age of our clusters is about 3 Gyr younger than the field's.", vocabulary)
    gap = read("We measure a pairing gap of 0.4 meV.", vocabulary)

    assert [row.form for row in (*below, *younger, *gap)] == ["absolute", "difference", "difference", "absolute"]
    assert [row.effect for row in (*below, *younger, *gap)] == [None] * 4


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Our scheduler improves TTFT SLO attainment rates by up to 31%.", "slo attainment"),
        ("Ours suffers a performance degradation in older compression methods by 12%.", "performance drop"),
        ("We see a 3.9 percentage-point gain on FOOBENCH.", "performance"),
        ("Ours has a 0% refusal rate that worries clerks.", "refusal rate"),
        ("Ours raises correct mock generations by a factor of 4.", "correct mock generations"),
        ("Our search reaches a mean absolute error below 4 mL, corresponding to about 19% of the mean bag volume.", "mae"),
        ("Ours cuts training tokens by 9x.", "training tokens"),
    ],
)
def test_the_metric_is_the_noun_that_heads_its_phrase(text: str, metric: str, vocabulary: Vocabulary) -> None:
    assert read(text, vocabulary)[-1].metric == metric


def test_a_share_that_can_be_saved_is_a_change(vocabulary: Vocabulary) -> None:
    row = read("With our governor more than 12% of energy can be saved.", vocabulary)[0]

    assert (row.metric, row.form, row.effect) == ("energy", "relative", "better")


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("Our fuzzer uncovered 70 new bugs/vulnerabilities, with 56 confirmed.", ["new bugs", "confirmed bugs"]),
        ("We report on a linter. 11 of these findings have been assigned numbers.", ["assigned findings"]),
        ("Our tool repaired 31 of the 52 Brittle tests.", ["repaired tests"]),
    ],
)
def test_things_found_are_counted(text: str, metrics: list[str], vocabulary: Vocabulary) -> None:
    assert [row.metric for row in read(text, vocabulary)][-len(metrics) :] == metrics


@pytest.mark.parametrize(
    "text",
    [
        "Our method keeps its accuracy under 80% and 95% sparsity.",
        "Our readings agree (95% limits of agreement: -6.3 to 9.8 mL).",
        "Our gain is sure (p = 0.003).",
        "We build a lock. At this 40x compression it is shut.",
        "We build a lock that works under a 90 MHz clock.",
        "We test apps. However, studies show that explorers cover only 31% of an app.",
    ],
)
def test_conditions_spreads_and_others_words_give_no_row(text: str, vocabulary: Vocabulary) -> None:
    assert read(text, vocabulary) == ()


def test_a_contrast_after_the_own_work_is_of_it(vocabulary: Vocabulary) -> None:
    rows = read("We test Foo. However, Foo loses speed, reducing throughput by 12%.", vocabulary)

    assert [row.low for row in rows] == [12]


@pytest.mark.parametrize(
    ("text", "metric", "form"),
    [
        ("With 16 tries, pass@16 rises from 71.2% to 80.4%.", "pass@16", "absolute"),
        ("Ours narrows it, reducing the loss gap to Foo from 0.9% to 0.5%.", "loss gap", "absolute"),
        ("Ours yields a 2.6x speedup in startup latency.", "latency", "ratio"),
        ("Ours lowers the heading error by 41%.", "heading error", "relative"),
        ("Ours improves token efficiency by 31%.", "token efficiency", "relative"),
        ("It reaches a 61% success rate, outperforming Foo by 4x.", "success rate", "ratio"),
        ("Ours proves 23%.", "success rate", "absolute"),
        ("We see it correctly detect the knots in 43% of cases.", "detection rate", "absolute"),
        ("Ours recovers 12% of the lost accuracy on Foo, 8% on Bar.", "accuracy", "fraction"),
        ("The beam purity was shown to be improved by 30 times.", "beam purity", "ratio"),
        ("We show strips up to 0.3 mm wide.", "width", "absolute"),
        ("We find that the plume extends at least 3 kpc.", "extent", "absolute"),
        ("We observe the line at a 6σ significance.", "significance", "absolute"),
        ("A field as large as 300 millivolts per meter was detected.", "field", "absolute"),
        ("We see little overlap (0.004 Jaccard similarity).", "jaccard similarity", "absolute"),
        ("Ours has a better tone similarity (0.81 vs 0.64).", "tone similarity", "absolute"),
        ("On busy workloads our scheduler shows a 7% average improvement.", "speed", "relative"),
    ],
)
def test_what_a_number_is_of_and_its_form(text: str, metric: str, form: str, vocabulary: Vocabulary) -> None:
    row = read(text, vocabulary)[-1]

    assert (row.metric, row.form) == (metric, form)


def test_a_range_of_factors_with_leading_signs_is_one_row(vocabulary: Vocabulary) -> None:
    assert [(row.low, row.high) for row in read("We show up to x3 - x7 end-to-end speedups.", vocabulary)] == [(3, 7)]


def test_a_list_of_counts_shares_the_noun_after_it(vocabulary: Vocabulary) -> None:
    rows = read("We find 14, 9, and 3 ABC candidates in the fields of Foo, Bar, and Baz.", vocabulary)

    assert [(row.low, row.metric) for row in rows] == [(14, "abc candidates"), (9, "abc candidates"), (3, "abc candidates")]


def test_a_count_of_benchmarks_won_is_no_result(vocabulary: Vocabulary) -> None:
    assert read("Ours has the best scores in 40% of the tasks.", vocabulary) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The masses of Foo1, Foo2 and Foo3 were calculated to be 11.2, 9.1 and 4.9 M⊙, respectively.", [11.2, 9.1, 4.9]),
        ("We find an offset of -41 ± 20 km/s.", [-41]),
        ("The decay energies are upward of 7 keV.", [7]),
        ("We derive an age of 12 +- 0.6 Gyr.", [12]),
        ("Precise time lags ranging from 21 to 140 days are obtained.", [21]),
        ("The contribution of their twins to the glow in the near-infrared is less than 10^{-4} nW.", [1e-4]),
    ],
)
def test_values_of_nature_are_read_with_their_signs_and_in_lists(text: str, values: list[float], vocabulary: Vocabulary) -> None:
    assert [row.low for row in read(text, vocabulary)] == values


@pytest.mark.parametrize(
    "text",
    [
        "We take a 12 hour spectrum of the pond.",
        "We use a camera with an angular resolution of 6 arcsec.",
        "We report the results of a second batch of 14 PG quasars.",
        "We show light curves with a cadence of 7-15 days.",
    ],
)
def test_what_a_thing_was_looked_at_with_gives_no_row(text: str, vocabulary: Vocabulary) -> None:
    assert read(text, vocabulary) == ()


def test_hours_are_of_training_only_where_something_learns(vocabulary: Vocabulary) -> None:
    rows = (*read("Our pump empties the pond in 7 hours.", vocabulary), *read("Our model was made in 7 hours.", vocabulary))

    assert [row.metric for row in rows] == ["time", "training time"]


def test_a_dispersion_across_a_volume_is_none_of_the_volume(vocabulary: Vocabulary) -> None:
    rows = read("We find a speed dispersion across the volume of 31 km/s.", vocabulary)

    assert [row.metric for row in rows] == ["speed dispersion"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We measure the splitting fraction to be $(2.12 \\pm 0.07 \\pm 0.11)\\times 10^{-4}$.", ("splitting fraction", 2.12e-4)),
        ("The mass is determined to be $m = 41.1 \\pm 0.2$ GeV.", ("mass", 41.1)),
        ("Our arm withstands pushes of up to 70 N, as shown.", ("pushes", 70)),
        ("Our gripper weighs 280 g.", ("weight", 280)),
        ("We find that the drift is 35 nm, about 3 times higher than that of Foo.", ("drift", 3)),
        ("We show that clerks needed 4.2 days to mend them.", ("time", 4.2)),
        ("Our stack sustains 7.3 Gbps.", ("throughput", 7.3)),
        ("Our link keeps packet loss below 0.02%.", ("packet loss", 0.02)),
        ("Our bugs: 19 were fixed and 8 were assigned CVE numbers.", ("assigned bugs", 8)),
        ("We spend a budget that costs $18-38B.", ("cost", 18e9)),
    ],
)
def test_a_sentence_names_its_value(text: str, found: tuple[str, float], vocabulary: Vocabulary) -> None:
    row = read(text, vocabulary)[-1]

    assert (row.metric, row.low) == found


def test_values_in_different_units_of_nature_are_not_of_one_thing(vocabulary: Vocabulary) -> None:
    rows = read("We find that the transition temperature reaches 71 K at a pressure of 9 GPa.", vocabulary)

    assert [(row.low, row.metric) for row in rows] == [(71, "transition temperature")]


def test_a_packet_loss_is_a_value(vocabulary: Vocabulary) -> None:
    assert read("Our link keeps packet loss below 0.02%.", vocabulary)[0].form == "absolute"


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("We make rods with a quality factor of $2.2\\times10^{6}$ and a linewidth of 11 kHz.", ["quality factor", "linewidth"]),
        ("We find $H_0 = 71.0 \\pm 2.0$ km s$^{-1}$ Mpc$^{-1}$.", ["h₀"]),
        ("Our tool kills 71% of mutants and reduces false positives by 40%.", ["mutation score", "false positives"]),
        ("We found that 61% of clerks skip reviews.", ["clerks"]),
        ("We found that 11 out of 14 participants liked it.", ["participants"]),
        ("Our network is cheap: Training takes 3 hours.", ["training time"]),
        ("Ours finds 31% shorter proofs than Foo.", ["proof length"]),
        ("With our codec the map size shrinks by 81%.", ["map size"]),
        ("Ours improves IPC by 13% and reduces L2 misses by 29%.", ["ipc", "l2 misses"]),
        ("We see it at a 3σ confidence level.", ["confidence level"]),
        ("Ours runs at full bandwidth and reduces the raw input rate to 70 GB/s.", ["raw input rate"]),
        ("Our arm moved two jars within 12 mins.", ["time"]),
    ],
)
def test_measures_of_the_fields_have_their_names(text: str, metrics: list[str], vocabulary: Vocabulary) -> None:
    assert [row.metric for row in read(text, vocabulary)] == metrics


def test_a_pair_keeps_its_two_units(vocabulary: Vocabulary) -> None:
    rows = read("Our relay cuts traffic from 11 MB to 800 KB.", vocabulary)

    assert [(row.low, row.unit, row.subject) for row in rows] == [(11, "MB", "baseline"), (800, "KB", None)]


def test_a_symbol_that_was_set_is_no_result(vocabulary: Vocabulary) -> None:
    assert read("We cool it with $T_0 = 4.2$ K.", vocabulary) == ()


def test_a_mean_holds_for_its_own_clause(vocabulary: Vocabulary) -> None:
    rows = read("Our arm does it in 11.4 s on average and runs at 20 Hz.", vocabulary)

    assert [row.bound for row in rows] == ["average", None]


def test_points_have_no_unit_and_percentage_points_are_percent(vocabulary: Vocabulary) -> None:
    percent = read("Ours has a 71.4% success rate, surpassing Foo by 9.5 points.", vocabulary)
    pointed = read("Ours outperforms Foo by 9.5 percentage points.", vocabulary)

    assert [row.unit for row in (*percent, *pointed)] == ["%", "", "%"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Our planner cuts crowd-induced squabbling by 14x and nest radius by 79%.",
            [("crowd-induced squabbling", "ratio", "better"), ("nest radius", "relative", "better")],
        ),
        ("PondProxy is 2.5x faster on median TTFT.", [("time to first token", "ratio", "better")]),
        ("The support for reeds among open ponds has increased by 23.1%.", [("support", "relative", "better")]),
        ("We find failure rates for reeds to be inflated by 3.2% over mud.", [("failure rate", "relative", "worse")]),
        ("Our method improves PondFT's memory efficiency by 20%.", [("memory efficiency", "relative", "better")]),
        (
            "PondCache reaches a 2.4x speedup with LPIPS 0.217 and SSIM 0.727.",
            [("speed", "ratio", "better"), ("lpips", "absolute", None), ("ssim", "absolute", None)],
        ),
    ],
)
def test_what_goes_on_is_of_its_own_words(text: str, found: list[tuple[str, str, str | None]], vocabulary: Vocabulary) -> None:
    assert [(row.metric, row.form, row.effect) for row in read(text, vocabulary)] == found


@pytest.mark.parametrize(("sign", "bound"), [(r"\gtrsim", "at least"), (r"\lesssim", "up to"), (r"\geq", "at least")])
def test_a_sign_of_order_bounds_a_value(sign: str, bound: str, vocabulary: Vocabulary) -> None:
    (row,) = read(f"The mass of the nest is ${sign} 4$ kg.", vocabulary)

    assert (row.metric, row.low, row.unit, row.bound) == ("mass", 4, "kg", bound)
