"""Sixty queries of our own making over the included review, each with what it must lead to, in the order that the page shows."""

from pathlib import Path

import pytest

from tests.serving import serve_site
from tests.site.conftest import OpenPage

pytestmark = pytest.mark.browser

TARGETS = {
    # Devices, kinds of them and their families
    "A100": "hardware/nvidia-a100/",
    "nvidia a100": "hardware/nvidia-a100/",
    "H100": "hardware/nvidia-h100/",
    "4090": "hardware/nvidia-rtx-4090/",
    "RTX 3090": "hardware/nvidia-rtx-3090/",
    "Gaudi 2": "hardware/intel-gaudi-2/",
    "fpga": "hardware/fpga/",
    "processing in memory": "hardware/pim/",
    "ampere": "hardware/family/nvidia-ampere/",
    "jetson orin": "hardware/nvidia-jetson-agx-orin/",
    # Metrics
    "TTFT": "metrics/time-to-first-token/",
    "time to first token": "metrics/time-to-first-token/",
    "throughput": "metrics/throughput/",
    "latency": "metrics/latency/",
    "FID": "metrics/fid/",
    "fvd": "metrics/fvd/",
    "TPOT": "metrics/time-per-output-token/",
    "energy efficiency": "metrics/energy-efficiency/",
    # Topics, by title, part of it, acronym and term
    "MoE": "topics/mixture-of-experts/",
    "mixture of experts": "topics/mixture-of-experts/",
    "kv cache": "topics/kv-cache/",
    "long-context": "topics/kv-cache/",
    "quantisation": "topics/quantization/",
    "speculative decoding": "topics/speculative-decoding/",
    "pruning": "topics/pruning-sparsity/",
    "knowledge distillation": "topics/distillation/",
    "spiking neural network": "topics/spiking-neuromorphic/",
    "state space models": "topics/state-space-models/",
    # Persons and venues
    "Song Han": "authors/song-han/",
    "han song": "authors/song-han/",
    "Alistarh": "authors/dan-alistarh/",
    "kurt keutzer": "authors/kurt-keutzer/",
    "CVPR": "venues/cvpr/",
    "MICRO": "venues/micro/",
    # Pages and tables
    "evidence map": "evidence-map/",
    "about this review": "about/",
    "explorer": "results/",
    "coverage": "coverage/",
    # Two things: their rows side by side
    "long context a100": "results/?topic=kv-cache&hardware=NVIDIA+A100",
    "quantization throughput": "results/?topic=quantization&metric=throughput",
    # Papers: by names, with typos, by parts of titles, by authors and identifiers
    "DeepCache": "papers/deepcache-",
    "deep cache": "papers/deepcache-",
    "slice gpt": "papers/slicegpt-",
    "VMoBA": "papers/vmoba-",
    "qwen2.5-vl": "papers/qwen2-5-vl-technical-report/",
    "FastVLM vision encoding": "papers/fastvlm-",
    "specultive decoding draft model": "papers/direct-alignment-of-draft-model-",
    "bytetransfomer": "papers/bytetransformer-",
    "meisonic": "papers/meissonic-",
    "pagedattention alternative vattention": "papers/vattention-",
    "smoothquant": "papers/smoothquant-",
    "video infinity": "papers/video-infinity-",
    '"minute-long video"': "papers/blockvid-",
    '"homomorphic operations"': "papers/einhops-",
    "hierarchical mamba state space vision hidden state mixer": "papers/efficientvim-",
    "2305.18691": "papers/edge-moe-",
    "arXiv:2502.13923v1": "papers/qwen2-5-vl-technical-report/",
    "what fine-tunes a 100B model with NVMe SSDs": "papers/adding-nvme-ssds-",
    "Xinyin Ma diffusion": "papers/deepcache-",
    "sparse convnets -video": "papers/fast-sparse-convnets/",
}
"""Queries, each with the beginning of the address that it must lead to."""
ANSWER = """async queries => {
  const load = (name) => import(new URL(`assets/search-${name}.js`, document.baseURI));
  const [data, index, answers] = await Promise.all(["data", "index", "answers"].map(load));
  const manifest = await data.loadManifest();
  const told = {};
  for (const query of queries) {
    const found = await index.search(manifest, query);
    const rows = answers.findRows(found, {}, {});
    const papers = await Promise.all(index.rank(found).papers.slice(0, 10).map((paper) => data.loadHit(manifest, paper)));
    const pages = answers.drawAnswers(found.things, rows).map((item) => item.querySelector("a").href);
    told[query] = [...pages, ...papers.map(({ href }) => href)];
  }
  return told;
}"""
"""What the page shows for each query: the pages that it names, then papers."""


def test_what_people_ask_for_stands_first(open_page: OpenPage, included_review: Path) -> None:
    with serve_site(included_review / "site") as address:
        page = open_page(address).page
        told = page.evaluate(ANSWER, list(TARGETS))
    found = {query: [href.removeprefix(address).replace("index.html", "") for href in told[query]] for query in TARGETS}

    ranks = {
        query: next((1 / place for place, href in enumerate(found[query], 1) if href.startswith(target)), 0.0)
        for query, target in TARGETS.items()
    }

    assert len(TARGETS) == 60
    assert {query: found[query][:3] for query, rank in ranks.items() if not rank} == {}
    assert sum(ranks.values()) / len(ranks) >= 0.9, {query: rank for query, rank in ranks.items() if rank < 1}
