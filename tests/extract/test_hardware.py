"""Which devices and topics a paper is given."""

import pytest

from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.extract.lexicon.terms import Vocabulary


@pytest.mark.parametrize(
    ("text", "devices"),
    [
        ("We run on a single RTX 4090 GPU.", ("NVIDIA RTX 4090",)),
        ("We use 8xA100-40G GPUs.", ("NVIDIA A100",)),
        ("We use RTX4090D cards and TPUv4s.", ("NVIDIA RTX 4090D", "Google TPU v4")),
        ("It runs on NVIDIA and AMD GPUs.", ("NVIDIA GPU", "AMD GPU")),
        ("It runs on GPUs and CPUs.", ("GPU", "CPU")),
        ("It fits Gaudi-2, a Gaudi chip.", ("Intel Gaudi 2",)),
        ("Our microcontrollers and smartphones learn.", ("MCU", "mobile")),
        ("The design is made in a commercial 28nm process.", ("ASIC",)),
        ("Fabricated in 22nm FD-SOI, the chip hears.", ("ASIC",)),
        ("The design is placed with a commercial 12 nm library.", ("ASIC",)),
        ("A film of 28 nm grows.", ()),
        ("It animates lids without touching the GPU.", ()),
        ("It runs on an Intel Xeon Platinum 8380 CPU and a Ryzen 7 5800X.", ("Intel Xeon Platinum 8380", "AMD Ryzen 7 5800X")),
        ("It runs on embedded hardware.", ("edge device",)),
        ("We test 53 Android apps.", ()),
        ("We run it on Android.", ("mobile",)),
        ("We evaluate the guard on SPEC CPU2017.", ()),
        ("It runs in a single-GPU setting.", ("GPU",)),
        ("It trains larger lids under tight GPU budgets.", ()),
        ("We run it on Frontier.", ("Frontier",)),
        ("The Frontier of lids is near.", ()),
        ("We run it on a MacBook with Apple silicon, an M1 Pro.", ("Apple M1 Pro", "Apple MacBook")),
        ("It runs on end-side devices.", ("edge device",)),
        ("It runs on edge GPUs.", ("GPU",)),
        ("On a Xiaomi-14 Pro it takes 2 s.", ("Xiaomi 14 Pro",)),
        ("Our model GPT-A100x is not a device.", ()),
        ("It runs on the Hexagon NPU of a Snapdragon 8 Gen 3.", ("Qualcomm Snapdragon 8 Gen 3",)),
        ("It runs on a Zynq ZCU102 and on a MacBook Air (M1).", ("Xilinx ZCU102", "Apple M1")),
        ("A phone gets what an H100 learned from an SSD.", ("NVIDIA H100",)),
        ("A phone gets what it learned from an SSD.", ("mobile", "SSD")),
        ("A 780M-parameter lid of 1,390 frames runs at 395 fps.", ()),
        ("It runs on Intel, AMD and ARM CPUs.", ("Intel CPU", "AMD CPU", "Arm CPU")),
        ("It runs on ARM, Intel and AMD CPUs.", ("Arm CPU", "Intel CPU", "AMD CPU")),
        ("It is fast on Nvidia and Apple GPUs.", ("NVIDIA GPU", "Apple GPU")),
        ("It runs on an NVIDIA Jetson Orin AGX and an NVIDIA L40s.", ("NVIDIA Jetson AGX Orin", "NVIDIA L40S")),
        ("It runs on a MediaTek Dimensity NPU.", ("MediaTek Dimensity",)),
        (
            "It runs on a Pixel 10, a Galaxy Note8 and an iPhone 17 Pro Max.",
            ("Google Pixel 10", "Samsung Galaxy Note8", "Apple iPhone 17 Pro Max"),
        ),
        ("It runs on an ESP32-S3 and on an Intel NUC.", ("ESP32-S3", "Intel NUC")),
        ("Our lids are mobile-friendly.", ("mobile",)),
        ("A 30-lid pilot is done.", ()),
        (
            "It runs on a Jetson Orin NX module and a Dimensity 9300 reference board.",
            ("NVIDIA Jetson Orin NX", "MediaTek Dimensity 9300"),
        ),
        ("It runs on a MacBook Pro with an M3 chip.", ("Apple M3",)),
        ("A CMOS image sensor sees lids.", ()),
        ("We write fused CUDA kernels.", ()),
        ("We write fused CUDA kernels for consumer GPUs.", ("GPU",)),
        ("It is fabricated in a 45 nm silicon photonics process.", ()),
        ("A GPU in a similar 7nm technology is slower.", ("GPU",)),
        ("It runs on a Radeon RX 7800 XT and on a Ryzen 9.", ("AMD Radeon RX 7800 XT", "AMD Ryzen 9")),
        ("It runs on Kunpeng CPUs.", ("Huawei Kunpeng",)),
        ("It runs on a Kunpeng 920, a Tesla K40c and a Mk2 IPU.", ("Huawei Kunpeng 920", "NVIDIA K40c", "Graphcore Mk2 IPU")),
        ("It sorts lids by in-storage processing.", ("SSD",)),
        ("Our Lids on CMOS Oscillators are light.", ()),
        ("We tell apart the phones of slow speech.", ()),
        ("We hear slow speech on phones.", ("mobile",)),
        ("It runs on an H100 NVL and on an NXP MCXN947.", ("NVIDIA H100", "NXP MCXN947")),
    ],
)
def test_devices_have_canonical_names_and_kinds_stand_only_where_no_product_does(
    text: str, devices: tuple[str, ...], vocabulary: Vocabulary
) -> None:
    assert set(extract(build_document("", text), vocabulary).hardware) == set(devices)


