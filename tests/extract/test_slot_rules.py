"""The rules by which names and rivals hold for numbers: what each gives as its examples is what it does."""

import pytest

from litatlas.extract import extraction
from litatlas.extract.document import build_document
from litatlas.extract.judging.opinion import NO_OPINION
from litatlas.extract.lexicon.names import find_names, split_parts
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.sentence.comparisons import find_comparisons
from litatlas.extract.sentence.misnomers import NO_DEVICE, NO_METRIC, Misnomer
from litatlas.extract.sentence.parsed import Parsed, parse_sentences
from litatlas.extract.sentence.triggers import TRIGGER, TRIGGERS, Trigger, join_triggers
from litatlas.extract.sentence.trimming import TRIMS, Trim, trim_item
from litatlas.extract.slots.baselines import BASELINE_RULES, find_baseline, offer_baselines
from litatlas.extract.slots.devices import NOT_RUN_ON
from litatlas.extract.slots.models import MODEL_NAMINGS, find_models
from litatlas.extract.slots.platform import PLATFORM_RULES, PlatformRule
from litatlas.extract.slots.relations import RELATIONS, Relation, choose, offer_names
from litatlas.extract.slots.rivalry import BaselineRule
from litatlas.extract.slots.scene import Naming, Scene, list_leads
from litatlas.extract.slots.subjects import SUBJECT_RULES, SubjectRule
from litatlas.extract.slots.workloads import NAMINGS, find_datasets
from litatlas.text.sentences import split_sentences
from tests.bench.rules import exchanged


def read_slot(name: str, text: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """For each number of a text that is a result the rule that filled a slot of it, and with what."""
    readings = extraction.trace(build_document("", text), vocabulary, NO_OPINION).readings
    slots = [reading.slots[name] for reading in readings if reading.result]
    return [(slot.rule, ", ".join(slot.values)) for slot in slots]


def parse(text: str, vocabulary: Vocabulary) -> Parsed:
    return parse_sentences(split_sentences(text, vocabulary.abbreviations), (), {}, vocabulary)[0]


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.id)
def test_a_relation_fills_the_data_set_of_its_examples(relation: Relation, vocabulary: Vocabulary) -> None:
    for text, expected in relation.examples:
        assert (relation.id, expected) in read_slot("dataset", text, vocabulary), text


def test_a_value_that_another_is_set_against_is_on_the_same_data(vocabulary: Vocabulary) -> None:
    carried = read_slot(
        "dataset", "Ours reaches 93.1% accuracy on LidBench with wet gloves, compared with 88.2% for Foo.", vocabulary
    )
    mean = read_slot("dataset", "Ours reaches 93.1% accuracy on LidBench with wet gloves, and on average 88.2%.", vocabulary)

    assert carried == [("after", "LidBench"), ("after", "LidBench")]
    assert mean[1] == ("none", "")


def test_data_that_a_score_is_told_of_in_a_clause_of_its_own_are_not_those_of_a_speed(vocabulary: Vocabulary) -> None:
    apart = read_slot("dataset", "Ours is 2x faster and the accuracy on LidBench rises to 93.1%.", vocabulary)
    shared = read_slot("dataset", "On LidBench, ours is 2x faster and the accuracy rises to 93.1%.", vocabulary)

    assert [values for _, values in apart] == ["", "LidBench"]
    assert [values for _, values in shared] == ["LidBench", "LidBench"]


@pytest.mark.parametrize("rule", BASELINE_RULES, ids=lambda rule: rule.id)
def test_a_rule_fills_the_baseline_of_its_examples(rule: BaselineRule, vocabulary: Vocabulary) -> None:
    for text, expected in rule.examples:
        assert (rule.id, expected) in read_slot("baseline", text, vocabulary), text


@pytest.mark.parametrize("rule", BASELINE_RULES, ids=lambda rule: rule.id)
def test_a_rule_leaves_the_baseline_of_its_counterexamples_to_others(rule: BaselineRule, vocabulary: Vocabulary) -> None:
    assert rule.counterexamples
    for text in rule.counterexamples:
        assert rule.id not in [told for told, _ in read_slot("baseline", text, vocabulary)], text


