"""Texts in other languages are said to be not read; none in English is."""

from pathlib import Path

import pytest

from litatlas.commands.ingest import ingest
from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.extract.language import find_unread
from litatlas.extract.lexicon.vocabulary import load_vocabulary
from litatlas.review.loading import load_papers
from litatlas.site.build import build
from tests.invented import write_files

GERMAN = (
    "Wir stellen ein Verfahren vor, mit dem Reiher auf einer NVIDIA A100 bis zu 3.1x schneller fischen als mit vLLM, wobei "
    "der Speicher um 40% kleiner wird und die Genauigkeit auf allen Teichen erhalten bleibt, auch wenn das Wasser tief ist."
)


@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        "Nous montrons que tous les hérons pêchent 3.1x plus vite sur NVIDIA A100, avec une mémoire réduite de 40%, sans perte.",
        "苍鹭在水边等待,我们的方法比 vLLM 快 3.1 倍,内存减少 40%。",
        "Цапли ждут у воды, и наш метод в 3.1 раза быстрее, чем vLLM, а память меньше на 40%.",
    ],
)
def test_a_text_in_another_language_is_not_read_for_results_but_for_devices(text: str) -> None:
    found = extract(build_document("Herons", text), load_vocabulary())

    assert (found.results, found.non_results, found.unread) == ((), (), "another language")
    assert find_unread(text) == "another language"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3.1x faster on an NVIDIA A100.",
        "Herons: 3.1x. Otters: 2.4x. GPT-4, Llama-3-8B, MMLU, GSM8K, HumanEval, BBH, ARC, PIQA, WinoGrande, HellaSwag.",
        "We show that Reiher, a method of naïve design, is 3.1x faster than the état de l'art on the ponds of Łódź.",
        "Let α, β, γ be given. Then the bound of θ holds for all λ in the set, and the error of the method is 2ε.",
    ],
)
def test_a_text_in_english_or_too_short_to_tell_is_read(text: str) -> None:
    assert find_unread(text) == ""


def test_pages_say_that_it_was_not_read_instead_of_that_it_states_nothing(tmp_path: Path) -> None:
    root = tmp_path / "review"
    write_files(
        root,
        {"content/review.yml": "title: Ponds\n", "a.bib": f"@article{{a, title = {{Reiher im Wind}}, abstract = {{{GERMAN}}}}}"},
    )
    ingest(root, [root / "a.bib"])
    build(root)

    assert load_papers(root)["reiher-im-wind"].extraction.unread == "another language"
    page = (root / "site/papers/reiher-im-wind/index.html").read_text(encoding="utf-8")
    assert "it is in another language" in page
    assert "states no result" not in page
    assert "not read: another language" in (root / "site/coverage/index.html").read_text(encoding="utf-8")
    assert "not read: another language" in (root / "site/index.html").read_text(encoding="utf-8")