@pytest.mark.parametrize(
    ("text", "devices"),
    [
        ("We use self-speculative decoding (SSD). Our SSD is 2x faster.", ()),
        ("We plan by dynamic speculative planning (DSP), and DSP is cheap.", ()),
        ("SSD detects lids. We train SSD on lids of all sizes.", ()),
        ("We keep lids in host memory and on an SSD.", ("SSD",)),
        ("We store lids on solid-state drives (SSDs). An SSD holds 3 lids.", ("SSD",)),
        ("We run it on a digital signal processor (DSP). The DSP needs 3 W.", ("DSP",)),
    ],
)
def test_an_acronym_is_no_device_where_the_text_explains_it_as_something_else(
    text: str, devices: tuple[str, ...], vocabulary: Vocabulary
) -> None:
    assert extract(build_document("", text), vocabulary).hardware == devices


@pytest.mark.parametrize(
    ("text", "devices"),
    [
        ("We write kernels for Blackwell GPUs. They are fast on a B200.", ("NVIDIA Blackwell", "NVIDIA B200")),
        ("We write kernels for the Blackwell B200.", ("NVIDIA B200",)),
        ("We write kernels for the B200 (Blackwell architecture).", ("NVIDIA B200",)),
        ("We compile for RDNA 3. It is fast on an RX 7900 XTX.", ("AMD RDNA 3", "AMD Radeon RX 7900 XTX")),
        ("We compile for RDNA 2, RDNA 3. It is fast on an RX 580.", ("AMD RDNA 2", "AMD RDNA 3", "AMD Radeon RX 580")),
    ],
)
def test_an_architecture_stands_beside_devices_where_it_is_told_apart_from_them(
    text: str, devices: tuple[str, ...], vocabulary: Vocabulary
) -> None:
    assert set(extract(build_document("", text), vocabulary).hardware) == set(devices)


