"""What a number holds for: data sets, tasks, devices and models, in the shapes that abstracts name them."""

import pytest

from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.extract.judging.opinion import NO_OPINION
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.model import Result


def read(text: str, vocabulary: Vocabulary) -> tuple[Result, ...]:
    return extract(build_document("An invented title", text), vocabulary, NO_OPINION).results


@pytest.mark.parametrize(
    ("text", "datasets"),
    [
        ("On CIFAR-10, ours has an FID of 2.5, and on ImageNet, it has an FID of 4.5.", [("CIFAR-10",), ("ImageNet",)]),
        ("We get speedups of 2.5x in Img64a, 3.5x in AFHQ and 4.5x in Img32b.", [("Img64a",), ("AFHQ",), ("Img32b",)]),
        ("We cut errors by 5%, 6%, 7% and 8% on KITTI and LSUN, respectively.", [("KITTI",), ("LSUN",)] * 2),
        ("We gain 3% accuracy on the tricky FooQA benchmark.", [("FooQA",)]),
        ("We gain 3% accuracy on the sorting task (SortQA).", [("SortQA",)]),
        ("We gain 3% accuracy across five parcel sorting benchmarks.", [("parcel sorting",)]),
        ("Experiments on knot tying show that ours is 2x faster.", [("knot tying",)]),
        ("Experiments on large-scale parcels show that ours is 2x faster.", [()]),
        ("Experiments on a slim sorting model show that ours is 2x faster.", [()]),
        ("Ours is 2x faster for a parcel sorting workload.", [("parcel sorting",)]),
        ("We gain 3% accuracy on lid detection and segmentation.", [("lid detection", "segmentation")]),
        ("We gain 3% accuracy for grasping and 5% for tool tracking.", [("grasping",), ("tool tracking",)]),
        ("We gain 3% accuracy by reconstruction.", [()]),
        ("On the ParcelSet dataset, ours gains 3% accuracy.", [("ParcelSet",)]),
        ("Ours reaches 93% recall on the Foot PRiNT 2017 wet sole dataset.", [("Foot PRiNT 2017",)]),
        ("We gain 3% accuracy on various downstream tasks.", [()]),
        ("Evaluated on diverse LLMs and workloads, ours is 2x faster.", [()]),
        ("Ours is 2x faster for memory-intensive workloads.", [()]),
        ("Ours gains 3% accuracy on video tasks.", [()]),
        ("Ours scores 0.74 GenEval.", [("GenEval",)]),
        ("Ours has a GenEval score of 0.74.", [("GenEval",)]),
        ("On KITTI, FooQA and BarBench v2, ours gains 3% accuracy.", [("KITTI", "FooQA", "BarBench v2")]),
        ("Tests on FooQA, KITTI and BarQA-24 show 3% higher accuracy.", [("FooQA", "KITTI", "BarQA-24")]),
        ("Ours gains 3% accuracy on two benchmarks, FooQA and BarQA, over Foo.", [("FooQA", "BarQA")]),
        ("Ours gains 3% accuracy on pond benchmarks such as FooQA (wet) and BarQA.", [("FooQA", "BarQA")]),
        ("Ours gains 3% accuracy on FooQA'25 for free.", [("FooQA'25",)]),
        ("On the FooQA benchmark, HeronNet halves it and gains 3% accuracy.", [("FooQA",)]),
        ("Ours gains accuracy on FooQA (+3%), BarQA (+4%) and KITTI (+5%).", [("FooQA",), ("BarQA",), ("KITTI",)]),
        ("We score 81.5 on VBench.", [("VBench",)]),
        ("With similar accuracy on MMMU, ours is 2x faster.", [()]),
        ("On FOLD-X, ours reaches 75% recall.", [("FOLD-X",)]),
        ("On FooRT, ours is 2x faster for KITTI.", [("KITTI",)]),
        ("On FOO-1.5B, ours is 2x faster.", [()]),
        ("Ours gains 3% accuracy on Loud Kitchen Words.", [("Loud Kitchen Words",)]),
        ("Ours is 2x faster on Acme Cloud Servers.", [()]),
        ("Ours reaches 93% recall on the Foot Print (FP) dataset.", [("Foot Print",)]),
        ("Across parcel sorting benchmarks, ours is 2x faster.", [("parcel sorting",)]),
        ("We reach 71% accuracy on 5 parcel sorting tasks.", [("parcel sorting",)]),
        ("We reach 71% accuracy in the parcel domain.", [("parcel",)]),
        ("Ours is best on all benchmarks: on FooEval 2.0, recall grows from 3% to 5%.", [("FooEval 2.0",)] * 2),
        ("Ours reaches new bests on AIME'24 (94.4%) and AIME'25 (93.7%).", [("AIME'24",), ("AIME'25",)]),
        (
            "On three kinds of lids (Red, Blue, Green) and their data sets (KITTI, LSUN, FooQA), ours gains 3% recall.",
            [("KITTI", "LSUN", "FooQA")],
        ),
        ("Ours is 2x faster in the live parcel sorting tasks.", [("live parcel sorting",)]),
        ("Ours is the strongest on parcel sorting tasks, including lids and tops, and 2x faster.", [()]),
        ("Ours is best on parcel sorting benchmarks and runs 3x faster.", [()]),
        ("Ours beats MLPerf FooNet by 3% accuracy.", [()]),
        ("Ours fails in 8% of runs in simulation and 24% in the real world.", [("simulation",), ("real world",)]),
        ("Ours fails in 8% of runs in simulation.", [()]),
        ("Ours scores well (FID 83.1 vs. 98.2 on KITTI and FID 22.1 vs. 71.3 on LSUN).", [("KITTI",)] * 2 + [("LSUN",)] * 2),
        ("Ours is 2x faster, while reaching a PSNR of 31.5 on Kodak.", [(), ("Kodak",)]),
    ],
)
def test_data_sets_and_tasks_go_with_the_numbers_that_they_govern(
    text: str, datasets: list[tuple[str, ...]], vocabulary: Vocabulary
) -> None:
    assert [row.dataset for row in read(text, vocabulary)] == datasets