@pytest.mark.parametrize("rule", SUBJECT_RULES, ids=lambda rule: rule.id)
def test_a_rule_tells_whose_values_those_of_its_examples_are_and_nothing_of_its_counterexamples(
    rule: SubjectRule, vocabulary: Vocabulary
) -> None:
    assert rule.counterexamples
    for text, expected in rule.examples:
        assert (rule.id, expected) in read_slot("subject", text, vocabulary), text
    for text in rule.counterexamples:
        assert rule.id not in [told for told, _ in read_slot("subject", text, vocabulary)], text


@pytest.mark.parametrize("naming", NAMINGS, ids=lambda naming: naming.id)
def test_a_naming_finds_the_names_of_its_examples_and_none_of_its_counterexamples(naming: Naming, vocabulary: Vocabulary) -> None:
    for text, expected in (*naming.examples, *((text, "") for text in naming.counterexamples)):
        parsed = parse(text, vocabulary)
        found = find_datasets(parsed, find_comparisons(parsed.text, parsed.cues))
        assert ", ".join(place.name for place in found if place.ground == naming.id) == expected, text


@pytest.mark.parametrize("naming", MODEL_NAMINGS, ids=lambda naming: naming.id)
def test_a_naming_finds_the_models_of_its_examples_and_none_of_its_counterexamples(
    naming: Naming, vocabulary: Vocabulary
) -> None:
    assert naming.counterexamples
    for text, expected in (*naming.examples, *((text, "") for text in naming.counterexamples)):
        parsed = parse(text, vocabulary)
        found = find_models(parsed, find_comparisons(parsed.text, parsed.cues))
        assert ", ".join(place.name for place in found if place.ground == naming.id) == expected, text


@pytest.mark.parametrize("naming", [n for n in (*NAMINGS, *MODEL_NAMINGS) if n.signs], ids=lambda naming: naming.id)
def test_a_naming_finds_nothing_in_sentences_without_its_signs(naming: Naming, vocabulary: Vocabulary) -> None:
    texts = [text for other in (*NAMINGS, *MODEL_NAMINGS) for text in (*dict(other.examples), *other.counterexamples)]
    without = [text for text in texts if not any(sign in text for sign in naming.signs)]
    assert without
    for text in without:
        parsed = parse(text, vocabulary)
        assert not list(naming.find(Scene(parsed, text, (), (), (), list_leads(parsed)))), text