@pytest.mark.parametrize(
    ("text", "devices"),
    [
        ("We overlap CPU-GPU transfers.", ("CPU", "GPU")),
        ("Our pump is 3x faster than CPU-based pumps.", ()),
        ("Compared to CPU-based pumps, ours is 3x faster.", ()),
        ("Others lack speed but we use GPUs.", ("GPU",)),
        ("Unlike traditional GPU-centric pumps, ours keeps lids in RAM.", ()),
        ("Our pump is a GPU-based one.", ("GPU",)),
        ("It runs on boards lacking accelerators such as GPUs.", ()),
        ("It removes the need for specialized GPUs.", ()),
        ("Our pump is GPU-free.", ()),
    ],
)
def test_a_kind_that_only_others_have_or_that_is_done_without_is_not_listed(
    text: str, devices: tuple[str, ...], vocabulary: Vocabulary
) -> None:
    assert set(extract(build_document("", text), vocabulary).hardware) == set(devices)


@pytest.mark.parametrize(
    ("text", "devices"),
    [
        ("Our agent works across Windows, Linux and Android.", ()),
        ("Our agent works across Android, iOS, HarmonyOS and Windows.", ()),
        ("Our agent opens Windows and runs on Android.", ("mobile",)),
        ("Our agent works on Android phones.", ("mobile",)),
        ("We predict smartphone usage.", ()),
        ("The lids were filmed with a handheld phone.", ()),
        ("The lids were counted with a handheld phone.", ("mobile",)),
    ],
)
def test_a_phone_that_is_used_or_takes_pictures_or_a_system_of_programs_is_no_device_of_the_work(
    text: str, devices: tuple[str, ...], vocabulary: Vocabulary
) -> None:
    assert extract(build_document("", text), vocabulary).hardware == devices


@pytest.mark.parametrize(
    ("text", "devices"),
    [
        ("Our pump needs 3x lower GPU memory.", ()),
        ("Our pump needs a fifth of the GPU memory.", ()),
        ("Our pump brings a 2.5× reduction in peak GPU memory.", ()),
        ("Our pump has a small GPU memory footprint.", ()),
        ("Our pump needs 3 GB of GPU memory.", ("GPU",)),
        ("Our pump needs 30% lower GPU memory. A GPU lifts 3 lids.", ("GPU",)),
    ],
)
def test_a_processor_of_which_only_the_memory_is_compared_is_not_listed(
    text: str, devices: tuple[str, ...], vocabulary: Vocabulary
) -> None:
    assert extract(build_document("", text), vocabulary).hardware == devices


@pytest.mark.parametrize(
    ("text", "devices"),
    [
        ("Pumps are slow on modern GPUs. We propose a pump with 3 lids.", ("GPU",)),
        ("Modern GPUs are slow. We propose a pump with 3 lids.", ("GPU",)),
        ("Pumps are slow on modern GPUs. We propose a pump for an FPGA.", ("FPGA",)),
        ("Pumps are slow with GPUs. We propose a pump with 3 lids.", ()),
        ("We propose a pump with 3 lids, fit for edge deployment.", ("edge device",)),
        ("We propose a pump that lifts lids at the edge.", ("edge device",)),
        ("We propose a pump that lifts lids at the edge of a pot.", ()),
        ("We propose a pump on a GPU, fit for edge deployment.", ("GPU",)),
        ("Pumps are slow on edge devices. We propose an on-device pump with 3 lids.", ("edge device",)),
        ("Pumps are slow on edge devices. We propose a pump with 3 lids.", ()),
    ],
)
def test_what_the_field_works_on_is_listed_where_no_device_of_the_work_is(
    text: str, devices: tuple[str, ...], vocabulary: Vocabulary
) -> None:
    assert extract(build_document("", text), vocabulary).hardware == devices


@pytest.mark.parametrize(
    ("text", "devices"),
    [
        ("We use an eight-A100 machine.", ("NVIDIA A100",)),
        ("Our lids move on Multi-GPU machines.", ("GPU",)),
        ("Our lids lead on the Foo, iPhone and Bar datasets.", ()),
        ("Our lids are found in a dataset on an iPhone.", ("Apple iPhone",)),
        ("Our lids move on a GTX 960 and an RTX Titan.", ("NVIDIA GTX 960", "NVIDIA Titan RTX")),
        ("Our lids move in HBM-PIM.", ("PIM",)),
        ("Our lids move on ARM CPUs, as on a Raspberry Pi 5.", ("Raspberry Pi 5",)),
    ],
)
def test_devices_are_told_from_data_sets_and_found_behind_how_many_there_are(
    text: str, devices: tuple[str, ...], vocabulary: Vocabulary
) -> None:
    assert extract(build_document("", text), vocabulary).hardware == devices