@pytest.mark.parametrize(
    ("text", "datasets"),
    [
        ("We test it on FooQA and BarQA. On these benchmarks, ours gains 3% and 5% accuracy.", [("FooQA",), ("BarQA",)]),
        ("We test it on FooQA and BarQA. On both benchmarks, ours gains 3% accuracy.", [("FooQA", "BarQA")]),
        ("We test it on FooQA and BarQA. Ours gains 3% accuracy.", [()]),
        ("We test it on FooQA. On this benchmark, ours beats Foo by 3% accuracy on KITTI.", [("KITTI",)]),
    ],
)
def test_a_sentence_that_points_back_is_on_what_an_earlier_one_names(
    text: str, datasets: list[tuple[str, ...]], vocabulary: Vocabulary
) -> None:
    assert [row.dataset for row in read(text, vocabulary)] == datasets


@pytest.mark.parametrize(
    ("title", "text", "datasets"),
    [
        ("LidBench: A Benchmark of Lids", "We find that clerks have 62% accuracy.", [("LidBench",)]),
        ("LidBench: A Benchmark of Lids", "We find that clerks have 62% accuracy on KITTI.", [("KITTI",)]),
        ("LidBench: A Benchmark of Lids", "We find that clerks are 3x faster.", [()]),
        ("LidNet: A Network for Lids", "We find that clerks have 62% accuracy.", [()]),
    ],
)
def test_what_a_paper_finds_is_on_the_benchmark_that_its_title_presents(
    title: str, text: str, datasets: list[tuple[str, ...]], vocabulary: Vocabulary
) -> None:
    assert [row.dataset for row in extract(build_document(title, text), vocabulary, NO_OPINION).results] == datasets


@pytest.mark.parametrize(
    ("text", "devices"),
    [
        ("Ours is 5x/3x faster on the GPU/CPU.", [("GPU",), ("CPU",)]),
        ("Ours needs 2x fewer LUTs, 3x fewer FFs, and is 4x faster on a VCU118.", [("Xilinx VCU118",)] * 3),
        ("For a 13B model using an A6000 GPU, ours is 2x faster.", [("NVIDIA A6000",)]),
        ("Ours emits 13.5 tokens/s on an RTX 4090, only 18% lower than an A100.", [("NVIDIA RTX 4090",)] * 2),
        ("We get 91.5 fps on an RTX 4090, improving the rate of Foo by 59x.", [("NVIDIA RTX 4090",)] * 2),
        ("We are 3x and 2x faster on fast hardware and GPUs respectively.", [(), ("GPU",)]),
        ("We reach 92% accuracy with 5 ms inference time on an A100.", [(), ("NVIDIA A100",)]),
        ("Our model was trained on one RTX 4090 for 16 hours.", [("NVIDIA RTX 4090",)]),
        ("On a TPU v4, ours is 161x faster than FooDB on a CPU.", [("Google TPU v4",)]),
        ("Ours on an A100 has a 16x speedup over FooDB running on CPUs.", [("NVIDIA A100",)]),
        ("Ours is 16x faster than FooDB on an A100.", [("NVIDIA A100",)]),
        ("Ours needs only 3 GB of GPU memory.", [("GPU",)]),
        ("Ours cuts GPU memory by 30%.", [()]),
        ("Ours draws lids at 23 fps on an A100, 3x faster than Foo.", [("NVIDIA A100",)] * 2),
        ("On an A100 ours is 3x faster with 4x fewer parameters.", [("NVIDIA A100",), ()]),
        ("On an A100 ours is 3x faster with a 4x smaller model size.", [("NVIDIA A100",), ()]),
        ("With 5 GPU hours, ours is 3x faster.", [("GPU",), ()]),
    ],
)
def test_devices_go_with_what_was_measured_on_them(text: str, devices: list[tuple[str, ...]], vocabulary: Vocabulary) -> None:
    assert [row.hardware for row in read(text, vocabulary)] == devices