@pytest.mark.parametrize("rule", PLATFORM_RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_the_devices_that_its_examples_run_on_and_none_in_its_counterexamples(
    rule: PlatformRule, vocabulary: Vocabulary
) -> None:
    assert rule.counterexamples
    for text, expected in (*rule.examples, *((text, "") for text in rule.counterexamples)):
        assert ", ".join(name.id for name in rule.find(parse(text, vocabulary), vocabulary)) == expected, text


def list_rivals(text: str, vocabulary: Vocabulary) -> str:
    return ", ".join(item for comparison in find_comparisons(text, vocabulary.cues) for item in comparison.items)


@pytest.mark.parametrize("trigger", TRIGGERS, ids=lambda trigger: trigger.id)
def test_a_trigger_leads_to_the_rivals_of_its_examples_and_nothing_else_does(trigger: Trigger, vocabulary: Vocabulary) -> None:
    assert trigger.counterexamples
    assert all(list_rivals(text, vocabulary) == rivals for text, rivals in trigger.examples)
    with exchanged({id(TRIGGER): join_triggers(other for other in TRIGGERS if other is not trigger)}):
        assert not any(list_rivals(text, vocabulary) == rivals for text, rivals in trigger.examples)
    with exchanged({id(TRIGGER): join_triggers([trigger])}):
        assert not any(list_rivals(text, vocabulary) for text in trigger.counterexamples)


@pytest.mark.parametrize("rule", TRIMS, ids=lambda rule: rule.id)
def test_items_are_trimmed_by_their_rule(rule: Trim) -> None:
    assert rule.examples
    assert rule.counterexamples
    assert [rule.trim(text) for text, _ in rule.examples] == [left for _, left in rule.examples]
    assert [rule.trim(text) for text in rule.counterexamples] == list(rule.counterexamples)


def test_an_item_that_names_nothing_is_none() -> None:
    assert [trim_item(text) for text in ("the models", "it", "3.2", "x", "e.g. FooDB", "lid " * 30)] == [""] * 6
    assert trim_item(" the 14x larger FooDB's accuracy, ") == "FooDB"


def refuse(rule: Misnomer[str], kind: str, text: str, vocabulary: Vocabulary) -> list[bool]:
    """For each word of a kind in a sentence whether a rule refuses it."""
    names = find_names(text, split_parts(text), vocabulary.trie)
    return [rule.holds(text, name) for name in names if name.kind == kind]


@pytest.mark.parametrize(
    ("kind", "rule"),
    [*(("hardware", rule) for rule in NO_DEVICE), *(("metric", rule) for rule in NO_METRIC)],
    ids=lambda value: getattr(value, "id", None),
)
def test_words_that_name_no_device_or_metric_are_told_by_their_rule(
    kind: str, rule: Misnomer[str], vocabulary: Vocabulary
) -> None:
    for text in rule.examples:
        assert any(refuse(rule, kind, text, vocabulary)), text
    assert rule.counterexamples
    for text in rule.counterexamples:
        held = refuse(rule, kind, text, vocabulary)
        assert held, text
        assert not any(held), text


@pytest.mark.parametrize("rule", NOT_RUN_ON, ids=lambda rule: rule.id)
def test_a_rule_tells_the_devices_of_its_examples_from_where_something_runs(
    rule: Misnomer[Parsed], vocabulary: Vocabulary
) -> None:
    def list_held(text: str) -> list[bool]:
        parsed = parse(text, vocabulary)
        return [rule.holds(parsed, name) for name in parsed.hardware]

    assert all(any(list_held(text)) for text in rule.examples), [list_held(text) for text in rule.examples]
    assert rule.counterexamples
    for text in rule.counterexamples:
        assert list_held(text), text
        assert not any(list_held(text)), text


def test_every_rule_has_an_id_of_its_own_and_an_example() -> None:
    for rules in (
        RELATIONS,
        BASELINE_RULES,
        SUBJECT_RULES,
        NAMINGS,
        MODEL_NAMINGS,
        PLATFORM_RULES,
        NO_DEVICE,
        NO_METRIC,
        NOT_RUN_ON,
    ):
        assert len({rule.id for rule in rules}) == len(rules)
        assert all(rule.examples for rule in rules)


def test_all_names_of_a_sentence_are_offered_and_the_first_offer_is_what_the_row_shows(vocabulary: Vocabulary) -> None:
    parsed = parse("On KITTI ours is 2x faster than FooDB and on LSUN it is 3x faster than BarDB.", vocabulary)
    comparisons = find_comparisons(parsed.text, parsed.cues)
    places = find_datasets(parsed, comparisons)
    for index in range(2):
        offers = list(offer_names(parsed, index, places))
        assert {"KITTI", "LSUN"} <= {name for offer in offers for name in offer.values}
        assert offers[0].values == choose(parsed, index, places).values
        rivals = list(offer_baselines(parsed, index, comparisons, form="ratio"))
        assert {"FooDB", "BarDB"} <= {name for offer in rivals for name in offer.values}
        assert rivals[0].values == find_baseline(parsed, index, comparisons, form="ratio").values


def test_an_offer_tells_how_far_it_is_from_a_number(vocabulary: Vocabulary) -> None:
    parsed = parse("On KITTI ours is 2x faster.", vocabulary)
    (offer, *_) = offer_names(parsed, 0, find_datasets(parsed, ()))
    quantity = parsed.quantities[0]
    assert offer.measure_distance(quantity.start, quantity.end) == len(" ours is ")
    assert offer.measure_distance(offer.start, offer.end) == 0