@pytest.mark.parametrize(
    ("text", "devices"),
    [
        ("It runs on a Hailo-8 and lifts 3x more lids than a GPU baseline.", ("Hailo-8",)),
        ("It runs on a Hailo-8, about as fast as lids that are close to the first GPU-based pumps.", ("Hailo-8",)),
        ("It runs on a Hailo-8 and on a GPU, 3x faster than a GPU baseline.", ("Hailo-8", "GPU")),
        ("It runs on a Hailo-8 and feeds a GPU-based pump.", ("Hailo-8", "GPU")),
        ("It is 3x faster than a GPU baseline.", ("GPU",)),
    ],
)
def test_a_processor_by_which_only_rivals_are_told_is_not_listed_beside_a_chip(
    text: str, devices: tuple[str, ...], vocabulary: Vocabulary
) -> None:
    assert set(extract(build_document("", text), vocabulary).hardware) == set(devices)


@pytest.mark.parametrize(
    ("text", "devices"),
    [
        ("Our pump runs on a Raspberry Pi 4/5 at 30 fps.", ("Raspberry Pi 4", "Raspberry Pi 5")),
        ("Our pump lifts 30 fps on RTX 3060, 3090 and 4090 GPUs.", ("NVIDIA RTX 3060", "NVIDIA RTX 3090", "NVIDIA RTX 4090")),
        ("Our pump lifts 30 fps on Hopper and Blackwell GPUs.", ("NVIDIA Hopper", "NVIDIA Blackwell")),
        ("Our pump runs at 30 fps on Cortex-M4 and M7 cores.", ("Arm Cortex-M4", "Arm Cortex-M7")),
        ("Our pump runs on an iPhone 14 and 15 lids at 30 fps.", ("Apple iPhone 14",)),
        ("Our pump runs on a Pixel 8, 30 fps.", ("Google Pixel 8",)),
    ],
)
def test_products_of_one_line_or_maker_share_its_name_in_a_list(
    text: str, devices: tuple[str, ...], vocabulary: Vocabulary
) -> None:
    found = extract(build_document("", text), vocabulary)
    assert (found.hardware, {row.hardware for row in found.results}) == (devices, {devices})


def test_a_device_of_a_background_sentence_is_not_listed(vocabulary: Vocabulary) -> None:
    text = "Training takes weeks on H100 clusters. We propose a method for laptops."

    assert extract(build_document("", text), vocabulary).hardware == ()


def test_a_term_in_the_title_leads_and_terms_may_be_in_the_plural(vocabulary: Vocabulary) -> None:
    document = build_document("Quantization of things", "We store KV caches: one KV cache a cache.")

    assert extract(document, vocabulary).topics == ("numbers", "caches")
    assert extract(build_document("KV caches and quantization", ""), vocabulary).topics == ("caches", "numbers")


def test_a_term_with_capitals_matches_only_as_it_is_written(vocabulary: Vocabulary) -> None:
    assert extract(build_document("Some kv thing", "no cache"), vocabulary).topics == ()


def test_a_negative_term_speaks_against_a_topic(vocabulary: Vocabulary) -> None:
    assert extract(build_document("", "We learn a codebook by quantization."), vocabulary).topics == ()


def test_the_sites_tables_are_exposed(vocabulary: Vocabulary) -> None:
    device = vocabulary.devices["NVIDIA A100"]

    assert (device.vendor, device.family, device.kind) == ("NVIDIA", "NVIDIA Ampere", "GPU")
    assert vocabulary.metrics["throughput"].better == "higher"
    assert vocabulary.metrics["latency"].better == "lower"