@pytest.mark.parametrize(
    ("text", "devices"),
    [
        ("Evaluations on an A100 show gains. It is 2x faster.", ["NVIDIA A100"]),
        ("We evaluate Foo by sorting parcels on three tables using H100 GPUs. It is 2x faster.", ["NVIDIA H100"]),
        ("We deploy Foo on a smartphone. It runs at 31 fps.", ["mobile"]),
        ("We build Foo. A small RISC-V core was used for the evaluation. Ours has 25% lower power.", ["RISC-V"]),
        ("We propose Foo, the first FPGA accelerator for sorting. It is 2x faster than a GPU.", ["FPGA"]),
        ("We present Foo, a GPU-accelerated sorting library. It is 2x faster than a CPU baseline.", ["GPU"]),
        ("Our FPGA accelerator is evaluated on a ZCU102. On the FPGA, ours is 2x faster.", ["Xilinx ZCU102"]),
        ("Fabricated in a 65nm process, Foo sorts. It is 2x faster.", ["ASIC"]),
        ("The FPGA version has 3x fewer LUTs, and is 4x faster.", ["FPGA", "FPGA"]),
        (
            "Ours is 2x faster, reaching 55 images/s on an A100, while reaching an FID of 2.1.",
            ["NVIDIA A100", "NVIDIA A100", None],
        ),
        ("Foo is implemented using the GPU-accelerated simulator Bar. It is 2x faster.", [None]),
        ("We propose Foo, a sorting library for the A100 architecture. It is 2x faster.", ["NVIDIA A100"]),
        ("Foo could run on edge devices. It is 2x faster.", [None]),
        ("We propose Foo, a smartphone testing framework. It is 2x faster.", [None]),
        ("We propose Foo, a framework for GPU systems. It is 2x faster.", [None]),
        ("We propose Foo, a hybrid GPU-CPU framework. It is 2x faster.", [None]),
        ("Evaluations on an A100 show gains. On an H100, it is 2x faster.", ["NVIDIA H100"]),
        ("Evaluations on an A100 show gains. It reaches 91.3% accuracy.", [None]),
    ],
)
def test_what_the_work_is_built_for_or_evaluated_on_holds_for_later_sentences_that_name_no_device(
    text: str, devices: list[str | None], vocabulary: Vocabulary
) -> None:
    assert [next(iter(row.hardware), None) for row in read(text, vocabulary)] == devices


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ("Ours is 2x faster for Llama-3.1-8B-Instruct.", ("Llama-3.1-8B-Instruct",)),
        ("Ours is 2x faster for Qwen2.5-7B and OPT-13B.", ("Qwen2.5-7B", "OPT-13B")),
        ("Ours is 2x faster than Llama-2-7B.", ()),
        ("Ours is 2x faster on a llama farm.", ()),
        ("Ours is 2x faster for Gemma.", ()),
        ("On Gemma and OPT models, ours is 2x faster.", ("Gemma", "OPT")),
        ("Tests of OPT-13B and Falcon-7B show that ours is 2x faster.", ("OPT-13B", "Falcon-7B")),
        ("When applied to GPT-4, ours is 2x faster.", ("GPT-4",)),
        ("Ours accelerates FooFormer-2, being 2x faster.", ("FooFormer-2",)),
        ("Applied to FooNet-6.5B, ours is 2x faster.", ("FooNet-6.5B",)),
        ("Ours is 2x faster for DeiT-B.", ("DeiT-B",)),
        ("Ours is 2x faster when fine-tuning 1.5B to 30B models.", ("1.5B to 30B models",)),
        ("Our CLIP models are 2x faster.", ()),
        ("Ours, a Mistral-7B based model, is 2x faster.", ()),
        ("Ours beats plain models in speed by 2x and GPT-4 by 3x.", ()),
    ],
)
def test_a_model_is_its_family_with_version_and_size(text: str, models: tuple[str, ...], vocabulary: Vocabulary) -> None:
    assert read(text, vocabulary)[0].model == models
