"""On what numbers are, in the wordings that papers nobody had looked at were most often misread in."""

import pytest

from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.extract.judging.opinion import NO_OPINION
from litatlas.extract.lexicon.terms import Vocabulary

SAID = [
    # What is kept on data of a name is kept while something is saved on them; plain words and measures tell of no data.
    ("Ours is 3x faster without a loss of accuracy on KITTI.", "3x: KITTI"),
    ("Ours maintains high quality on KITTI and LSUN with 30% fewer tokens.", "30%: KITTI, LSUN"),
    ("Ours is 3x faster with a comparable quality on lid tying tasks.", "3x: "),
    ("Ours is 3x faster with comparable VBench scores.", "3x: "),
    # Plain words may stand before the name of a benchmark.
    ("Ours gains 3% accuracy on the tidy LidBench.", "3%: LidBench"),
    ("Ours gains 3% accuracy on both LidBench and KnotSet3.", "3%: LidBench, KnotSet3"),
    ("Ours gains 3% accuracy on both ADPO and GDPO.", "3%: "),
    ("Ours gains 3% accuracy on tidy LidNets.", "3%: "),
    # What a score is on plain words behind it tell.
    ("Ours reaches 91% accuracy on held-out lid problems, and it is small.", "91%: held-out lid problems"),
    ("Ours reaches a success rate of 91% in cluttered scenes.", "91%: cluttered scenes"),
    ("Ours beats Foo by 12% in unseen kitchens' conditions.", "12%: unseen kitchens' conditions"),
    ("Ours reaches 91% accuracy in adversarial lid detection.", "91%: adversarial lid detection"),
    ("Ours takes 3 ms on wet scenes.", "3 ms: "),
    ("Ours reaches 91% accuracy on these problems.", "91%: "),
    ("Ours reaches 91% accuracy in predicting lid events.", "91%: "),
    ("Ours raises the success rate by 12% in the refusal rate on wet prompts.", "12%: "),
    # What stands beside the noun for data is none; a task on data of a name is told by the name; capitals make a list of names.
    ("Tests across wet pumps and benchmarks show that ours is 3x faster.", "3x: "),
    ("Experiments on wet diffusion models show that ours is 3x faster.", "3x: "),
    ("Ours gains 3% accuracy in the lid tying task of KITTI.", "3%: KITTI"),
    ("Tests on the Sponges, Lids, and Knots datasets show 3% higher accuracy.", "3%: Sponges, Lids, Knots"),
    # A score of the same metric that is told again is on the same data, where nothing parts it from the first.
    ("Ours reaches 91% recall on KITTI, a 3% recall gain, over Foo.", "91%: KITTI; 3%: KITTI"),
    ("Ours raises KITTI accuracy by 3 points (91% vs 88%).", "3 points: KITTI; 91%: KITTI; 88%: KITTI"),
    ("Ours reaches 91% recall on KITTI, and the mean recall is 88%.", "91%: KITTI; 88%: "),
    # Other spellings of names that are known.
    ("Livecodebench and DPG-bench recall is 2% higher.", "2%: Livecodebench, DPG-bench"),
    # A name and its value may share a bracket.
    ("Ours gains accuracy in lid tying (LSUN +8.1%) and folding (KITTI +7.6%).", "8.1%: LSUN; 7.6%: KITTI"),
    ("Ours gains accuracy in folding (KITTI: 86.1%/76.4% recall/accuracy).", "86.1%: KITTI; 76.4%: KITTI"),
    # What a system takes is no cost of a task that is told far from it.
    ("Tests on lid tying tasks show that ours wins, and it serves 30 tokens/s.", "30 tokens/s: "),
    ("Ours serves 30 tokens/s on lid tying tasks.", "30 tokens/s: lid tying"),
    # The noun for a task ends what leads a clause; each of two values has its task; capitals and experiments tell of data too.
    ("For wet lid detection, ours reaches 91% accuracy.", "91%: wet lid detection"),
    ("For detection, ours reaches 91% accuracy.", "91%: "),
    ("Ours reaches 91% accuracy on lid detection, 71% on wet tying.", "91%: lid detection; 71%: wet tying"),
    ("Ours gains accuracy in 3D lid tying (+3%), RGB folding (+4%).", "3%: 3D lid tying; 4%: RGB folding"),
    ("Ours reaches a success rate of 91% in real-world experiments.", "91%: real-world experiments"),
    ("Ours reaches 91% accuracy in wet 3D classification.", "91%: wet 3D classification"),
    # A score that has no names of its own is on the only ones before it; a cost is not, nor what is told to be on other data.
    ("Ours reaches 91% recall on LidBench in a minute, and a small pump reaches 88% recall.", "91%: LidBench; 88%: LidBench"),
    ("Ours reaches 91% recall on LidBench in a minute, and a small pump takes 3 ms.", "91%: LidBench; 3 ms: "),
    ("Ours reaches 91% recall on LidBench, and the mean recall is 88% over five benchmarks.", "91%: LidBench; 88%: "),
    ("Ours reaches 91% recall on LidBench while using only 30% of the tokens.", "91%: LidBench; 30%: LidBench"),
    # Plain words that stand in a row with their values in brackets, one value or two.
    ("Ours gains accuracy in wet scenes (91%) and dry scenes (88%).", "91%: wet scenes; 88%: dry scenes"),
    ("Ours raises recall for both lid tying (21% to 47%) and lid folding (16% to 24%).",
     "21%: lid tying; 47%: lid tying; 16%: lid folding; 24%: lid folding"),
    # Each of two scores may have its own words, behind it or in brackets; a measure or a model is none.
    ("Ours gains 3% recall at lid tying and 5% recall at knot sorting.", "3%: lid tying; 5%: knot sorting"),
    ("Ours reaches a recall of 91% in Urdu, 88% in German.", "91%: Urdu; 88%: German"),
    ("Ours reaches a recall of 91% (in-domain) and 88% (out-of-domain).", "91%: in-domain; 88%: out-of-domain"),
    ("Ours gains 3% recall in lid fairness of five models and 5% recall in total.", "3%: ; 5%: "),
    ("Ours gains 3% recall in small models and 5% recall in large models.", "3%: ; 5%: "),
    # Of what share a score changed is told on data as the score is.
    ("Ours reduces the perplexity by 12% on held-out lid problems.", "12%: held-out lid problems"),
    # Trials or a task that lead a sentence tell what its scores are on, not what it takes.
    ("In field trials, ours reaches a success rate of 91%.", "91%: field trials"),
    ("In wet lid rendering, our recall improves from 59% to 92%.", "59%: wet lid rendering; 92%: wet lid rendering"),
    ("In field trials, ours takes 3 ms.", "3 ms: "),
    # A kind of benchmarks tells what a number is on where there are many of them.
    ("Tests on six video benchmarks show that ours is 3x faster.", "3x: video benchmarks"),
    ("Ours gains 3% accuracy across ten downstream VLM benchmarks.", "3%: VLM benchmarks"),
    ("Tests on video benchmarks show that ours is 3x faster.", "3x: "),
    # Names behind a comma are of the next claim where others stand before the number, as those behind `respectively` are.
    ("We test ours on KITTI, where it wins 29.3% of medals, also leading in wet tasks.", "29.3%: KITTI"),
    ("On KITTI, ours is 2x faster with a recall drop of 1.2%, and yields like gains on LSUN.", "2x: KITTI; 1.2%: KITTI"),
    ("Ours is 2x faster, and as a tool for lids leads on LSUN.", "2x: LSUN"),
    ("On KITTI and LSUN ours reaches a recall of 72.3% and 90.1%, respectively, and copes with wet lid tasks.",
     "72.3%: KITTI; 90.1%: LSUN"),
    ("Ours saves 16%, 21% and 17%, 24%, respectively, of memory on KITTI and LSUN, respectively.",
     "16%: KITTI; 21%: LSUN; 17%: KITTI; 24%: LSUN"),
    # A preposition begins no other name of a list; who saw data before is not measured on them.
    ("Ours reaches 81.2% recall on KITTI after LSUN tuning.", "81.2%: KITTI"),
    ("The LSUN-pretrained lid reaches 87% recall.", "87%: "),
    # A name in a number's own bracket is its, numbers in a bracket are told off against the names before it.
    ("Ours gains recall by 2.4% (KITTI) and 2.3% (LSUN) over Foo.", "2.4%: KITTI; 2.3%: LSUN"),
    ("Ours gains recall by 2.4% (KITTI) and 2.3% (LidBench) over Foo.", "2.4%: KITTI; 2.3%: LidBench"),
    ("Ours beats Foo on KITTI, LSUN and ADE20K (3.1%, 3.8% and 7.9% recall).", "3.1%: KITTI; 3.8%: LSUN; 7.9%: ADE20K"),
    # The short form of a name is no second one.
    ("On the Loud Lid Tying Benchmark (LLTB), ours reaches 91% recall.", "91%: Loud Lid Tying"),
    # Values with words between them are told off against as many names; what a claim after `respectively` tells is not.
    ("Ours has 3.7 FID and 91% recall on KITTI and LSUN, respectively.", "3.7: KITTI; 91%: LSUN"),
    ("Tests on KITTI, LSUN, and ADE20K show a recall of 58%, 98%, and an FID of 4.3, respectively.",
     "58%: KITTI; 98%: LSUN; 4.3: ADE20K"),
    # A number within a word parts nothing; what a work takes is not on the data of what it then reaches.
    ("Tests on KITTI and LSUN show that ours gains 3% recall in the 5-step run on LSUN.", "3%: LSUN"),
    ("With 5% of the training tokens, ours achieves 91% recall on KITTI.", "5%: ; 91%: KITTI"),
    # A name may follow the noun for a benchmark at once, and a list may go on with what is proposed.
    ("Ours gains 3% recall on the wet lid benchmark LTB, without tuning.", "3%: LTB"),
    ("Tests on KITTI, LSUN, and the proposed Lid-Bench show gains of 3%, 4%, and 5%, respectively.",
     "3%: KITTI; 4%: LSUN; 5%: Lid-Bench"),
    # Tasks tell the parts of data that lead their clause.
    ("On LidBench, ours gains 3% in lid reasoning and 5% in lid tracking.", "3%: LidBench; 5%: LidBench"),
    ("On LidBench, ours reaches 91% recall for lid detection.", "91%: LidBench"),
    ("In comparative experiments, ours is 3x faster.", "3x: "),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), SAID)
def test_data_of_a_wording(text: str, said: str, vocabulary: Vocabulary) -> None:
    found = extract(build_document("", text), vocabulary, NO_OPINION).results

    assert "; ".join(f"{row.quote}: {', '.join(row.dataset)}" for row in found) == said
