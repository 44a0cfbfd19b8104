"""What numbers are of and in which form, in the wordings that papers nobody had looked at were most often misread in."""

import pytest

from litatlas.extract import Vocabulary, build_document, extract

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
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), SAID)
def test_metric_and_form_of_a_wording(text: str, said: str, vocabulary: Vocabulary) -> None:
    found = extract(build_document("", text), vocabulary).results

    assert "; ".join(f"{row.quote}: {row.metric}, {row.form}" for row in found) == said
