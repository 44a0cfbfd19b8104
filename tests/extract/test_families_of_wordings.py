"""What numbers are of and in which form, in the wordings that papers nobody had looked at were most often misread in."""

import pytest

from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.extract.judging.opinion import NO_OPINION
from litatlas.extract.lexicon.terms import Vocabulary

SAID = [
    # A gain with its sign, on a benchmark, is one of points; what was taken away fell by so much.
    ("Ours beats Foo by +4.1% on FooBench.", "4.1%: performance, difference"),
    ("Ours beats Foo by 4.1% on FooBench.", "4.1%: performance, relative"),
    ("Ours lifts the click rate: CTR +1.3%.", "1.3%: ctr, relative"),
    ("Ours prunes about 40% of the lid tokens.", "40%: tokens, relative"),
    ("Ours keeps 40% of the lid tokens.", "40%: tokens, fraction"),
    ("Ours drops 3% of accuracy.", "3%: accuracy, difference"),
    # A pair may have what each holds for between; in a bracket after a change two values are a pair.
    ("Ours improves recall from 76% on wet lids to only 81% on dry ones.", "76%: recall, absolute; 81%: recall, absolute"),
    ("Ours improves recall on lids (57% to 90%).", "57%: recall, absolute; 90%: recall, absolute"),
    ("Our recall is high (57% to 90%).", "57% to 90%: recall, absolute"),
    # What a list of changes goes on with.
    ("Ours has recall gains of up to 30% in summaries and code, 18% in dialogue.",
     "30%: recall, difference; 18%: recall, difference"),
    ("Ours beats Foo by an average recall of 0.8% on lids.", "0.8%: recall, difference"),
    ("Ours has a compute overhead of less than 7%.", "7%: compute, relative"),
    ("Ours needs only 0.1% additional parameters.", "0.1%: parameters, relative"),
    ("Ours has no throughput penalty and 0.1 ms latency.", "0.1 ms: latency, absolute"),
    ("Ours runs within 80 GB of GPU memory.", "80 GB: memory, absolute"),
    # A name that an ampersand joins is one.
    ("Ours reaches J&F scores of 76.8% and 83.9%.", "76.8%: j&f, absolute; 83.9%: j&f, absolute"),
    ("Ours answers with a Q&R rate of 62%.", "62%: q&r rate, absolute"),
    # A metric whose clause has ended is not the next number's.
    ("Ours, with 2 billion active parameters, surpasses Foo by 8%.", "8%: performance, relative"),
    ("After a change of sampling steps, Foo achieves a +4.5% improvement.", "4.5%: performance, difference"),
    # Who was measured, or what was done, is no metric.
    ("The strongest models reach only 26%.", "26%: performance, absolute"),
    ("The AdaFoo student reaches 88.6%.", "88.6%: performance, absolute"),
    ("Our pump lifts KITTI from 75% to 78%.", "75%: performance, absolute; 78%: performance, absolute"),
    ("Ours brings consistent gains of 3%.", "3%: performance, relative"),
    # Values side by side, of benchmarks and of rivals.
    ("Ours beats the 9x larger Foo on FooBench (80.3 vs. 79.8).",
     "9x: model size, ratio; 80.3: performance, absolute; 79.8: performance, absolute"),
    ("Ours has better accuracy at 3 ms (75% vs. 57% at 5 ms).",
     "3 ms: latency, absolute; 75%: performance, absolute; 57%: performance, absolute; 5 ms: latency, absolute"),
    ("It cuts work (18 vs. 4 GFLOPs).", "18: compute, absolute; 4 GFLOPs: compute, absolute"),
    ("Ours reaches a perplexity of 10.4, ahead of AdaFoo (12.8), Bar (12.2), and Baz (39.7).",
     "10.4: perplexity, absolute; 12.8: perplexity, absolute; 12.2: perplexity, absolute; 39.7: perplexity, absolute"),
    # Larger systems are larger in size; a settings' gain is of no settings.
    ("Ours beats the 400x larger FooNet R1.", "400x: model size, ratio"),
    ("Ours beats a 4x larger teacher.", "4x: model size, ratio"),
    ("Ours allows 4x larger lids.", "4x: lids, ratio"),
    ("Ours has a 36% relative improvement in clean settings.", "36%: performance, relative"),
    ("Ours has an 8% improvement on in-domain data.", "8%: performance, relative"),
    # Scores by their own names, by another metric's, or by whose they are.
    ("Ours has a lid-retention score of 89%.", "89%: lid-retention score, absolute"),
    ("Ours has an 89% lid-retention score.", "89%: lid-retention score, absolute"),
    ("Ours has FID scores of 3.1.", "3.1: fid, absolute"),
    ("Ours beats Foo, the model's score of 44%.", "44%: quality, absolute"),
    ("Ours has an overall score of 84.8.", "84.8: quality, absolute"),
    # Sped up is what was measured; a speedup of a time is speed.
    ("Ours gives a 3x runtime speedup.", "3x: speed, ratio"),
    ("Ours gives a 1.3x acceleration in decoding throughput.", "1.3x: throughput, ratio"),
    ("Ours cuts token usage by 117x, API calls by 159x.", "117x: tokens, ratio; 159x: api calls, ratio"),
    ("Ours has a 5x performance improvement on lid benchmarks.", "5x: performance, ratio"),
    ("Our kernel has a 5x performance improvement.", "5x: speed, ratio"),
    ("Ours has an 88x improvement.", "88x: speed, ratio"),
    # Words that are no synonyms keep their own names.
    ("Ours needs 2x fewer optimization steps.", "2x: optimization steps, ratio"),
    ("Ours needs 8x fewer samples.", "8x: samples, ratio"),
    ("Ours reduces execution steps by 35%.", "35%: execution steps, relative"),
    ("Ours needs 19% of the training compute.", "19%: compute, fraction"),
    ("Ours cuts inference cost by 30%.", "30%: cost, relative"),
    ("Ours uses 5x fewer GPU hours.", "5x: training time, ratio"),
    ("Ours has a 17x latency overhead.", "17x: latency, ratio"),
    ("Ours cuts lid traffic by 3x.", "3x: lid traffic, ratio"),
    # Points are gains by themselves, by their noun or their sign; a benchmark's value may stand in a bracket after it.
    ("Ours is better, as in Algebra (+5.5 points), Coding (+4.4 points).",
     "5.5 points: performance, difference; 4.4 points: performance, difference"),
    ("Its gains persist, reaching +2.69 at night.", "2.69: performance, difference"),
    ("Ours gives a 9.5-point gain over Foo.", "9.5-point: performance, difference"),
    ("Ours gains 59 points in Inception Score.", "59 points: inception score, difference"),
    ("Ours improves performance by 10 points across three lids.", "10 points: performance, difference"),
    ("We see improvements, ranging from 1.4pp to 3.5pp.", "1.4pp to 3.5pp: performance, difference"),
    ("Ours gains +0.9 and +2.3 Average@12 points.", "0.9: average@12, difference; 2.3: average@12, difference"),
    ("Ours improves over Foo by 5% on Hit@3.", "5%: hit@3, difference"),
    ("Ours has good results on FooBench (56.4), Bar (80.6), and Baz-2 (79.0).",
     "56.4: performance, absolute; 80.6: performance, absolute; 79.0: performance, absolute"),
    ("Ours has large gains, including 56.7% (+40.0%) on LID 2024.",
     "56.7%: performance, absolute; 40.0%: performance, difference"),
    # A name in brackets, the size of a model and a bracket after a pair end no clause.
    ("Ours has Frechet Inception Distance (FID) values of 1.46 for lids.", "1.46: fid, absolute"),
    ("Ours reduces the memory for the 12B models by 3.5x.", "3.5x: memory, ratio"),
    ("Ours cuts training time from 83 h to 57 h (1.5x).",
     "83 h: training time, absolute; 57 h: training time, absolute; 1.5x: training time, ratio"),
    # Multiples of what is named, changes of what no vocabulary knows, values that strokes part.
    ("Ours reaches up to 6 times decoding throughput.", "6 times: throughput, ratio"),
    ("We boiled it 6 times.", ""),
    ("Ours takes 13x the lid length.", "13x: lid length, ratio"),
    ("Ours has a 100-fold capacity advantage.", "100-fold: capacity, ratio"),
    ("Our pump is 1.7x as water-efficient as Foo.", "1.7x: water efficiency, ratio"),
    ("Ours reduces the Lid Distance (LD95) by 2.05.", "2.05: lid distance, difference"),
    ("Ours compresses GLM-5's lid size by 50%.", "50%: lid size, relative"),
    ("Ours has SIM scores of 81.0/77.1 on lids.", "81.0: sim score, absolute; 77.1: sim score, absolute"),
    ("Ours has a latency of 85/54 ms.", "85: latency, absolute; 54 ms: latency, absolute"),
    ("Our judge agrees with people (kappa = 0.86).", "0.86: cohen's kappa, absolute"),
    ("Ours took 59.4K A100 GPU hours.", "59.4K A100 GPU hours: training time, absolute"),
    ("Our state occupies 1.29 GB.", "1.29 GB: memory, absolute"),
    ("Ours keeps its recall at 26% of the API cost.", "26%: cost, fraction"),
    # Other notations of numbers are read as one number, or not at all.
    ("Ours is 2,5x faster.", "2,5x: speed, ratio"),
    ("Ours cuts latency by 12,5%.", "12,5%: latency, relative"),
    ("Ours uses 0,8 GB of memory.", "0,8 GB: memory, absolute"),
    ("Ours is 2·5x faster than Foo, or 2٫5x faster.", "2·5x: speed, ratio; 2٫5x: speed, ratio"),
    ("Ours is 2,5–3,5x faster.", "2,5–3,5x: speed, ratio"),
    ("Ours serves 12,5k tokens/s.", "12,5k tokens/s: throughput, absolute"),
    ("Ours uses 1.234,5 MB of memory.", "1.234,5 MB: memory, absolute"),
    ("Ours serves 12 500 tokens/s; Foo serves 12'500 tokens/s.",
     "12 500 tokens/s: throughput, absolute; 12'500 tokens/s: throughput, absolute"),
    ("Ours uses 1.234.567 MB of memory.", "1.234.567 MB: memory, absolute"),
    ("Ours serves 1 234,5 tokens/s; Foo serves 1\u202f234,5 tokens/s.",
     "1 234,5 tokens/s: throughput, absolute; 1\u202f234,5 tokens/s: throughput, absolute"),
    ("Ours serves 1,2·10^4 tokens/s; Foo serves 1,2 × 10⁴ tokens/s; Bar serves 1,2e4 tokens/s.",
     "1,2·10^4 tokens/s: throughput, absolute; 1,2 × 10⁴ tokens/s: throughput, absolute; 1,2e4 tokens/s: throughput, absolute"),
    (r"Our latency is $1.2\cdot 10^{-4}$ s; that of Foo is 1.2 × 10−4 s.",
     r"$1.2\cdot 10^{-4}$ s: latency, absolute; 1.2 × 10−4 s: latency, absolute"),
    ("Ours serves 1,234 × 10^5 tokens/s.", ""),
    ("Ours is 1½ times faster.", ""),
    ("Our recalls are 91,92 and 93%.", "91: recall, absolute; 92: recall, absolute; 93%: recall, absolute"),
    ("We use layers 1,2 and 3.", ""),
    ("Our speech codec has a throughput of 5 Hz.", "5 Hz: token rate, absolute"),
    ("Our arm has a throughput of 5 Hz.", "5 Hz: throughput, absolute"),
    ("It takes 2019 s.", "2019 s: latency, absolute"),
    ("It is a lid of the 2010s.", ""),
    # What goes on with a change, over the sizes of models; what is sped up; what was reached.
    ("Ours has notable performance gains (11% for 2B and 17% for 7B).", "11%: performance, relative; 17%: performance, relative"),
    ("Ours has up to 152% performance improvement on FooBench and up to 19% on BarBench.",
     "152%: performance, relative; 19%: performance, relative"),
    ("Ours accelerates lid solvers by over 85%.", "85%: speed, relative"),
    ("Ours beats Foo by 32% in average AbsREL.", "32%: absrel, relative"),
    ("Ours achieves 16% milestone progress.", "16%: milestone progress, absolute"),
    # Measures that letters alone name, by what they are explained to mean; the head of what was changed, whatever stands behind.
    ("Ours improves LQI by 3%.", "3%: lqi, relative"),
    ("We see the lid quality index (LQI). Ours improves LQI by 3%.", "3%: lid quality index, relative"),
    ("Ours improves BERT by 3%.", "3%: performance, relative"),
    ("Ours beats Foo by 3% in LIDQ and 5% in LIDR.", "3%: lidq, relative; 5%: lidr, relative"),
    ("Ours beats Foo by 3% in LidBench.", "3%: performance, relative"),
    ("Ours has a 3% improvement in LQI.", "3%: lqi, relative"),
    ("Ours improves the lid strength against knocks by more than 20%.", "20%: lid strength, relative"),
    ("Ours improves results on lids by 20%.", "20%: performance, relative"),
    ("Ours reduces the required lid openings by 15%.", "15%: lid openings, relative"),
    ("Ours has improvements of 0.9% and 1.2% in hLoU.", "0.9%: hlou, relative; 1.2%: hlou, relative"),
    ("Ours reaches 60% lid rejection rates.", "60%: lid rejection rate, absolute"),
    # A ratio of what is told to be the performance; efficiency with data; bits per byte.
    ("Ours has a 2x performance improvement over Foo.", "2x: performance, ratio"),
    ("Ours has a 2x performance improvement over Foo on GPUs.", "2x: speed, ratio"),
    ("Ours beats Foo by 2x.", "2x: speed, ratio"),
    ("Ours has 5x greater data efficiency.", "5x: data efficiency, ratio"),
    ("Our coder needs 0.93 bpb.", "0.93: bits per byte, absolute"),
    # Data that something was learned from, whatever they are called; what is larger than other data.
    ("Ours needs only 12% of the original data.", "12%: training data, fraction"),
    ("Ours matches Foo with 1.5% of the lid data used by Foo.", "1.5%: training data, fraction"),
    ("Ours learns from 12% of the data.", "12%: training data, fraction"),
    ("Ours needs only 12% of the data.", "12%: data, fraction"),
    ("Ours sends only 40% of the lid data.", "40%: lid data, fraction"),
    ("Ours needs 12% of the data to be labelled.", "12%: data, fraction"),
    ("Ours learns with 163x less task-specific data.", "163x: training data, ratio"),
    ("Our set is 3x larger than existing lid datasets.", "3x: dataset size, ratio"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), SAID)
def test_metric_and_form_of_a_wording(text: str, said: str, vocabulary: Vocabulary) -> None:
    found = extract(build_document("", text), vocabulary, NO_OPINION).results

    assert "; ".join(f"{row.quote}: {row.metric}, {row.form}" for row in found) == said


def test_blocks_of_logic_are_no_device(vocabulary: Vocabulary) -> None:
    found = extract(build_document("", "Our chip is 1.7x more DSP efficient than Foo."), vocabulary, NO_OPINION)

    assert (found.hardware, [row.hardware for row in found.results]) == ((), [()])
